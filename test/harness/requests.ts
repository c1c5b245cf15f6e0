import {
	createAccessTokenRoSchema,
	refreshAccessTokenRoSchema,
	signinSchema,
	updateAccessTokenRoSchema,
} from '@teable/openapi';
import type { ZodObject, ZodRawShape } from 'zod';

import type { ReceivedRequest } from '../../sandbox';

/** What Teable publishes about the body of a request; a route that is not here takes none. */
const BODIES: Record<string, ZodObject<ZodRawShape>> = {
	'POST /api/auth/signin': signinSchema,
	'POST /api/access-token': createAccessTokenRoSchema,
	'PUT /api/access-token/:id': updateAccessTokenRoSchema,
	'POST /api/access-token/:id/refresh': refreshAccessTokenRoSchema.unwrap(),
};

/** The OAuth endpoint speaks forms, which Teable publishes no schema for. */
const UNPUBLISHED = new Set(['POST /api/oauth/access_token']);

/** Holds what the node sent against Teable's own schemas; a property they do not know is a misfit too. */
export function expectRequestsFit(requests: ReceivedRequest[]) {
	const misfits = requests.flatMap(({ method, route, url, body }) => {
		const call = `${method} ${route}`;
		if (UNPUBLISHED.has(call)) return [];
		const schema = BODIES[call];
		if (schema) {
			const { success, error } = schema.strict().safeParse(body);
			return success ? [] : [`${call}: ${error.message}`];
		}
		if (Object.keys(body ?? {}).length > 0) return [`${call} has a body`];
		return url.includes('?') ? [`${call} has a query: ${url}`] : [];
	});
	expect(misfits).toEqual([]);
}
