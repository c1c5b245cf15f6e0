import { oauthCreateRoSchema } from '@teable/openapi';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, callerOfRoute } from '../../server/access';
import type { TeableVersion } from '../../contract';
import { TeableError, forbidden, unauthorized } from '../../errors';
import { randomText } from '../../ids';
import { OAUTH_SCOPES } from '../../scopes';
import type { User } from '../../state';
import {
	addClientSecret,
	allow,
	ask,
	checkAuthorize,
	checkClient,
	clientOrThrow,
	createOAuthClient,
	deny,
	exchangeCode,
	exchangeRefreshToken,
	isTrusted,
	revokeAccess,
	takeQuestion,
	type AuthorizeQuery,
} from '../../teable/account/oauth';
import { parse } from '../../validation';
import { setSessionCookie } from './signIn';

interface ByClientId {
	Params: { clientId: string };
}

type Form = Record<string, string | undefined>;

/** OAuth apps, and the flow that gives a program its user's token. */
export function oauthRoutes(server: FastifyInstance, version: TeableVersion) {
	const config = { access: 'session' as const };
	const [first, ...others] = OAUTH_SCOPES[version];
	const createSchema = oauthCreateRoSchema.extend({
		scopes: z.array(z.enum([first, ...others])).optional(),
	});

	server.post('/api/oauth/client', { config }, async (request, reply) => {
		const { state } = request;
		const terms = parse(version, createSchema, request.body);
		const client = createOAuthClient(state, callerOfRoute(request).user, terms);
		const { id, name, description, scopes, homepage, redirectUris, clientId } = client;
		reply.status(201);
		return { id, name, description, scopes, homepage, redirectUris, clientId };
	});

	server.post<ByClientId>(
		'/api/oauth/client/:clientId/secret',
		{ config },
		async (request, reply) => {
			const { state } = request;
			const client = clientOrThrow(state, request.params.clientId);
			const secret = addClientSecret(client);
			reply.status(201);
			return { secret, maskedSecret: '*'.repeat(30) + secret.slice(-10), id: client.id };
		},
	);

	server.get('/api/oauth/client/authorized/list', { config }, async (request) => {
		const { state } = request;
		const { user } = callerOfRoute(request);
		return [...state.oauthClients.values()]
			.filter((client) => client.trusted.has(user.id))
			.map(({ clientId, name, homepage, scopes, userId }) => {
				const owner = state.users.get(userId)!;
				const createdUser = { email: owner.email, name: owner.name };
				return { clientId, name, homepage, scopes, createdUser };
			});
	});

	server.post<ByClientId>(
		'/api/oauth/client/:clientId/revoke-access',
		{ config },
		async (request, reply) => {
			const { state } = request;
			const client = clientOrThrow(state, request.params.clientId);
			revokeAccess(state, client, callerOfRoute(request).user);
			return await reply.send();
		},
	);

	const visitor = { config: { access: 'visitor' as const } };

	server.get('/api/oauth/authorize', visitor, async (request, reply) => {
		const { state } = request;
		const user = userOrLogin(request, reply);
		if (!user) return reply;
		const query = request.query as AuthorizeQuery;
		const grant = checkAuthorize(state, user, query);
		if (query.response_type !== 'code') {
			const message = `Unsupported response type: ${query.response_type}`;
			throw new TeableError(500, 'unknown_error_code', message);
		}
		return await reply.redirect(
			isTrusted(state, grant)
				? allow(state, grant)
				: `/oauth/decision?transaction_id=${ask(state, grant)}`,
		);
	});

	server.get<{ Params: { transactionId: string } }>(
		'/api/oauth/decision/:transactionId',
		{ config },
		async (request) => {
			const { state } = request;
			const grant = state.oauthQuestions.get(request.params.transactionId);
			const { name, homepage, scopes } = clientOrThrow(state, grant?.clientId ?? '');
			return { name, homepage, scopes: grant?.scopes ?? scopes };
		},
	);

	server.post('/api/oauth/decision', visitor, async (request, reply) => {
		const { state } = request;
		const user = userOrLogin(request, reply);
		if (!user) return reply;
		const form = (request.body ?? {}) as Form;
		const grant = takeQuestion(state, form.transaction_id ?? '', user);
		return await reply.redirect(form.cancel ? deny(grant) : allow(state, grant));
	});

	server.post('/api/oauth/access_token', async (request, reply) => {
		const { state } = request;
		// The client must be in a form. Teable ignores it in a JSON body.
		const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
		const form = (isForm ? request.body : {}) as Form;
		const client = checkClient(state, form);
		// From here on, Teable sets a session cookie, though it signs in nobody.
		setSessionCookie(reply, `s:${randomText(32)}.${randomText(43)}`);
		reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
		if (form.grant_type === 'refresh_token') {
			const tokens = exchangeRefreshToken(state, client, form.refresh_token);
			return await reply.status(201).send(tokens);
		}
		return await reply.status(201).send(exchangeCode(state, client, form.code));
	});

	/** The user of a session. Redirects a visitor to the sign-in page, and refuses a token. */
	function userOrLogin(request: FastifyRequest, reply: FastifyReply): User | undefined {
		if (request.caller) return request.caller.user;
		if (request.headers.authorization !== undefined) {
			if (!callerOf(request).token) throw unauthorized();
			throw forbidden();
		}
		const { url, method } = request;
		const back = method === 'GET' ? url : '/api/oauth/decision';
		reply.redirect(`/auth/login?redirect=${encodeURIComponent(back)}`);
		return undefined;
	}
}
