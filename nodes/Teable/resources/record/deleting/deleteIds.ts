import { chunk } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import { fateOf } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { refusalOf } from '../../../teable/http/errors';
import { path } from '../../../teable/http/path';
import { fetchByIds } from '../../../teable/reading/pages/pages';
import { fetchTable } from '../../../teable/schema/table';

/** The IDs are part of the URL, and request line and headers share 16 KiB: about 440 fit. */
const IDS_PER_REQUEST = 200;

/** What Teable answers when one ID is unknown: 400 or 404 on 1.10, 500 in 2026. */
const MAYBE_GONE = new Set([400, 404, 500]);

/** The outcome for one record: deleted now, already gone, or the error that left it undeleted. */
export type Deletion = 'deleted' | 'gone' | Error;

/**
 * Deletes records, 200 in a request, one request after another.
 *
 * @param ids without duplicates
 * @param goesOn whether to continue after a record with this outcome
 * @returns the outcome by ID, without those that were not attempted
 */
export async function deleteIds(
	client: TeableClient,
	tableId: string,
	ids: string[],
	goesOn: (outcome: Deletion) => boolean,
): Promise<Map<string, Deletion>> {
	const outcomes = new Map<string, Deletion>();
	for (const batch of chunk(ids, IDS_PER_REQUEST)) {
		const deleted = await deleteBatch(client, tableId, batch);
		const outcomeOf = (id: string): Deletion => {
			if (deleted instanceof Error) return deleted;
			return deleted.has(id) ? 'deleted' : 'gone';
		};
		for (const id of batch) outcomes.set(id, outcomeOf(id));
		if (!batch.map(outcomeOf).every(goesOn)) break;
	}
	return outcomes;
}

/**
 * Deletes the records of a batch that exist and returns their IDs. If one ID is unknown, 1.10 deletes nothing, and
 * 2026 silently deletes the others; here the others are deleted on every engine.
 */
async function deleteBatch(
	client: TeableClient,
	tableId: string,
	ids: string[],
): Promise<Set<string> | Error> {
	const deleted = await attemptAsync(async () => await sendDelete(client, tableId, ids));
	if (!(deleted instanceof Error)) return deleted;
	const refusal = refusalOf(deleted);
	if (!refusal || !MAYBE_GONE.has(refusal.status) || fateOf(deleted) !== 'notWritten') {
		return deleted;
	}
	const existing = await attemptAsync(async () => await fetchExisting(client, tableId, ids));
	if (existing instanceof Error || existing.length === ids.length) return deleted;
	if (existing.length === 0) return new Set();
	return await attemptAsync(async () => await sendDelete(client, tableId, existing));
}

async function sendDelete(
	client: TeableClient,
	tableId: string,
	recordIds: string[],
): Promise<Set<string>> {
	const { records } = await client.delete<Deleted>(
		path`/table/${tableId}/record`,
		{ recordIds },
		{
			fits: (answer) => Array.isArray(answer?.records),
			look: async (failure) => await findDeleted(client, tableId, recordIds, failure),
		},
	);
	return new Set(records.map(({ id }) => id));
}

interface Deleted {
	records: Array<{ id: string }>;
}

/** The records if all of them are gone. v2 has a code of its own for records that did not exist before the request. */
async function findDeleted(
	client: TeableClient,
	tableId: string,
	ids: string[],
	failure: Error,
): Promise<Deleted | undefined> {
	if (refusalOf(failure)?.details?.domainCode === 'record.stored_snapshot.unavailable') {
		return undefined;
	}
	const existing = await fetchExisting(client, tableId, ids);
	return existing.length === 0 ? { records: ids.map((id) => ({ id })) } : undefined;
}

async function fetchExisting(
	client: TeableClient,
	tableId: string,
	ids: string[],
): Promise<string[]> {
	const table = await fetchTable(client, tableId);
	const projection = table.fields.filter(({ isPrimary }) => isPrimary);
	const existing = await fetchByIds(client, table, { projection }, ids, () => true);
	return ids.filter((id) => existing.has(id));
}
