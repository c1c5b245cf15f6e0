import type { TeableClient } from '../../http/client';
import { allowed } from '../../http/errors';
import { path } from '../../http/path';
import { fetchBaseOf } from '../../schema/base';
import type { Candidate } from './candidates';
import { Candidates } from './candidates';

/** A page of users. Teable's default is 50. */
const USERS_PER_REQUEST = 500;

interface UserPage {
	users: Array<{ id: string; name: string; email?: string }>;
	total: number;
}

/**
 * The users of a table's base, by ID, name and email address. Read once per execution.
 *
 * @param chosenBaseId the base that was chosen in the node, if any
 * @returns undefined if the credential lacks the scope base|read, or the base is not known
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
	// Collaborators of both the space and the base are listed twice.
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
