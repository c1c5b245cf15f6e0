import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';

/** Which trash. A table's trash contains records, fields and views, a base's tables, and the account's bases or spaces. */
export type TrashPlace =
	| { of: 'table' | 'base'; id: string }
	| { of: 'account'; holds: 'base' | 'space' };

/** What a single request deleted: records, fields or views, or one table, base or space. */
export interface TrashItem {
	id: string;
	resourceType: string;
	/** For records, fields and views. */
	resourceIds?: string[];
	/** For a table, base or space. */
	resourceId?: string;
	deletedTime: string;
	deletedBy: string;
}

export interface TrashedResource {
	/** For a record, the text of its primary field. Servers of 2026 may return ''. */
	name?: string;
	/** For a field or view. */
	type?: string;
	/** For a base. */
	spaceId?: string;
}

export interface Trash {
	/** Newest first. */
	items: TrashItem[];
	/** The deleted things, by ID. */
	resources: Record<string, TrashedResource | undefined>;
	people: Record<string, { name?: string; email?: string } | undefined>;
}

interface TrashPage {
	trashItems: TrashItem[];
	resourceMap: Trash['resources'];
	userMap: Trash['people'];
	/** The first entry of the next page. */
	nextCursor?: string | null;
}

export const deletedAt = ({ deletedTime }: TrashItem): number => Date.parse(deletedTime);

/** The IDs of the deleted things. */
export const idsIn = ({ resourceIds, resourceId }: TrashItem): string[] =>
	resourceIds ?? (resourceId === undefined ? [] : [resourceId]);

/**
 * A page of a trash, with up to twenty entries from the cursor on.
 *
 * On 1.10 every trash requires a session. On 2026 the trash of a table requires the scope table|trash_read, that of a base
 * table|delete, app|delete and automation|delete, and that of the account a session.
 */
export async function fetchTrashPage(
	client: TeableClient,
	place: TrashPlace,
	page: { pageSize?: number; cursor?: string } = {},
): Promise<TrashPage> {
	return place.of === 'account'
		? await client.get<TrashPage>(path`/trash`, { resourceType: place.holds })
		: await client.get<TrashPage>(path`/trash/items`, { ...queryOf(place), ...page });
}

/** The query parameters for the trash of a table or base. */
export const queryOf = ({ id, of }: Exclude<TrashPlace, { of: 'account' }>): IDataObject => ({
	resourceId: id,
	resourceType: of,
});

/**
 * The entries of a trash, newest first.
 *
 * @param isEnough whether the entries read so far are enough, as a table's trash can be long
 */
export async function fetchTrash(
	client: TeableClient,
	place: TrashPlace,
	isEnough: (items: TrashItem[]) => boolean = () => false,
): Promise<Trash> {
	for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
		const trash = await readPages(client, place, isEnough);
		// The bases of an account are not sorted.
		trash.items.sort((a, b) => deletedAt(b) - deletedAt(a));
		if (pause > LAST_PAUSE_MS || !lacksTables(place, trash)) return trash;
		await sleep(pause);
	}
}

const FIRST_PAUSE_MS = 200;
const LAST_PAUSE_MS = 800;

/** v2 lists the name of a deleted table at once, but its entry may appear a moment later. */
function lacksTables(place: TrashPlace, { items, resources }: Trash): boolean {
	if (place.of !== 'base') return false;
	const known = new Set(items.flatMap(idsIn));
	return Object.keys(resources).some((id) => !known.has(id));
}

async function readPages(
	client: TeableClient,
	place: TrashPlace,
	isEnough: (items: TrashItem[]) => boolean,
): Promise<Trash> {
	const trash: Trash = { items: [], resources: {}, people: {} };
	for (let cursor: string | null | undefined; ; ) {
		const page = await fetchTrashPage(client, place, cursor ? { cursor } : {});
		trash.items.push(...page.trashItems);
		Object.assign(trash.resources, page.resourceMap);
		Object.assign(trash.people, page.userMap);
		cursor = page.nextCursor;
		if (!cursor || page.trashItems.length === 0) return trash;
		if (place.of === 'table' && isEnough(trash.items)) return trash;
	}
}

/** An entry, with the names for its IDs. */
export interface FoundInTrash {
	item: TrashItem;
	trash: Trash;
}

/**
 * Finds an entry by its own ID, or by the ID of something in it.
 *
 * @returns undefined if the trash has no such entry
 */
export async function findInTrash(
	client: TeableClient,
	place: TrashPlace,
	id: string,
): Promise<FoundInTrash | undefined> {
	const isIt = (item: TrashItem) => item.id === id || idsIn(item).includes(id);
	if (place.of === 'table' && isEntryOfTable(id)) {
		// The page that starts with the entry.
		const page = await fetchTrashPage(client, place, { cursor: id, pageSize: 1 });
		const item = page.trashItems.find(isIt);
		return item && { item, trash: asTrash(page) };
	}
	const trash = await fetchTrash(client, place, (items) => items.some(isIt));
	const item = trash.items.find(isIt);
	return item && { item, trash };
}

const asTrash = ({ trashItems, resourceMap, userMap }: TrashPage): Trash => ({
	items: trashItems,
	resources: resourceMap,
	people: userMap,
});

/** Whether a string is the ID of an entry in the trash of a table. */
export const isEntryOfTable = (id: string): boolean => id.startsWith('opr');

/** How long it may take until an entry appears after a deletion. */
const PAUSES_MS = [300, 900];

/** The same, but waits for an entry that does not exist yet, because Teable creates it after the deletion. */
export async function awaitInTrash(
	client: TeableClient,
	place: TrashPlace,
	id: string,
): Promise<FoundInTrash | undefined> {
	for (const pause of PAUSES_MS) {
		const found = await findInTrash(client, place, id);
		if (found) return found;
		await sleep(pause);
	}
	return await findInTrash(client, place, id);
}
