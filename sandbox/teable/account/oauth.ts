import { createHmac, randomBytes } from 'node:crypto';
import { internal, invalid, localized, unauthorized } from '../../errors';
import { newClientId, newClientSecret, newCuid, randomText } from '../../ids';
import type { OAuthClient, OAuthGrant, State, User } from '../../state';
import { createAccessToken, tokenString } from './accessTokens';

const JWT_KEY = randomBytes(32);
const ACCESS_SECONDS = 600;
const REFRESH_SECONDS = 30 * 86_400;
const TRUST_DAYS = 7;

export function createOAuthClient(
	state: State,
	user: User,
	{
		name,
		description,
		homepage,
		scopes = [],
		redirectUris,
	}: Pick<OAuthClient, 'name' | 'description' | 'homepage' | 'redirectUris'> & {
		scopes?: string[];
	},
): OAuthClient {
	const client: OAuthClient = {
		id: newCuid(),
		clientId: newClientId(),
		userId: user.id,
		...{ name, description, homepage, scopes, redirectUris },
		secrets: [],
		trusted: new Map(),
	};
	state.oauthClients.set(client.clientId, client);
	return client;
}

export function addClientSecret(client: OAuthClient) {
	const secret = newClientSecret();
	client.secrets.push(secret);
	return secret;
}

export interface AuthorizeQuery {
	response_type?: string;
	client_id?: string;
	redirect_uri?: string;
	scope?: string;
	state?: string;
}

/**
 * Checks a request to authorize.
 * @throws 401 for an unknown app, 400 (401 in 2026) for another redirect URL, 400 for scopes that the app doesn't
 * have; scopes are separated by spaces
 */
export function checkAuthorize(state: State, user: User, query: AuthorizeQuery): OAuthGrant {
	const client = state.oauthClients.get(query.client_id ?? '');
	if (!client) {
		throw unauthorized(
			'\nInvalid `prisma.oAuthApp.findUniqueOrThrow()` invocation:\n\n\nAn operation failed because it ' +
				'depends on one or more records that were required but not found. No record was found for a query.',
		);
	}
	const redirectUri = query.redirect_uri ?? client.redirectUris[0];
	if (!client.redirectUris.includes(redirectUri)) {
		throw state.version === '1.10.0'
			? invalid('Redirect uri not found')
			: unauthorized('Invalid redirectUri');
	}
	const scopes = query.scope ? query.scope.split(' ') : client.scopes;
	const unknown = scopes.filter((scope) => !client.scopes.includes(scope));
	if (unknown.length > 0) throw invalid(`Invalid scopes: ${unknown.join(', ')}`);
	return { clientId: client.clientId, userId: user.id, redirectUri, scopes, state: query.state };
}

/** Whether the user has recently allowed the app, and hasn't revoked that. */
export const isTrusted = (state: State, { clientId, userId }: OAuthGrant) =>
	(state.oauthClients.get(clientId)?.trusted.get(userId) ?? 0) > state.now();

/** Creates the question to the user, and returns the ID of the transaction. */
export function ask(state: State, grant: OAuthGrant) {
	const transactionId = randomText(16);
	state.oauthQuestions.set(transactionId, grant);
	return transactionId;
}

/** The question of a transaction, once. @throws 400 if the transaction is unknown or already decided */
export function takeQuestion(state: State, transactionId: string, user: User): OAuthGrant {
	const grant = state.oauthQuestions.get(transactionId);
	if (grant?.userId !== user.id) throw invalid('Unable to load the OAuth transaction');
	state.oauthQuestions.delete(transactionId);
	return grant;
}

/** Allows the app, and returns where to redirect the browser. */
export function allow(state: State, grant: OAuthGrant) {
	const until = state.now() + TRUST_DAYS * 86_400_000;
	state.oauthClients.get(grant.clientId)?.trusted.set(grant.userId, until);
	const code = randomText(16);
	state.oauthCodes.set(code, grant);
	return redirection(grant, { code });
}

