import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { Named } from '../http/types';

export interface User extends IDataObject, Named {
	id: string;
	name: string;
	/** The URL of the user's picture. */
	avatar?: string;
	/** Missing for tokens without the scope user|email_read. */
	email?: string;
}

/** The user of the credential, for any valid token or session. Read once per execution. */
export const fetchUser = async (client: TeableClient): Promise<User> =>
	await client.once('user', async () => await client.get<User>(path`/auth/user`));

/** What the credential can do in a base, as scopes. */
export interface Permissions {
	allowed: string[];
	notAllowed: string[];
}

/**
 * Reads what the credential can do in a base. This is the only such route that considers the scopes of a token: the route
 * for a table answers for the user. It covers the base, its tables and automations, but not records, fields and views
 * (1.10 and July 2026).
 *
 * @throws NodeApiError if the base does not exist, the credential cannot access it, or it lacks the scope base|read
 */
export async function fetchPermissions(client: TeableClient, baseId: string): Promise<Permissions> {
	const permissions = await client.get<Record<string, boolean>>(path`/base/${baseId}/permission`);
	const scopesThatAre = (allowed: boolean) =>
		Object.entries(permissions)
			.filter(([, isAllowed]) => isAllowed === allowed)
			.map(([scope]) => scope);
	return { allowed: scopesThatAre(true), notAllowed: scopesThatAre(false) };
}
