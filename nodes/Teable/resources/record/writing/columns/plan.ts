import type { ItemContext } from '../../../../core/operation';
import type { TeableClient } from '../../../../teable/http/client';
import { isTeableId } from '../../../../teable/schema/id';
import { columnNames } from '../../../../teable/schema/inference/columnNames';
import { createFields, createdColumns } from '../../../../teable/schema/inference/createFields';
import type { Reading } from '../../../../teable/schema/inference/inferField';
import { inferField } from '../../../../teable/schema/inference/inferField';
import { plannedField } from '../../../../teable/schema/inference/plannedField';
import type { Field, Table } from '../../../../teable/schema/table';
import { isBlank } from '../../../../values/quoted';
import type { Given } from './given';
import { RECORD_ID, valuesByKey } from './given';

/** The table to write to, with the columns that it lacks. */
export interface Plan {
	/** The table including the planned columns. */
	table: Table;
	/** The columns of keys whose name differs from the column's. */
	byKey: Map<string, Field>;
	/** Overrides what the mapper says about an item's input. */
	given?(item: ItemContext<TeableClient>): Given;
	/** Creates the planned columns, once all items have been checked. A dry run creates nothing. */
	make(): Promise<Made>;
}

/** The table after its missing columns were created. */
export interface Made {
	table: Table;
	/** The IDs of the created columns, by their placeholder IDs in the plan. */
	ids: Map<string, string>;
	/** A sentence about what remains if the rows fail. */
	remains?: string;
}

/** Plans no new columns. */
export const asItIs = (table: Table): Plan => ({
	table,
	byKey: new Map(),
	make: async () => ({ table, ids: new Map() }),
});

/**
 * Plans a column for each key of the items that the table lacks, with a type that fits all its values. Keys without
 * any value get no column, as their type is unknown.
 */
export function withNewColumns(
	client: TeableClient,
	items: Array<ItemContext<TeableClient>>,
	table: Table,
	reading: Reading,
): Plan {
	const { unknown, claimed } = columnsOf(items, table);
	const byKey = new Map<string, Field>();
	const planned = [...columnNames([...unknown.keys()], claimed)].flatMap(([key, name]) => {
		const values = unknown.get(key) ?? [];
		const known = table.find(name);
		if (!known && values.every(isBlank)) return [];
		const definition = { name, ...inferField(values, reading) };
		const field = known ?? plannedField(`column of ${key}`, definition);
		byKey.set(key, field);
		return known ? [] : [{ field, definition }];
	});
	const whole = table.with(planned.map(({ field }) => field));
	const make = async (): Promise<Made> => {
		if (client.isDryRun) return { table: whole, ids: new Map() };
		const definitions = planned.map(({ definition }) => definition);
		const made = await createFields(client, table, definitions);
		const ids = new Map(planned.map(({ field }, index) => [field.id, made[index].id]));
		return { table, ids, ...(made.length > 0 && { remains: createdColumns(made) }) };
	};
	return {
		table: whole,
		byKey,
		make,
	};
}

/** The values of each key without a column, by item, and the names of the columns that other keys refer to. */
function columnsOf(items: Array<ItemContext<TeableClient>>, table: Table) {
	const unknown = new Map<string, unknown[]>();
	const claimed = new Set<string>();
	for (const [key, values] of valuesByKey(items, table)) {
		const column = table.find(key);
		if (column) claimed.add(column.name);
		else unknown.set(key, values);
	}
	const ids = unknown.get(RECORD_ID);
	// The record's own ID, which every operation outputs, is not a column value.
	if (ids?.every((id) => isBlank(id) || isTeableId('rec', String(id)))) unknown.delete(RECORD_ID);
	return { unknown, claimed };
}