/** Where to redirect the browser if the user refuses. */
export const deny = (grant: OAuthGrant) => redirection(grant, { error: 'access_denied' });

function redirection(grant: OAuthGrant, answer: Record<string, string>) {
	const url = new URL(grant.redirectUri);
	const parameters = { ...answer, ...(grant.state !== undefined && { state: grant.state }) };
	for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
	return url.href;
}

/** @throws 401 unless ID and secret of an app are in the body; a Basic header is ignored */
export function checkClient(state: State, form: Record<string, string | undefined>): OAuthClient {
	if (!form.client_id || !form.client_secret) throw unauthorized();
	const client = state.oauthClients.get(form.client_id);
	if (!client) throw unauthorized('Client not found');
	if (!client.secrets.includes(form.client_secret)) throw unauthorized('Client secret invalid');
	return client;
}

/** Exchanges a code, once. @throws 401 */
export function exchangeCode(state: State, client: OAuthClient, code = '') {
	const grant = state.oauthCodes.get(code);
	if (grant?.clientId !== client.clientId) throw unauthorized('Invalid code');
	state.oauthCodes.delete(code);
	return issueTokens(state, client, state.users.get(grant.userId)!, grant.scopes);
}

/**
 * Exchanges a refresh token, once. The answer contains the next one. The previous access token stays valid.
 * @throws 401 if it is used or expired, 500 if it isn't a JWT
 */
export function exchangeRefreshToken(state: State, client: OAuthClient, refreshToken = '') {
	if (refreshToken.split('.').length !== 3) throw internal();
	const known = state.refreshTokens.get(refreshToken);
	const before = known && state.accessTokens.get(known.accessTokenId);
	if (!before || before.clientId !== client.clientId || known.expires <= state.now()) {
		throw unauthorized('Invalid refresh token');
	}
	state.refreshTokens.delete(refreshToken);
	return issueTokens(state, client, state.users.get(before.userId)!, before.scopes);
}

function issueTokens(state: State, client: OAuthClient, user: User, scopes: string[]) {
	const token = createAccessToken(state, user, {
		name: client.name,
		scopes,
		hasFullAccess: true,
		clientId: client.clientId,
		expiredTime: new Date(state.now() + ACCESS_SECONDS * 1000).toISOString(),
	});
	const expires = state.now() + REFRESH_SECONDS * 1000;
	const refreshToken = signJwt({ accessTokenId: token.id, exp: Math.floor(expires / 1000) });
	state.refreshTokens.set(refreshToken, { accessTokenId: token.id, expires });
	return {
		access_token: tokenString(token),
		refresh_token: refreshToken,
		scopes,
		expires_in: ACCESS_SECONDS,
		refresh_expires_in: REFRESH_SECONDS,
		token_type: 'Bearer',
	};
}

function signJwt(claims: Record<string, unknown>) {
	const base64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const signed = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ ...claims, jti: randomText(16) })}`;
	return `${signed}.${createHmac('sha256', JWT_KEY).update(signed).digest('base64url')}`;
}

/** A token for the browser itself, valid for ten minutes, as `/auth/temp-token` returns it. */
export function issueTempToken(state: State, user: User) {
	const expires = state.now() + ACCESS_SECONDS * 1000;
	return {
		accessToken: signJwt({ userId: user.id, exp: Math.floor(expires / 1000) }),
		expiresTime: new Date(expires).toISOString(),
	};
}

/** Revokes the access of an app: its tokens are refused at once. */
export function revokeAccess(state: State, client: OAuthClient, user: User) {
	client.trusted.delete(user.id);
	for (const token of state.accessTokens.values()) {
		if (token.clientId === client.clientId && token.userId === user.id) {
			state.accessTokens.delete(token.id);
		}
	}
}

/** @throws 404 */
export function clientOrThrow(state: State, clientId: string): OAuthClient {
	const client = state.oauthClients.get(clientId);
	if (client) return client;
	const text = 'OAuth client not found';
	throw localized(state.version, 404, text, 'oauth.notFound');
}
