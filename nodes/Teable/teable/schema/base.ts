import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base } from '../http/types';
import { fetchSpaces } from './space';

/** A table as `GET /base/{base}/table` describes it (1.10 and July 2026): without its fields, views and records. */
export interface TableInBase extends IDataObject {
	id: string;
	baseId: string;
	name: string;
	/** What the table is called in SQL: `<base ID>.<name>`. */
	dbTableName: string;
	/** Absent when it is empty, as is the icon. */
	description?: string;
	icon?: string;
	defaultViewId: string;
}

/**
 * A table with the base that holds it. Teable has no route from a table to its base, so each base is asked.
 *
 * @param likely the base to ask first
 * @returns undefined where the credential may not ask (it takes table|read, and base|read_all for more than one base)
 */
export async function findTableInBase(
	client: TeableClient,
	tableId: string,
	likely: string | undefined,
): Promise<TableInBase | undefined> {
	const inBase = async (baseId: string) =>
		await allowed(client.get<TableInBase>(path`/base/${baseId}/table/${tableId}`));
	const found = likely === undefined ? undefined : await inBase(likely);
	if (found) return found;
	const bases = (await allowed(client.get<Base[]>(path`/base/access/all`))) ?? [];
	for (const { id } of bases) {
		const table = id === likely ? undefined : await inBase(id);
		if (table) return table;
	}
	return undefined;
}

/** The ID of the base that holds a table; else as `findTableInBase`. */
export const fetchBaseOf = async (
	client: TeableClient,
	tableId: string,
	likely: string | undefined,
): Promise<string | undefined> => (await findTableInBase(client, tableId, likely))?.baseId;

/** The tables of a base, in the order that a person has given them. */
export const fetchTables = async (client: TeableClient, baseId: string): Promise<TableInBase[]> =>
	await client.get<TableInBase[]>(path`/base/${baseId}/table`);

/** @throws NodeApiError when there is no such base, or the credential does not reach it */
export const fetchBase = async (client: TeableClient, baseId: string): Promise<Base> =>
	await client.get<Base>(path`/base/${baseId}`);

/** The bases of a space, in the order that a person has given them. */
export const fetchBasesOf = async (client: TeableClient, spaceId: string): Promise<Base[]> =>
	await client.get<Base[]>(path`/space/${spaceId}/base`);

/**
 * All bases of the user, also those that an access token with limits cannot open. `/base/access/all` needs the
 * scope base|read_all; without it the bases of each space that the credential reaches are read.
 *
 * @throws NodeApiError when neither way is open: to a token limited to bases, and to OAuth on 1.10
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

/** A link field between two bases, as the checks before a base is duplicated or moved name it. */
export interface LinkBetweenBases extends IDataObject {
	fieldId: string;
	fieldName: string;
	tableId: string;
	tableName: string;
}

/**
 * The link fields of a base that lead to other bases, which its copy will have as one-way links or, in another
 * space, as text.
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
 * The link fields, of the base and of others, that become text when the base moves to another space: servers of
 * 2026 have no links between spaces. Their other side is lost with 200, and moving back does not bring it back.
 *
 * @returns nothing on 1.10, which keeps such links and has no such check
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
