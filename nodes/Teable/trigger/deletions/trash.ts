import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';

/** What one request deleted. */
export interface TrashItem {
	id: string;
	/** `record`: fields and views of a table go into its trash too. */
	resourceType: string;
	resourceIds: string[];
	deletedTime: string;
	deletedBy: string;
}

export interface Trash {
	/** Newest first. */
	items: TrashItem[];
	/** The records by ID; a name is the text of the primary field. */
	records: Record<string, { name?: string } | undefined>;
	people: Record<string, { name?: string; email?: string } | undefined>;
}

interface TrashPage {
	trashItems: TrashItem[];
	resourceMap: Trash['records'];
	userMap: Trash['people'];
	nextCursor?: string | null;
}

export const deletedAt = ({ deletedTime }: TrashItem): number => Date.parse(deletedTime);

/** What was deleted from a table last. */
export async function fetchLastDeleted(
	client: TeableClient,
	tableId: string,
): Promise<TrashItem | undefined> {
	const { trashItems } = await fetchPage(client, tableId, { pageSize: 1 });
	return trashItems[0];
}

/**
 * What was deleted from a table at `since` (epoch milliseconds) or later, and perhaps some more.
 *
 * 2026 takes the scope table|trash_read for it; 1.10 lets no token do it, only a session.
 */
export async function fetchTrash(
	client: TeableClient,
	tableId: string,
	since: number,
): Promise<Trash> {
	const trash: Trash = { items: [], records: {}, people: {} };
	for (let cursor: string | null | undefined; ; ) {
		const page = await fetchPage(client, tableId, cursor ? { cursor } : {});
		trash.items.push(...page.trashItems);
		Object.assign(trash.records, page.resourceMap);
		Object.assign(trash.people, page.userMap);
		cursor = page.nextCursor;
		const oldest = page.trashItems.at(-1);
		if (!cursor || !oldest || deletedAt(oldest) < since) return trash;
	}
}

/** Teable gives twenty at a time, and no more. */
const fetchPage = async (
	client: TeableClient,
	tableId: string,
	page: { pageSize?: number; cursor?: string },
): Promise<TrashPage> =>
	await client.get<TrashPage>(path`/trash/items`, {
		resourceId: tableId,
		resourceType: 'table',
		...page,
	});
