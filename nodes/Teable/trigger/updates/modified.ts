import type { TeableClient } from '../../teable/http/client';
import { EXACT_TIME } from '../../teable/filter/dateFilter';
import type { FilterGroup } from '../../teable/filter/filter';
import { fetchRecords } from '../../teable/reading/pages';
import type { Field, Table } from '../../teable/schema/table';
import { isWritable } from '../../teable/schema/table';
import type { TeableRecord } from '../../teable/http/types';

/** A record that was changed after it was made. */
export interface ModifiedRecord extends TeableRecord {
	lastModifiedTime: string;
}

export const isModified = (record: TeableRecord): record is ModifiedRecord =>
	typeof record.lastModifiedTime === 'string';

export const modifiedAt = ({ lastModifiedTime }: ModifiedRecord): number =>
	Date.parse(lastModifiedTime);

/**
 * The records that were last changed at `since` (epoch milliseconds) or later.
 *
 * Every record carries the time, but Teable filters by it only where a field of the type Last modified time
 * shows it: 2026 to the millisecond, 1.10 by day. In a table without such a field all records are read.
 */
export async function fetchModified(
	client: TeableClient,
	table: Table,
	since: number,
): Promise<ModifiedRecord[]> {
	const field = table.fields.find(showsModification);
	const records = await fetchRecords(
		client,
		table,
		{ filter: field && modifiedSince(field, since), comparedAgain: true },
		undefined,
		(record) => (isModified(record) && modifiedAt(record) >= since ? record : undefined),
	);
	return records.filter((record) => record !== undefined);
}

/** A field may be set to follow some of the others only; it would hide changes of the rest. */
const showsModification = ({ type, isLookup, options = {} }: Field): boolean =>
	type === 'lastModifiedTime' &&
	isLookup !== true &&
	Object.keys(options).every((name) => name === 'expression' || name === 'formatting');

const modifiedSince = (field: Field, since: number): FilterGroup => ({
	conjunction: 'and',
	parts: [
		{
			field,
			operator: 'isOnOrAfter',
			value: { mode: EXACT_TIME, exactDate: new Date(since).toISOString(), timeZone: 'UTC' },
		},
	],
});

/**
 * Tells a change from any other: by the record, the time, and for two changes within one millisecond by
 * what was written. Links are left out: the other table changes them without touching the record.
 */
export function changeKey(table: Table): (record: ModifiedRecord) => string {
	const written = table.fields.filter((field) => isWritable(field) && field.type !== 'link');
	return ({ id, lastModifiedTime, fields }) =>
		digest(
			JSON.stringify([id, lastModifiedTime, ...written.map((field) => fields[field.id])], idOnly),
		);
}

/** Of a user or file the ID: their other properties, such as signed addresses, differ from read to read. */
const idOnly = (_key: string, value: unknown): unknown =>
	(value as { id?: unknown } | null)?.id ?? value;

/** 64 bits that stand for a text: two FNV-1a hashes with different primes. */
function digest(text: string): string {
	let first = 0x811c9dc5;
	let second = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		first = Math.imul(first ^ code, 0x01000193);
		second = Math.imul(second ^ code, 0x85ebca6b);
	}
	return (first >>> 0).toString(36) + (second >>> 0).toString(36);
}
