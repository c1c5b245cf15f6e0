import {
	createAccessTokenRoSchema,
	createRecordsRoSchema,
	deleteRecordsQuerySchema,
	getRecordsRoSchema,
	refreshAccessTokenRoSchema,
	signinSchema,
	updateAccessTokenRoSchema,
	updateRecordsRoSchema,
} from '@teable/openapi';
import { parse } from 'qs';
import type { ZodObject, ZodRawShape } from 'zod';

import type { ReceivedRequest } from '../../sandbox';

/** What Teable publishes about the body of a request; a route that is not here takes none. */
const BODIES: Record<string, ZodObject<ZodRawShape>> = {
	'POST /api/auth/signin': signinSchema,
	'POST /api/access-token': createAccessTokenRoSchema,
	'PUT /api/access-token/:id': updateAccessTokenRoSchema,
	'POST /api/access-token/:id/refresh': refreshAccessTokenRoSchema.unwrap(),
	'POST /api/table/:tableId/record': createRecordsRoSchema,
	'PATCH /api/table/:tableId/record': updateRecordsRoSchema,
};

/** What Teable publishes about the query of a request; a route that is not here takes none. */
const QUERIES: Record<string, ZodObject<ZodRawShape>> = {
	'GET /api/table/:tableId/record': getRecordsRoSchema,
	'DELETE /api/table/:tableId/record': deleteRecordsQuerySchema,
};

/** The OAuth endpoint speaks forms, which Teable publishes no schema for. */
const UNPUBLISHED = new Set(['POST /api/oauth/access_token']);

/** Holds what the node sent against Teable's own schemas; a property they do not know is a misfit too. */
export function expectRequestsFit(requests: ReceivedRequest[]) {
	const misfits = requests.flatMap(({ method, route, url, body }) => {
		const call = `${method} ${route}`;
		if (UNPUBLISHED.has(call)) return [];
		const [, query = ''] = url.split('?');
		return [
			...misfitsOf(call, BODIES[call], body ?? {}),
			...misfitsOf(`${call}?`, QUERIES[call], parse(query, { arrayLimit: 1000 })),
		];
	});
	expect(misfits).toEqual([]);
}

function misfitsOf(what: string, schema: ZodObject<ZodRawShape> | undefined, sent: object) {
	if (!schema)
		return Object.keys(sent).length > 0 ? [`${what} takes nothing, but was sent some`] : [];
	const { success, error } = schema.strict().safeParse(sent);
	return success ? [] : [`${what}: ${error.message}`];
}
