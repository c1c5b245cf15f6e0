import { union } from 'lodash';

import type { TeableClient } from '../../../teable/http/client';
import { isPlanned } from '../../../teable/schema/inference/plannedField';
import { toTeableDate } from '../../../teable/schema/cells/dates';
import type { FilterGroup } from '../../../teable/filter/filter';
import { filtersFor } from '../../../teable/reading/names/lookups';
import { LARGEST_PAGE } from '../../../teable/reading/pages/pageReader';
import { countRows, fetchRecords } from '../../../teable/reading/pages/pages';
import type { Selection } from '../../../teable/reading/pages/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import type { HeldRecords } from './heldRecords';
import type { Sought } from './sought';
import type { TextRules } from './textRules';
import { commonPart, comparable, isLoose } from './textRules';

/** The kinds of fields that can be looked up by value; dates are compared by day, so they are read. */
const SEARCHABLE = new Set([
	'autoNumber',
	'longText',
	'number',
	'rating',
	'singleLineText',
	'singleSelect',
]);

/** Records by the values of the matching columns. */
export class Matches {
	private readonly ids = new Map<string, string[]>();

	constructor(
		private readonly fields: Field[],
		private readonly rules: TextRules,
	) {}

	/** The IDs of the records that match the item under the rules. */
	of({ match }: Sought): string[] {
		return this.ids.get(this.keyOf(match)) ?? [];
	}

	add(cells: Record<string, unknown>, recordId: string): void {
		const key = this.keyOf(cells);
		const known = this.ids.get(key);
		if (!known) this.ids.set(key, [recordId]);
		else if (!known.includes(recordId)) known.push(recordId);
	}

	private keyOf(cells: Record<string, unknown>): string {
		return JSON.stringify(
			this.fields.map((field) =>
				field.cellValueType === 'dateTime'
					? toTeableDate(cells[field.id], 'UTC')
					: comparable(field, cells[field.id], this.rules),
			),
		);
	}
}

/** The first matching column for which the item has no value: such an item must match nothing. */
export const missingMatch = ({ match }: Sought, fields: Field[]): Field | undefined =>
	fields.find(({ id }) => match[id] === undefined || match[id] === null);

/**
 * Finds the records that match the items, all in as few requests as possible: by looking up the values, or by
 * reading the matching columns of the whole table if that takes fewer.
 *
 * Everything the server returns is compared again by the rules: `is` ignores case on 1.10 but not in 2026, and
 * a server that drops a filter returns every record of the table.
 *
 * @param held keeps the records that are read with all their cells
 */
export async function findMatches(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
	rules: TextRules,
	held?: HeldRecords,
): Promise<Matches> {
	const matches = new Matches(fields, rules);
	// A dry run creates no columns, so nothing can match a planned one.
	if (sought.length === 0 || fields.some(isPlanned)) return matches;
	const { selections, isWhole } = await chooseReading(client, table, fields, sought, rules);
	const projection = held && isWhole ? union(fields, held.fields) : fields;
	const found = await Promise.all(
		selections.map(
			async (selection) =>
				await fetchRecords(
					client,
					table,
					{ ...selection, projection, complete: true, comparedAgain: true },
					undefined,
					(record) => record,
				),
		),
	);
	// Pages arrive in any order, but the first match must be the record that was created first.
	for (const record of found.flat()) {
		matches.add(record.fields, record.id);
		if (isWhole) held?.add(record);
	}
	return matches;
}

/** How to read the records that may match. */
interface Reading {
	selections: Selection[];
	/** Whether all writable cells are read, or only those to match on. */
	isWhole: boolean;
}

/** Above this many records per item, reading whole records would mostly be wasted. */
const MOST_FOR_EACH = 3;

/** Chooses lookups by value, or the whole table if that takes fewer requests. */
async function chooseReading(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
	rules: TextRules,
): Promise<Reading> {
	const filters = lookupsFor(fields, sought, rules);
	if (!filters) return { selections: [{}], isWhole: false };
	const lookups = { selections: filters.map((filter) => ({ filter })), isWhole: true };
	if (filters.length === 1) return lookups;
	// If the token may not count records, the table is assumed to be large.
	const rowCount = (await countRows(client, table, {})) ?? Infinity;
	return filters.length <= rowCount / LARGEST_PAGE
		? lookups
		: { selections: [{}], isWhole: rowCount <= sought.length * MOST_FOR_EACH };
}

/** Filters that find every possible match, and perhaps more; undefined if there are none. */
function lookupsFor(
	fields: Field[],
	sought: Sought[],
	rules: TextRules,
): FilterGroup[] | undefined {
	const searchable = fields.filter(({ type }) => SEARCHABLE.has(type));
	const isText = ({ type }: Field) => type === 'singleLineText' || type === 'longText';
	const exact = isLoose(rules) ? searchable.find((field) => !isText(field)) : searchable[0];
	if (exact) {
		return filtersFor(
			exact,
			sought.map(({ match }) => match[exact.id] as string | number),
		);
	}
	const [loose] = searchable;
	const parts = loose && sought.map(({ match }) => commonPart(String(match[loose.id]), rules));
	return parts?.every((part) => part !== undefined)
		? filtersFor(loose, parts, 'contains')
		: undefined;
}
