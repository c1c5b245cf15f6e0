import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import { named } from '../../values/named';

interface State {
	meta: { name: string };
	/** For an empty cell, absent on 1.10 and null on 2026. */
	data?: IDataObject[string];
}

interface Entry {
	id: string;
	recordId: string;
	fieldId: string;
	before: State;
	after: State;
	createdTime: string;
	/** A user's ID. */
	createdBy: string;
}

/** One change of one cell. */
export interface Change extends Entry {
	changedBy: IDataObject;
}

interface HistoryPage {
	historyList: Entry[];
	userMap: Record<string, { id: string; name: string; email?: string } | undefined>;
	nextCursor?: string | null;
}

interface HistoryQuery {
	tableId: string;
	/** All records of the table if omitted. */
	recordId?: string;
	/** ISO 8601: Teable answers 500 to anything else. */
	startDate?: string;
	endDate?: string;
	/** The maximum number of changes; all if omitted. */
	limit?: number;
	/** Which changes to return; all if omitted. */
	keeps?: (entry: Entry) => boolean;
}

/** Reads changes, newest first. Teable returns 20 at a time, with a cursor for earlier ones. */
export async function fetchHistory(client: TeableClient, query: HistoryQuery): Promise<Change[]> {
	const { tableId, recordId, startDate, endDate, limit = Infinity, keeps = () => true } = query;
	const route =
		recordId === undefined
			? path`/table/${tableId}/record/history`
			: path`/table/${tableId}/record/${recordId}/history`;
	const changes: Change[] = [];
	const seen = new Set<string>();
	let cursor: string | null | undefined;
	do {
		const { historyList, userMap, nextCursor } = await client.get<HistoryPage>(route, {
			...(startDate && { startDate }),
			...(endDate && { endDate }),
			...(cursor && { cursor }),
		});
		const fresh = historyList.filter(({ id }) => !seen.has(id));
		for (const entry of fresh) {
			seen.add(entry.id);
			if (!keeps(entry)) continue;
			const { id, name, email } = named(userMap, entry.createdBy) ?? { id: entry.createdBy };
			changes.push({ ...entry, changedBy: { id, name, email } });
		}
		// 2026 answers an expired cursor with the newest changes, so reading would never end.
		cursor = fresh.length > 0 ? nextCursor : undefined;
	} while (cursor && changes.length < limit);
	return changes.slice(0, limit);
}
