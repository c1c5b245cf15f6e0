import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { internal, unauthorized } from '../../errors';
import { newId, randomText } from '../../ids';
import type { AccessToken, State, User } from '../../state';

const KEY = randomBytes(16);
const IV = randomBytes(16);

/** The settings of an access token. */
export interface AccessTokenTerms {
	name: string;
	description?: string;
	scopes: string[];
	spaceIds?: string[] | null;
	baseIds?: string[] | null;
	hasFullAccess?: boolean;
}

export function createAccessToken(
	state: State,
	user: User,
	terms: AccessTokenTerms & { expiredTime: string; clientId?: string },
): AccessToken {
	const token: AccessToken = {
		id: newId('acc'),
		userId: user.id,
		sign: randomText(16),
		createdTime: state.timestamp(),
		...cleared(terms),
		expiredTime: new Date(terms.expiredTime).toISOString(),
		clientId: terms.clientId,
	};
	state.accessTokens.set(token.id, token);
	return token;
}

/** Replaces all settings. What `terms` leaves out is cleared. The expiry can't change. */
export function updateAccessToken(token: AccessToken, terms: AccessTokenTerms) {
	Object.assign(token, cleared(terms));
}

const cleared = ({
	name,
	description,
	scopes,
	spaceIds,
	baseIds,
	hasFullAccess,
}: AccessTokenTerms) => ({
	name,
	description,
	scopes,
	spaceIds: spaceIds ?? undefined,
	baseIds: baseIds ?? undefined,
	hasFullAccess,
});

/** Gives a token another secret and expiry. The old one is refused at once. */
export function refreshAccessToken(token: AccessToken, expiredTime: string) {
	token.sign = randomText(16);
	token.expiredTime = new Date(expiredTime).toISOString();
}

/** @throws 500, and never 404, for an id that is unknown, malformed or someone else's */
export function ownAccessToken(state: State, user: User, id: string): AccessToken {
	const token = state.accessTokens.get(id);
	if (token?.userId !== user.id) throw internal();
	return token;
}

/** The tokens of a user, newest first, without those from OAuth. */
export const listAccessTokens = (state: State, user: User) =>
	[...state.accessTokens.values()]
		.filter((token) => token.userId === user.id && !token.clientId)
		.reverse();

/** The token that a client sends: `teable_<id>_<base64 of the encrypted secret>`, 71 characters. */
export function tokenString({ id, sign }: AccessToken) {
	const cipher = createCipheriv('aes-128-cbc', KEY, IV);
	const encrypted =
		cipher.update(JSON.stringify({ sign }), 'utf8', 'base64') + cipher.final('base64');
	return `teable_${id}_${encrypted}`;
}

function decryptSign(encrypted: string): string {
	const decipher = createDecipheriv('aes-128-cbc', KEY, IV);
	const text = decipher.update(encrypted, 'base64', 'utf8') + decipher.final('utf8');
	return (JSON.parse(text) as { sign: string }).sign;
}

/**
 * Finds the token that a client sent, and records that it was used.
 * @throws 401 if it is unknown, revoked or expired; for a damaged one also 401, but 500 on 1.10.0
 */
export function authenticate(state: State, sent: string): AccessToken {
	const [prefix, id, encrypted] = sent.split('_');
	if (prefix !== 'teable' || !id) throw unauthorized();
	let sign: string;
	try {
		sign = decryptSign(encrypted);
	} catch {
		throw state.version === '1.10.0' ? internal() : unauthorized();
	}
	const token = state.accessTokens.get(id);
	if (token?.sign !== sign) throw unauthorized();
	// Teable refuses a token one second before it expires.
	if (Date.parse(token.expiredTime) - 1000 <= state.now()) throw unauthorized();
	noteUse(state, token);
	return token;
}

/** 1.10.0 records the time of each use, July 2026 at most every five minutes. */
function noteUse(state: State, token: AccessToken) {
	const since = state.now() - Date.parse(token.lastUsedTime ?? '1970-01-01');
	if (state.version === '1.10.0' || since >= 5 * 60_000) token.lastUsedTime = state.timestamp();
}

/** A token as GET returns it. Deleted spaces and bases are dropped, and empty settings are missing. */
export function describeAccessToken(state: State, token: AccessToken) {
	const { id, name, description, scopes, createdTime, expiredTime, lastUsedTime } = token;
	return {
		id,
		name,
		description,
		scopes,
		spaceIds: token.spaceIds?.filter((spaceId) => state.spaces.get(spaceId)?.deleted === false),
		baseIds: token.baseIds?.filter((baseId) => state.bases.get(baseId)?.deleted === false),
		createdTime,
		expiredTime,
		lastUsedTime,
		hasFullAccess: token.hasFullAccess,
	};
}
