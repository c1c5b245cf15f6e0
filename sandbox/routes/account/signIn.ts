import { signupSchema } from '@teable/openapi';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { callerOf, callerOfRoute } from '../../server/access';
import { forbidden, invalid, unauthorized } from '../../errors';
import type { User } from '../../state';
import {
	avatarOf,
	checkPassword,
	describeMe,
	openSession,
	signUp,
} from '../../teable/account/accounts';
import { issueTempToken } from '../../teable/account/oauth';
import { parse } from '../../validation';

const YEAR = 365 * 86_400_000;

/** Accounts and sessions. */
export function signInRoutes(server: FastifyInstance) {
	server.post('/api/auth/signup', async (request, reply) => {
		const { state } = request;
		const { email, password } = parse(state.version, signupSchema, request.body);
		reply.status(201);
		return admit(reply, signUp(state, email, password));
	});

	/** The password is compared as it is. Teable's rules for passwords apply only to sign-up. */
	server.post<{ Body: Record<string, unknown> }>('/api/auth/signin', async (request, reply) => {
		const { state } = request;
		const { email, password, turnstileToken } = request.body ?? {};
		if (typeof email !== 'string' || typeof password !== 'string') throw unauthorized();
		if (state.captcha && !turnstileToken) throw invalid('Turnstile token is required');
		return admit(reply, checkPassword(state, email, password));
	});

	server.post('/api/auth/signout', { config: { access: 'session' } }, async (request, reply) => {
		const { state } = request;
		state.sessions.delete(request.cookies.auth_session ?? '');
		return await reply.clearCookie('auth_session', { path: '/' }).send();
	});

	server.get('/api/auth/user', { config: { access: 'token' } }, async (request) => {
		const { state } = request;
		const { user, token } = callerOfRoute(request);
		const seesEmail = !token || token.scopes.includes('user|email_read');
		return {
			id: user.id,
			...(seesEmail && { email: user.email }),
			avatar: avatarOf(state, user.id),
			name: user.name,
		};
	});

	/** On 2026 servers, a visitor without a session, or with a wrong token, is "anonymous". */
	server.get('/api/auth/user/me', { config: { access: 'visitor' } }, async (request) => {
		const { state } = request;
		if (request.caller) return describeMe(state, request.caller.user);
		if (state.version === '1.10.0') {
			callerOf(request);
			throw forbidden();
		}
		try {
			callerOf(request);
		} catch {
			return { id: 'anonymous', name: 'Anonymous', email: 'anonymous@system.teable.ai' };
		}
		throw forbidden();
	});

	server.get('/api/auth/temp-token', { config: { access: 'session' } }, async (request) =>
		issueTempToken(request.state, callerOfRoute(request).user),
	);
}

function admit(reply: FastifyReply, user: User) {
	const { state } = reply.request;
	setSessionCookie(reply, openSession(state, user));
	return describeMe(state, user);
}

/** The cookie is valid for a year, but the server drops the session after seven days. */
export function setSessionCookie(reply: FastifyReply, value: string) {
	const { state } = reply.request;
	reply.setCookie('auth_session', value, {
		path: '/',
		expires: new Date(state.now() + YEAR),
		httpOnly: true,
		...(state.version === '2026-07' && { sameSite: 'lax' as const }),
	});
}
