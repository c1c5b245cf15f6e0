import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base, Space } from '../http/types';

/** The maximum length of a space's name on servers of 2026. 1.10 has no limit. */
export const MAX_SPACE_NAME = 100;

/** The spaces that the credential can access: none for an access token that is limited to bases. */
export const fetchSpaces = async (client: TeableClient): Promise<Space[]> =>
	await client.get<Space[]>(path`/space`);

/** @throws NodeApiError if the space does not exist, or the credential cannot access it */
export const fetchSpace = async (client: TeableClient, spaceId: string): Promise<Space> =>
	await client.get<Space>(path`/space/${spaceId}`);

/**
 * Whether the credential appears to be an access token that is limited to some spaces or bases. Teable has no route that
 * shows a token its own limits. `/base/access/all` lists all bases of the user regardless of the limits, so a base that
 * is in none of the spaces shows that the token is limited, unless the base itself is shared with the user.
 */
export async function isKnownToBeLimited(client: TeableClient): Promise<boolean> {
	if (client.authentication === 'session') return false;
	const spaces = await fetchSpaces(client);
	const bases = await allowed(client.get<Base[]>(path`/base/access/all`));
	// The scope base|read_all is missing. Except in rare cases, a user has at least one space.
	if (bases === undefined) return spaces.length === 0;
	const outside = bases.find(({ spaceId }) => spaces.every(({ id }) => id !== spaceId));
	if (outside === undefined) return false;
	const base = await allowed(client.get<Base>(path`/base/${outside.id}`));
	return base?.collaboratorType !== 'base';
}
