import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import type { Path } from '../http/path';
import { path } from '../http/path';

/** What people share: a base, or a space with all its bases. */
export interface Workplace {
	kind: 'base' | 'space';
	id: string;
}

/** A person, or in Teable Enterprise a department, with a role. */
export interface Collaborator extends IDataObject {
	type: string;
	/** Only for a person, as are `userName` and `email`. */
	userId?: string;
	userName?: string;
	email?: string;
	role: string;
	/** Where the role was granted: the list of a base includes those of its space. */
	resourceType: Workplace['kind'];
	/** The base in which the role was granted, if a space lists those of its bases too. */
	base?: { id: string };
	/** Servers of 2026: null if nobody has signed in to the account yet. */
	lastSignTime?: string | null;
}

/** A page of collaborators. Teable's default is 50. */
const COLLABORATORS_PER_REQUEST = 500;

interface Query extends IDataObject {
	/** Part of a name or an email address. */
	search?: string;
	/** Never false: Teable treats any string as true. */
	includeBase?: true;
}

export const collaboratorsPath = ({ kind, id }: Workplace): Path =>
	path`/${kind}/${id}/collaborators`;

/**
 * The collaborators of a base or a space, newest first. Those of a base include those of its space.
 *
 * @param limit the maximum number; all if omitted
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
		// A new collaborator moves the others to the next page.
		for (const one of collaborators) found.set(keyOf(one), one);
		skip += collaborators.length;
		if (collaborators.length === 0 || skip >= total || found.size >= limit) {
			return [...found.values()].slice(0, limit);
		}
	}
}

const keyOf = ({ userId, departmentId, resourceType, base }: Collaborator) =>
	JSON.stringify([userId, departmentId, resourceType, base?.id]);
