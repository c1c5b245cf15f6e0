import {
	createAccessTokenRoSchema,
	refreshAccessTokenRoSchema,
	updateAccessTokenRoSchema,
} from '@teable/openapi';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerOfRoute } from '../../server/access';
import type { TeableVersion } from '../../contract';
import { TOKEN_SCOPES } from '../../scopes';
import {
	createAccessToken,
	describeAccessToken,
	listAccessTokens,
	ownAccessToken,
	refreshAccessToken,
	tokenString,
	updateAccessToken,
} from '../../teable/account/accessTokens';
import { parse } from '../../validation';

interface ById {
	Params: { id: string };
}

/** The routes of access tokens. For an ID of another user, each of them answers 500. */
export function accessTokenRoutes(server: FastifyInstance, version: TeableVersion) {
	const config = { access: 'accessTokens' as const };

	// 1.10.0 accepts any text as a scope, July 2026 only existing ones.
	const [first, ...others] = TOKEN_SCOPES['2026-07'];
	const scopes = { scopes: z.array(z.enum([first, ...others])).min(1) };
	const is2026 = version === '2026-07';
	const createSchema = is2026
		? createAccessTokenRoSchema.extend(scopes)
		: createAccessTokenRoSchema;
	const updateSchema = is2026
		? updateAccessTokenRoSchema.extend(scopes)
		: updateAccessTokenRoSchema;

	server.get('/api/access-token', { config }, async (request) =>
		listAccessTokens(request.state, callerOfRoute(request).user).map((token) =>
			describeAccessToken(request.state, token),
		),
	);

	server.get<ById>('/api/access-token/:id', { config }, async (request) =>
		describeAccessToken(
			request.state,
			ownAccessToken(request.state, callerOfRoute(request).user, request.params.id),
		),
	);

	server.post('/api/access-token', { config }, async (request, reply) => {
		const { state } = request;
		const terms = parse(state.version, createSchema, request.body);
		const token = createAccessToken(state, callerOfRoute(request).user, terms);
		reply.status(201);
		return { ...describeAccessToken(state, token), token: tokenString(token) };
	});

	server.put<ById>('/api/access-token/:id', { config }, async (request) => {
		const { state } = request;
		const terms = parse(state.version, updateSchema, request.body);
		const token = ownAccessToken(state, callerOfRoute(request).user, request.params.id);
		updateAccessToken(token, terms);
		const { id, name, description, spaceIds, baseIds, hasFullAccess } = token;
		return { id, name, description, scopes: token.scopes, spaceIds, baseIds, hasFullAccess };
	});

	server.post<ById>('/api/access-token/:id/refresh', { config }, async (request) => {
		const { state } = request;
		const terms = parse(state.version, refreshAccessTokenRoSchema.unwrap(), request.body);
		const token = ownAccessToken(state, callerOfRoute(request).user, request.params.id);
		refreshAccessToken(token, terms.expiredTime);
		const { id, name, description, spaceIds, baseIds, expiredTime } = token;
		return {
			...{ id, name, description, scopes: token.scopes, spaceIds, baseIds, expiredTime },
			token: tokenString(token),
		};
	});

	server.delete<ById>('/api/access-token/:id', { config }, async (request, reply) => {
		const { state } = request;
		const token = ownAccessToken(state, callerOfRoute(request).user, request.params.id);
		state.accessTokens.delete(token.id);
		return await reply.send();
	});
}
