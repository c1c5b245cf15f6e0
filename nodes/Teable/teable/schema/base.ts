import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base } from '../http/types';

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
