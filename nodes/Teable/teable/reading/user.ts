import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { Named } from '../http/types';

export interface User extends IDataObject, Named {
	id: string;
	name: string;
	/** Where a picture of the user is. */
	avatar?: string;
	/** Kept from tokens without the scope user|email_read. */
	email?: string;
}

/** The user that the node signs in as: any valid token and any session may ask. Asked for once a run. */
export const fetchUser = async (client: TeableClient): Promise<User> =>
	await client.once('user', async () => await client.get<User>(path`/auth/user`));

/** What the credential may do in a base, as scopes. */
export interface Permissions {
	allowed: string[];
	notAllowed: string[];
}

/**
 * Asks what the credential may do in a base. It is the one route that heeds the scopes of a token: the same
 * question about a table is answered for the user. It tells of the base, its tables and automations, not of
 * records, fields and views (1.10 and July 2026).
 *
 * @throws NodeApiError when there is no such base, the credential does not reach it, or it lacks the scope base|read
 */
export async function fetchPermissions(client: TeableClient, baseId: string): Promise<Permissions> {
	const permissions = await client.get<Record<string, boolean>>(path`/base/${baseId}/permission`);
	const scopesThatAre = (allowed: boolean) =>
		Object.entries(permissions)
			.filter(([, isAllowed]) => isAllowed === allowed)
			.map(([scope]) => scope);
	return { allowed: scopesThatAre(true), notAllowed: scopesThatAre(false) };
}
