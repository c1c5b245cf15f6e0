import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../teable/http/client';
import type { Change } from '../../teable/reading/history';
import { fetchHistory } from '../../teable/reading/history';

/** Teable's page size. */
const PAGE = 20;

/** The newest changes of a table's cells, oldest first. Requires the scope table_record_history|read, which OAuth does not offer. */
export const fetchNewestChanges = async (
	client: TeableClient,
	tableId: string,
): Promise<Change[]> => (await fetchHistory(client, { tableId, limit: PAGE })).reverse();

/** The changes of a table's cells from `since` (epoch milliseconds) on, oldest first. */
export const fetchChangesSince = async (
	client: TeableClient,
	tableId: string,
	since: number,
): Promise<Change[]> =>
	(await fetchHistory(client, { tableId, startDate: new Date(since).toISOString() })).reverse();

/**
 * Sums up the changes of one record: the first and last value of each field, and who changed it last.
 *
 * @param changes of one record, oldest first
 * @param keyOf the key of a field in the output
 */
export function summary(changes: Change[], keyOf: (fieldId: string) => string): IDataObject {
	const values = new Map<string, { before: IDataObject[string]; after: IDataObject[string] }>();
	for (const { fieldId, before, after } of changes) {
		const key = keyOf(fieldId);
		const earlier = values.get(key);
		values.set(key, {
			before: earlier ? earlier.before : (before.data ?? null),
			after: after.data ?? null,
		});
	}
	const last = changes.at(-1);
	return {
		changes: Object.fromEntries(values),
		changedBy: last?.changedBy,
		changedTime: last?.createdTime,
	};
}
