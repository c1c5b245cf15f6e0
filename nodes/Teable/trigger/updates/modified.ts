import { isEmpty } from 'lodash';

import type { TeableClient } from '../../teable/http/client';
import { EXACT_TIME } from '../../teable/filter/dateFilter';
import type { FilterGroup } from '../../teable/filter/filter';
import { fetchRecords } from '../../teable/reading/pages/pages';
import type { Field, Table } from '../../teable/schema/table';
import { isWritable } from '../../teable/schema/table';
import type { TeableRecord } from '../../teable/http/types';

/** A record that was changed after it was created. */
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
 * Every record has this time, but Teable can filter by it only if the table has a field of the type Last modified time:
 * to the millisecond on 2026, by day on 1.10. Without such a field, all records are read.
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

/**
 * On 2026, a field can track only some of the others. It would miss changes to the rest. If it tracks all of them, the
 * old engine returns an empty list, and v2 none.
 */
const showsModification = ({ type, isLookup, options }: Field): boolean =>
	type === 'lastModifiedTime' && isLookup !== true && isEmpty(options?.trackedFieldIds);

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
 * A key that is unique to a change: the record, the time, and the values, in case of two changes in one millisecond.
 * Links are left out, because the other table changes them without updating the record's time.
 */
export function changeKey(table: Table): (record: ModifiedRecord) => string {
	const written = table.fields.filter((field) => isWritable(field) && field.type !== 'link');
	return ({ id, lastModifiedTime, fields }) =>
		digest(
			JSON.stringify([id, lastModifiedTime, ...written.map((field) => fields[field.id])], idOnly),
		);
}

/** Only the ID of a user or file: their other properties, such as signed URLs, differ between reads. */
const idOnly = (_key: string, value: unknown): unknown =>
	(value as { id?: unknown } | null)?.id ?? value;

/** A 64-bit digest of a string: two FNV-1a hashes with different primes. */
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
