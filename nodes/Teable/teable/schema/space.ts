import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import type { Base, Space } from '../http/types';

/** The most characters of a space's name on servers of 2026; 1.10 has no limit. */
export const MAX_SPACE_NAME = 100;

/** The spaces that the credential reaches: none for an access token that is limited to bases. */
export const fetchSpaces = async (client: TeableClient): Promise<Space[]> =>
	await client.get<Space[]>(path`/space`);

/**
 * Whether the credential is an access token that is limited to some spaces or bases, as far as that can be told:
 * Teable shows a token its own limits nowhere. `/base/access/all` lists all bases of the user whatever the limits,
 * so a base that lies in none of the spaces gives the token away, unless the base itself is shared with the user.
 */
export async function isKnownToBeLimited(client: TeableClient): Promise<boolean> {
	if (client.authentication === 'session') return false;
	const spaces = await fetchSpaces(client);
	const bases = await allowed(client.get<Base[]>(path`/base/access/all`));
	// The scope base|read_all is missing. A user has at least one space, but for rare cases.
	if (bases === undefined) return spaces.length === 0;
	const outside = bases.find(({ spaceId }) => spaces.every(({ id }) => id !== spaceId));
	if (outside === undefined) return false;
	const base = await allowed(client.get<Base>(path`/base/${outside.id}`));
	return base?.collaboratorType !== 'base';
}
