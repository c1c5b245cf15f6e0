import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base } from '../http/types';
import { fetchSpaces } from './space';

/** A table in the answer of `GET /base/{base}/table` (1.10 and July 2026), without its fields, views and records. */
export interface TableInBase extends IDataObject {
	id: string;
	baseId: string;
	name: string;
	/** The table's name in SQL: `<base ID>.<name>`. */
	dbTableName: string;
	/** Absent if empty, as is the icon. */
	description?: string;
	icon?: string;
	defaultViewId: string;
	/** When something last changed in it, also in its records. */
	lastModifiedTime?: string;
}

/**
 * Finds a table and its base. Teable has no route from a table to its base, so each base is tried.
 *
 * @param likely the base to try first
 * @returns undefined if the credential lacks the scope table|read, or base|read_all for more than one base
 */
export async function findTableInBase(
	client: TeableClient,
	tableId: string,
	likely: string | undefined,
): Promise<TableInBase | undefined> {
	const inBase = async (baseId: string) => await allowed(fetchTableInBase(client, baseId, tableId));
	const found = likely === undefined ? undefined : await inBase(likely);
	if (found) return found;
	const bases = (await allowed(client.get<Base[]>(path`/base/access/all`))) ?? [];
	for (const { id } of bases) {
		const table = id === likely ? undefined : await inBase(id);
		if (table) return table;
	}
	return undefined;
}

/** A table, by its base. @throws NodeApiError if the base has no such table, or the credential cannot access it */
export const fetchTableInBase = async (
	client: TeableClient,
	baseId: string,
	tableId: string,
): Promise<TableInBase> => await client.get<TableInBase>(path`/base/${baseId}/table/${tableId}`);

/** The ID of the base of a table; otherwise as `findTableInBase`. */
export const fetchBaseOf = async (
	client: TeableClient,
	tableId: string,
	likely: string | undefined,
): Promise<string | undefined> => (await findTableInBase(client, tableId, likely))?.baseId;

/** The tables of a base, in the order shown in Teable. */
export const fetchTables = async (client: TeableClient, baseId: string): Promise<TableInBase[]> =>
	await client.get<TableInBase[]>(path`/base/${baseId}/table`);

/** @throws NodeApiError if the base does not exist, or the credential cannot access it */
export const fetchBase = async (client: TeableClient, baseId: string): Promise<Base> =>
	await client.get<Base>(path`/base/${baseId}`);

/** The bases of a space, in the order shown in Teable. */
export const fetchBasesOf = async (client: TeableClient, spaceId: string): Promise<Base[]> =>
	await client.get<Base[]>(path`/space/${spaceId}/base`);

/**
 * All bases of the user, including those that a limited access token cannot open. `/base/access/all` requires the scope
 * base|read_all. Without it, the bases of each space that the credential can access are read.
 *
 * @throws NodeApiError if both fail, as for a token limited to bases, and for OAuth on 1.10
 */
export async function fetchBases(client: TeableClient): Promise<Base[]> {
	const all = client.get<Base[]>(path`/base/access/all`);
	const bases = await allowed(all);
	if (bases !== undefined) return bases;
	const spaces = (await allowed(fetchSpaces(client))) ?? [];
	if (spaces.length === 0) return await all;
	const lists = spaces.map(async ({ id }) => await fetchBasesOf(client, id));
	return (await Promise.all(lists)).flat();
}

/** A link field between two bases, in the answers of the checks before a base is duplicated or moved. */
export interface LinkBetweenBases extends IDataObject {
	fieldId: string;
	fieldName: string;
	tableId: string;
	tableName: string;
}

/**
 * The link fields of a base that link to other bases. In a copy of the base they become one-way links or, in another
 * space, text.
 *
 * @returns undefined on 1.10, which has no such check
 */
export async function fetchLinksToOtherBases(
	client: TeableClient,
	baseId: string,
): Promise<LinkBetweenBases[] | undefined> {
	const check = client.get<LinkCheck>(path`/base/${baseId}/duplicate-check`);
	return (await allowed(check))?.affectedFields;
}

/**
 * The link fields, in this base and in others, that become text if the base is moved to another space: servers of 2026
 * do not allow links between spaces. Teable answers 200 and deletes the other side of the link. Moving the base back
 * does not restore it.
 *
 * @returns an empty list on 1.10, which keeps such links and has no such check
 */
export async function fetchLinksLostByMove(
	client: TeableClient,
	baseId: string,
	spaceId: string,
): Promise<Array<LinkBetweenBases & { baseName: string }>> {
	const check = client.get<LinkCheck>(path`/base/${baseId}/move-check`, { spaceId });
	return ((await allowed(check))?.affectedFields ?? []) as Array<
		LinkBetweenBases & { baseName: string }
	>;
}

interface LinkCheck {
	affectedFields: LinkBetweenBases[];
}
