import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { toTeableDate } from '../../../teable/schema/dates';
import { filtersFor, isLessThanAll } from '../../../teable/reading/lookups';
import { fetchRecords } from '../../../teable/reading/pages';
import type { Selection } from '../../../teable/reading/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';

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
 */
export async function findMatches(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
): Promise<Matches> {
	const matches = new Matches(fields);
	if (sought.length === 0) return matches;
	const selections = await chooseSelections(client, table, fields, sought);
	const found = await Promise.all(
		selections.map(
			async (selection) =>
				await fetchRecords(
					client,
					table,
					{ ...selection, projection: fields, complete: true, comparedAgain: true },
					undefined,
					(record) => record,
				),
		),
	);
	// Pages come in any order, and the record that was created first has to be the first match.
	for (const { fields: cells, id } of found.flat()) matches.add(cells, id);
	return matches;
}

/** Look-ups by value, or the whole table where that takes fewer requests. */
async function chooseSelections(
	client: TeableClient,
	table: Table,
	fields: Field[],
	sought: Sought[],
): Promise<Selection[]> {
	const searched = fields.find(({ type }) => SEARCHABLE.has(type));
	if (!searched) return [{}];
	const filters = filtersFor(
		searched,
		sought.map(({ match }) => match[searched.id] as string | number),
	);
	return filters && (await isLessThanAll(client, table, filters.length))
		? filters.map((filter) => ({ filter }))
		: [{}];
}

const keyOf = (fields: Field[], cells: Record<string, unknown>): string =>
	JSON.stringify(
		fields.map(({ id, cellValueType }) =>
			cellValueType === 'dateTime' ? toTeableDate(cells[id], 'UTC') : cells[id],
		),
	);
