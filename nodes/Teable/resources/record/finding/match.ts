import { union } from 'lodash';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { isPlanned } from '../../../teable/schema/inference/plannedField';
import { toTeableDate } from '../../../teable/schema/dates';
import { filtersFor } from '../../../teable/reading/lookups';
import { LARGEST_PAGE } from '../../../teable/reading/pageReader';
import { countRows, fetchRecords } from '../../../teable/reading/pages';
import type { Selection } from '../../../teable/reading/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import type { HeldRecords } from './heldRecords';

/** The kinds of fields that can be looked up by value; dates are compared by day, so they are read. */
const SEARCHABLE = new Set([
	'autoNumber',
	'longText',
	'number',
	'rating',
	'singleLineText',
	'singleSelect',
]);

/** What an input item says of the record that it means. */
export interface Sought {
	context: ItemContext<TeableClient>;
	/** What the matching columns hold, by column; `id` for the record itself. */
	match: Record<string, unknown>;
}

/** Records by the values of the matching columns. */
export class Matches {
	private readonly ids = new Map<string, string[]>();

	constructor(private readonly fields: Field[]) {}

	/** The IDs of the records whose matching columns hold what the item's do, compared exactly. */
	of({ match }: Sought): string[] {
		return this.ids.get(keyOf(this.fields, match)) ?? [];
	}

	add(cells: Record<string, unknown>, recordId: string): void {
		const key = keyOf(this.fields, cells);
		const known = this.ids.get(key);
		if (!known) this.ids.set(key, [recordId]);
		else if (!known.includes(recordId)) known.push(recordId);
	}
}

/** The first matching column for which the item holds no value: such an item must match nothing. */
export const missingMatch = ({ match }: Sought, fields: Field[]): Field | undefined =>
	fields.find(({ id }) => match[id] === undefined || match[id] === null);

/**
 * Finds the records that the items mean, all items in as few requests as possible: by looking values up
 * where that is less than reading the matching columns of the whole table.
 *
 * Whatever the server gives is compared again, letter by letter: `is` ignores case on 1.10 and minds it in
 * 2026, and a filter that a server drops gives every record of the table.
 *
 * @param held where records are kept that were read with all their cells
 */
export async function findMatches(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
	held?: HeldRecords,
): Promise<Matches> {
	const matches = new Matches(fields);
	// Nothing matches a column that a dry run does not make.
	if (sought.length === 0 || fields.some(isPlanned)) return matches;
	const { selections, isWhole } = await chooseReading(client, table, fields, sought);
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
	// Pages come in any order, and the record that was created first has to be the first match.
	for (const record of found.flat()) {
		matches.add(record.fields, record.id);
		if (isWhole) held?.add(record);
	}
	return matches;
}

/** How the records are read that may match. */
interface Reading {
	selections: Selection[];
	/** Whether with all cells that can be written, or with those to match on alone. */
	isWhole: boolean;
}

/** Where a table has more records than so many for each that is looked for, most would be read in vain. */
const MOST_FOR_EACH = 3;

/** Look-ups by value, or the whole table where that takes fewer requests. */
async function chooseReading(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
): Promise<Reading> {
	const searched = fields.find(({ type }) => SEARCHABLE.has(type));
	const filters =
		searched &&
		filtersFor(
			searched,
			sought.map(({ match }) => match[searched.id] as string | number),
		);
	if (!filters) return { selections: [{}], isWhole: false };
	const lookups = { selections: filters.map((filter) => ({ filter })), isWhole: true };
	if (filters.length === 1) return lookups;
	// A token that may not count is taken to have a large table before it.
	const rowCount = (await countRows(client, table, {})) ?? Infinity;
	return filters.length <= rowCount / LARGEST_PAGE
		? lookups
		: { selections: [{}], isWhole: rowCount <= sought.length * MOST_FOR_EACH };
}

const keyOf = (fields: Field[], cells: Record<string, unknown>): string =>
	JSON.stringify(
		fields.map(({ id, cellValueType }) =>
			cellValueType === 'dateTime' ? toTeableDate(cells[id], 'UTC') : cells[id],
		),
	);
