import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';

/** Whose trash it is. The table's holds records, fields and views, the base's tables, the account's bases or spaces. */
export type TrashPlace =
	| { of: 'table' | 'base'; id: string }
	| { of: 'account'; holds: 'base' | 'space' };

/** What one request deleted: some records, fields or views, or one table, base or space. */
export interface TrashItem {
	id: string;
	resourceType: string;
	/** Of records, fields and views. */
	resourceIds?: string[];
	/** Of a table, base or space. */
	resourceId?: string;
	deletedTime: string;
	deletedBy: string;
}

export interface TrashedResource {
	/** Of a record the text of its primary field; servers of 2026 may give '' for it. */
	name?: string;
	/** Of a field or view. */
	type?: string;
	/** Of a base. */
	spaceId?: string;
}

export interface Trash {
	/** Newest first. */
	items: TrashItem[];
	/** What was deleted, by ID. */
	resources: Record<string, TrashedResource | undefined>;
	people: Record<string, { name?: string; email?: string } | undefined>;
}

interface TrashPage {
	trashItems: TrashItem[];
	resourceMap: Trash['resources'];
	userMap: Trash['people'];
	/** The entry that the next page begins with. */
	nextCursor?: string | null;
}

export const deletedAt = ({ deletedTime }: TrashItem): number => Date.parse(deletedTime);

/** The IDs of what was deleted. */
export const idsIn = ({ resourceIds, resourceId }: TrashItem): string[] =>
	resourceIds ?? (resourceId === undefined ? [] : [resourceId]);

/**
 * A page of a trash: twenty entries from the cursor on, at most.
 *
 * 1.10 shows a trash to a session only. 2026 shows that of a table to a token with the scope table|trash_read, that
 * of a base to one with table|delete, app|delete and automation|delete, and that of the account to a session only.
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

/** How the routes of a table's and a base's trash are told whose it is. */
export const queryOf = ({ id, of }: Exclude<TrashPlace, { of: 'account' }>): IDataObject => ({
	resourceId: id,
	resourceType: of,
});

/**
 * What lies in a trash, newest first.
 *
 * @param isEnough whether what has been read so far of a table's trash, which may be long, is all that is wanted
 */
export async function fetchTrash(
	client: TeableClient,
	place: TrashPlace,
	isEnough: (items: TrashItem[]) => boolean = () => false,
): Promise<Trash> {
	for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
		const trash = await readPages(client, place, isEnough);
		// The bases of an account come in any order.
		trash.items.sort((a, b) => deletedAt(b) - deletedAt(a));
		if (pause > LAST_PAUSE_MS || !lacksTables(place, trash)) return trash;
		await sleep(pause);
	}
}

const FIRST_PAUSE_MS = 200;
const LAST_PAUSE_MS = 800;

/** v2 names a table that was just deleted at once, and may give its entry a moment later. */
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

/** An entry, with what tells the names in it. */
export interface FoundInTrash {
	item: TrashItem;
	trash: Trash;
}

/**
 * Looks for an entry by its own ID, or by that of something that it holds.
 *
 * @returns undefined where the trash has no such entry
 */
export async function findInTrash(
	client: TeableClient,
	place: TrashPlace,
	id: string,
): Promise<FoundInTrash | undefined> {
	const isIt = (item: TrashItem) => item.id === id || idsIn(item).includes(id);
	if (place.of === 'table' && isEntryOfTable(id)) {
		// The page that begins with the entry.
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

/** Whether it is the ID of an entry in the trash of a table. */
export const isEntryOfTable = (id: string): boolean => id.startsWith('opr');

/** How long an entry may take to show after what it holds was deleted. */
const PAUSES_MS = [300, 900];

/** The same, but waits a moment for an entry that is not there yet: Teable writes it after it has deleted. */
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
