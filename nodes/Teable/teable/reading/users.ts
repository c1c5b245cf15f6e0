import type { TeableClient } from '../http/client';
import { allowed } from '../http/errors';
import { path } from '../http/path';
import { fetchBaseOf } from '../schema/base';
import type { Candidate } from './candidates';
import { Candidates } from './candidates';

/** A page of users; 50 is what Teable gives unasked. */
const USERS_PER_REQUEST = 500;

interface UserPage {
	users: Array<{ id: string; name: string; email?: string }>;
	total: number;
}

/**
 * The users of the base that holds a table, by ID, name and email address; read once a run.
 *
 * @param chosenBaseId the base that was chosen in the node, if any
 * @returns undefined where the credential may not read them (it takes the scope base|read), or the base is not known
 */
export async function fetchUsers(
	client: TeableClient,
	tableId: string,
	chosenBaseId: string | undefined,
): Promise<Candidates | undefined> {
	return await client.once(`users for ${tableId}`, async () => {
		const users = await listUsers(client, tableId, chosenBaseId);
		return users && new Candidates(users, async () => await Promise.resolve(users));
	});
}

/** The same users in the order in which Teable lists them. */
export async function listUsers(
	client: TeableClient,
	tableId: string,
	chosenBaseId: string | undefined,
): Promise<Candidate[] | undefined> {
	const baseId = await fetchBaseOf(client, tableId, chosenBaseId);
	return baseId === undefined ? undefined : await allowed(readUsers(client, baseId));
}

async function readUsers(client: TeableClient, baseId: string): Promise<Candidate[]> {
	// Who is a collaborator of the space and of the base is listed twice.
	const found = new Map<string, Candidate>();
	for (let skip = 0; ; ) {
		const { users, total } = await client.get<UserPage>(path`/base/${baseId}/collaborators/users`, {
			take: USERS_PER_REQUEST,
			skip,
		});
		for (const { id, name, email } of users) {
			found.set(id, {
				id,
				title: name,
				otherNames: email === undefined ? [] : [email, email.toLowerCase()],
			});
		}
		skip += users.length;
		if (users.length === 0 || skip >= total) return [...found.values()];
	}
}
