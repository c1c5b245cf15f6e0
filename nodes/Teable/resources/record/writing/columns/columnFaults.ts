import { partition } from 'lodash';

import type { ItemContext } from '../../../../core/operation';
import { idInColumnKey } from '../../../../fields/columns/columnKey';
import type { TeableClient } from '../../../../teable/http/client';
import type { Field, Table } from '../../../../teable/schema/table';
import { quoted } from '../../../../values/quoted';
import type { Fault } from '../row';
import { COLUMNS } from './columnFields';

/**
 * A value that its column does not accept.
 *
 * @param accepts what the column accepts instead, e.g. "a number"
 * @param hint a sentence to add, which begins with a space
 */
export const refused = ({ name }: Field, value: unknown, accepts: string, hint = ''): Fault => ({
	problem: `${quoted(value)} isn't valid for '${name}'`,
	remedy: `It accepts ${accepts}.${hint}`,
});

/** The keys without a column: those of columns that the mapper had and that were deleted, and all others. */
export function unknownColumns(
	{ param }: ItemContext<TeableClient>,
	keys: string[],
	table: Table,
): Fault[] {
	const { automatic } = param.mapping(COLUMNS);
	const isMapped = (key: string) => param.columnName(COLUMNS, key) !== undefined;
	const [gone, unknown] = partition(keys, isMapped);
	const faults = gone.map((key) => ({
		problem: `Column '${param.columnName(COLUMNS, key)}' (${idInColumnKey(key) ?? key}) no longer exists in the table`,
		remedy: 'Refresh the column list, or remove the column there.',
	}));
	if (unknown.length > 0) {
		const names = unknown.map((key) => `'${key}'`).join(', ');
		const columns = `Its columns are ${table.fieldNames}.`;
		faults.push({
			problem: `The table has no ${unknown.length === 1 ? 'column' : 'columns'} ${names}`,
			remedy: automatic
				? `Rename ${unknown.length === 1 ? 'it' : 'them'}, or set 'Unknown Columns' under 'Options'. ${columns}`
				: columns,
		});
	}
	return faults;
}

/** Two keys of an item that stand for one column, e.g. its name and its ID, but have different values. */
export const conflict = ({ name }: Field, one: string, other: string): Fault => ({
	problem: `'${name}' has two different values, in '${one}' and '${other}'`,
	remedy: 'Remove one of them.',
});

/** A column that was mapped manually and that nobody can write. */
export const computed = ({ name }: Field): Fault => ({
	problem: `'${name}' can't be written because Teable fills it in itself`,
	remedy: 'Remove it from the mapping.',
});

/** `id` can be the record's own ID or the value of a column of that name. */
export const ambiguousId: Fault = {
	problem:
		"The item has a record ID in 'id', and the table has a column named 'id', so it is unclear which one is meant",
	remedy: "Map the columns manually, or remove 'id' from the item.",
};
