import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import type { Path } from '../http/path';
import { path } from '../http/path';

/** What people work on together: a base, or a space with all of its bases. */
export interface Workplace {
	kind: 'base' | 'space';
	id: string;
}

/** A person, or in Teable Enterprise a department, with a role. */
export interface Collaborator extends IDataObject {
	type: string;
	/** Of a person, as are `userName` and `email`. */
	userId?: string;
	userName?: string;
	email?: string;
	role: string;
	/** Where the role was given: the list of a base names those of its space too. */
	resourceType: Workplace['kind'];
	/** The base that the role was given in, where a space lists those of its bases too. */
	base?: { id: string };
	/** Servers of 2026: null where nobody has signed in with the account yet. */
	lastSignTime?: string | null;
}

/** A page of collaborators; 50 is what Teable gives unasked. */
const COLLABORATORS_PER_REQUEST = 500;

interface Query extends IDataObject {
	/** Part of a name or an email address. */
	search?: string;
	/** Never false: Teable takes any text for true. */
	includeBase?: true;
}

export const collaboratorsPath = ({ kind, id }: Workplace): Path =>
	path`/${kind}/${id}/collaborators`;

/**
 * Those who work on a base or a space, newest first. Those of a base are its own and those of its space.
 *
 * @param limit how many are wanted; all when left out
 */
export async function fetchCollaborators(
	client: TeableClient,
	workplace: Workplace,
	query: Query = {},
	limit = Infinity,
): Promise<Collaborator[]> {
	const found = new Map<string, Collaborator>();
	for (let skip = 0; ; ) {
		const { collaborators, total } = await client.get<{
			collaborators: Collaborator[];
			total: number;
		}>(collaboratorsPath(workplace), {
			...query,
			take: Math.min(limit, COLLABORATORS_PER_REQUEST),
			skip,
		});
		// One who is added in the meantime moves the others to the next page.
		for (const one of collaborators) found.set(keyOf(one), one);
		skip += collaborators.length;
		if (collaborators.length === 0 || skip >= total || found.size >= limit) {
			return [...found.values()].slice(0, limit);
		}
	}
}

const keyOf = ({ userId, departmentId, resourceType, base }: Collaborator) =>
	JSON.stringify([userId, departmentId, resourceType, base?.id]);
