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
import { RECORD_ID, givenBy } from './given';

/** Where rows go: a table, and what it lacks for them. */
export interface Plan {
	/** The table as it will be, for the rows to be read by. */
	table: Table;
	/** The columns of keys that are not called like them. */
	byKey: Map<string, Field>;
	/** What an item gives, where that is not what the mapper says. */
	given?(item: ItemContext<TeableClient>): Given;
	/** Makes what is planned, once no item keeps the others from being sent; in a dry run it stays a plan. */
	make(): Promise<Made>;
}

/** The table that the rows go to. */
export interface Made {
	table: Table;
	/** The IDs of the columns that were made, by those that stood for them in the plan. */
	ids: Map<string, string>;
	/** What stays when the rows fail, in a sentence. */
	remains?: string;
}

/** A table that is taken as it is. */
export const asItIs = (table: Table): Plan => ({
	table,
	byKey: new Map(),
	make: async () => ({ table, ids: new Map() }),
});

/**
 * Plans columns for what the items have and the table lacks, each of the type that all its values fit. A key
 * that holds nothing says nothing of its column, and gets none.
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

/** The values of each key that the table has no column for, by item; and the names of the columns that the others stand for. */
function columnsOf(items: Array<ItemContext<TeableClient>>, table: Table) {
	const unknown = new Map<string, unknown[]>();
	const claimed = new Set<string>();
	for (const [index, item] of items.entries()) {
		const { values, keys } = givenBy(item, table, true);
		for (const key of keys) {
			const column = table.find(key);
			if (column) {
				claimed.add(column.name);
				continue;
			}
			const all = unknown.get(key) ?? new Array<unknown>(items.length);
			all[index] = values[key];
			unknown.set(key, all);
		}
	}
	const ids = unknown.get(RECORD_ID);
	// The record's own ID, as every operation of the node outputs it, is no value of a column.
	if (ids?.every((id) => isBlank(id) || isTeableId('rec', String(id)))) unknown.delete(RECORD_ID);
	return { unknown, claimed };
}
