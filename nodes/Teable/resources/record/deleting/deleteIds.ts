import { chunk } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import { fateOf } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { refusalOf } from '../../../teable/http/errors';
import { path } from '../../../teable/http/path';
import { fetchByIds } from '../../../teable/reading/pages/pages';
import { fetchTable } from '../../../teable/schema/table';

/** The IDs stand in the URL, and request line and headers share 16 KiB: about 440 fit. */
const IDS_PER_REQUEST = 200;

/** What Teable answers when one ID is unknown: 400 or 404 on 1.10, 500 in 2026. */
const MAYBE_GONE = new Set([400, 404, 500]);

/** What became of a record that was to be deleted: it was not there any more, or why it may still be. */
export type Deletion = 'deleted' | 'gone' | Error;

/**
 * Deletes records, 200 in a request, one request after another.
 *
 * @param ids each given once
 * @param goesOn whether to go on behind a record that this became of
 * @returns what became of each; nothing of those that it did not come to
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
 * Deletes what there is of a batch and gives the IDs that were deleted. 1.10 deletes nothing when one ID is
 * unknown, 2026 deletes the others without a word; here the others are deleted on each.
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

/** The records when all are gone. v2 says of some that are not there that they were not there before either. */
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
