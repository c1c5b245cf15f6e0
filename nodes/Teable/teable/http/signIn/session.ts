import { teableOrigin } from './origin';

/** The account that a session belongs to, from the credential. */
export interface Account {
	baseUrl: unknown;
	email: unknown;
	password: unknown;
}

/**
 * A session in the form in which n8n stores it: a fingerprint of its account, a space, the session. When a credential is
 * saved, n8n keeps the stored session even if the account was changed, so the session must identify its account.
 *
 * @throws Error with a remedy if the server URL is invalid
 */
export async function keepSession(session: string, account: Account): Promise<string> {
	return `${await fingerprintOf(account)} ${session}`;
}

/**
 * The session that n8n has stored; undefined if it has none for this account.
 *
 * @throws Error with a remedy if the server URL is invalid
 */
export async function keptSession(kept: unknown, account: Account): Promise<string | undefined> {
	const [fingerprint, session] = String(kept ?? '').split(' ');
	return fingerprint === (await fingerprintOf(account)) ? session : undefined;
}

/** SHA-256 in hexadecimal. It does not reveal the password. */
async function fingerprintOf({ baseUrl, email, password }: Account): Promise<string> {
	const text = JSON.stringify([teableOrigin(baseUrl), emailOf(email), String(password ?? '')]);
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Buffer.from(digest).toString('hex');
}

/** The email without the spaces that copying can add. */
export const emailOf = (email: unknown): string => String(email ?? '').trim();

/**
 * Thrown before a request is sent if there is no session. n8n treats it as a 401, signs in, and signs the request again.
 */
export class NoSessionError extends Error {
	readonly response = { status: 401 };

	constructor() {
		super(
			"n8n has not signed in to this account yet. Check 'Email' and 'Password' in the credential, then try again.",
		);
	}
}
