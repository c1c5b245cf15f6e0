import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../teable/client';
import { path } from '../teable/path';

/** The change of one cell, as Teable notes it. */
export interface HistoryEntry {
	id: string;
	recordId: string;
	fieldId: string;
	/** The value under `data`; absent for an empty cell. */
	before: { data?: IDataObject[string] };
	after: { data?: IDataObject[string] };
	createdTime: string;
	createdBy: string;
}

interface Person extends IDataObject {
	id: string;
	name?: string;
	email?: string;
}

interface HistoryPage {
	historyList: HistoryEntry[];
	userMap: Record<string, Person>;
	nextCursor?: string | null;
}

/** The changes of a table's cells, oldest first, and who made them. */
export interface History {
	entries: HistoryEntry[];
	people: Map<string, Person>;
}

/** The newest page of the changes. It takes the scope table_record_history|read, which OAuth does not have. */
export async function fetchNewestHistory(client: TeableClient, tableId: string): Promise<History> {
	return inOrder([await fetchPage(client, tableId, {})]);
}

/** The changes from `since` (epoch milliseconds) on. Teable gives twenty at a time, one page after another. */
export async function fetchHistory(
	client: TeableClient,
	tableId: string,
	since: number,
): Promise<History> {
	const startDate = new Date(since).toISOString();
	const pages: HistoryPage[] = [];
	for (let cursor: string | null | undefined; ; ) {
		const page = await fetchPage(client, tableId, { startDate, ...(cursor && { cursor }) });
		pages.push(page);
		cursor = page.nextCursor;
		if (!cursor) return inOrder(pages);
	}
}

const fetchPage = async (client: TeableClient, tableId: string, query: IDataObject) =>
	await client.get<HistoryPage>(path`/table/${tableId}/record/history`, query);

const inOrder = (pages: HistoryPage[]): History => ({
	entries: pages.flatMap(({ historyList }) => historyList).reverse(),
	people: new Map(pages.flatMap(({ userMap }) => Object.entries(userMap))),
});

/**
 * What the changes of one record come to: the first value and the last of each field, and who changed it last.
 *
 * @param entries of one record, oldest first
 * @param keyOf what a field is called in the output
 */
export function summary(
	entries: HistoryEntry[],
	people: History['people'],
	keyOf: (fieldId: string) => string,
): IDataObject {
	const changes: Record<string, { before: IDataObject[string]; after: IDataObject[string] }> = {};
	for (const { fieldId, before, after } of entries) {
		const key = keyOf(fieldId);
		changes[key] = {
			before: changes[key] ? changes[key].before : (before.data ?? null),
			after: after.data ?? null,
		};
	}
	const last = entries.at(-1);
	const { id, name, email } = people.get(last?.createdBy ?? '') ?? { id: last?.createdBy };
	return { changes, changedBy: { id, name, email }, changedTime: last?.createdTime };
}
