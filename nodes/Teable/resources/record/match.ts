import type { IDataObject } from 'n8n-workflow';

import { toTeableDate } from '../../teable/dates';
import type { TeableClient } from '../../teable/client';
import { path } from '../../teable/path';
import type { Field, Table } from '../../teable/table';
import type { Row } from './columns';
import type { TeableRecord } from './output';

/** The kinds of fields that can be looked up by value; dates are compared by day, so they are read. */
const SEARCHABLE = new Set([
	'autoNumber',
	'longText',
	'number',
	'rating',
	'singleLineText',
	'singleSelect',
]);

const ROWS_PER_PAGE = 1000;

/** Request line and headers share 16 KiB, of which a token and n8n's headers take a part. */
const FILTER_LENGTH = 10_000;

/** Records by the values of the matching columns. */
export class Matches {
	private readonly ids = new Map<string, string[]>();

	constructor(private readonly fields: Field[]) {}

	/** The IDs of the records whose matching columns hold what the row's do, compared exactly. */
	of(row: Row): string[] {
		return this.ids.get(keyOf(this.fields, row.match)) ?? [];
	}

	add(cells: Record<string, unknown>, recordId: string): void {
		const key = keyOf(this.fields, cells);
		const known = this.ids.get(key);
		if (!known) this.ids.set(key, [recordId]);
		else if (!known.includes(recordId)) known.push(recordId);
	}
}

/** The first matching column for which the row holds no value: such a row must match nothing. */
export const missingMatch = (row: Row, fields: Field[]): Field | undefined =>
	fields.find(({ id }) => row.match[id] === undefined || row.match[id] === null);

/**
 * Finds the records that the rows mean, all rows in as few requests as possible: by looking values up
 * where that is less than reading the matching columns of the whole table.
 *
 * Whatever the server gives is compared again, letter by letter: `is` ignores case on 1.10 and minds it in
 * 2026, and a filter that a server drops gives every record of the table.
 */
export async function findMatches(
	client: TeableClient,
	table: Table,
	fields: Field[],
	rows: Row[],
): Promise<Matches> {
	const matches = new Matches(fields);
	const records = await fetchCandidates(client, table, fields, rows);
	for (const record of records) matches.add(record.fields, record.id);
	return matches;
}

async function fetchCandidates(
	client: TeableClient,
	table: Table,
	fields: Field[],
	rows: Row[],
): Promise<TeableRecord[]> {
	if (rows.length === 0) return [];
	const query: IDataObject = { fieldKeyType: 'id', projection: fields.map(({ id }) => id) };
	const searched = fields.find(({ type }) => SEARCHABLE.has(type));
	const filters = searched ? lookups(searched, rows) : undefined;
	if (filters?.length === 1) return await fetchFiltered(client, table, query, filters);

	const { rowCount } = await client.get<{ rowCount: number }>(
		path`/table/${table.id}/aggregation/row-count`,
	);
	const pages = Math.ceil(rowCount / ROWS_PER_PAGE);
	if (filters && filters.length <= pages) {
		return await fetchFiltered(client, table, query, filters);
	}
	const known = await Promise.all(
		Array.from(
			{ length: pages },
			async (_, page) => await fetchPage(client, table, query, page * ROWS_PER_PAGE),
		),
	);
	// Rows that came in since they were counted.
	return [...known.flat(), ...(await fetchFrom(client, table, query, pages * ROWS_PER_PAGE))];
}

async function fetchFiltered(
	client: TeableClient,
	table: Table,
	query: IDataObject,
	filters: string[],
): Promise<TeableRecord[]> {
	const found = await Promise.all(
		filters.map(async (filter) => await fetchFrom(client, table, { ...query, filter }, 0)),
	);
	return found.flat();
}

/** The records from `skip` on, page by page until one is not full. */
async function fetchFrom(
	client: TeableClient,
	table: Table,
	query: IDataObject,
	skip: number,
): Promise<TeableRecord[]> {
	const records: TeableRecord[] = [];
	for (;;) {
		const page = await fetchPage(client, table, query, skip + records.length);
		records.push(...page);
		if (page.length < ROWS_PER_PAGE) return records;
	}
}

async function fetchPage(
	client: TeableClient,
	table: Table,
	query: IDataObject,
	skip: number,
): Promise<TeableRecord[]> {
	const { records } = await client.get<{ records: TeableRecord[] }>(
		path`/table/${table.id}/record`,
		{ ...query, take: ROWS_PER_PAGE, skip },
	);
	return records;
}

/** Filters that together name every value of the field that the rows hold, each short enough for a URL. */
function lookups(field: Field, rows: Row[]): string[] {
	const values = [...new Set(rows.map(({ match }) => match[field.id]))];
	const filters: string[] = [];
	let conditions: IDataObject[] = [];
	let length = 0;
	const close = () => filters.push(JSON.stringify({ conjunction: 'or', filterSet: conditions }));
	for (const value of values) {
		const condition = { fieldId: field.id, operator: 'is', value } as IDataObject;
		const added = encodeURIComponent(JSON.stringify(condition)).length + 3;
		if (conditions.length > 0 && length + added > FILTER_LENGTH) {
			close();
			conditions = [];
			length = 0;
		}
		conditions.push(condition);
		length += added;
	}
	close();
	return filters;
}

const keyOf = (fields: Field[], cells: Record<string, unknown>): string =>
	JSON.stringify(
		fields.map(({ id, type }) => (type === 'date' ? toTeableDate(cells[id], 'UTC') : cells[id])),
	);
