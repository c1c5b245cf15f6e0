import { teableOrigin } from './origin';

/** The account that a session belongs to, as the credential has it. */
export interface Account {
	baseUrl: unknown;
	email: unknown;
	password: unknown;
}

/**
 * A session in the form in which n8n keeps it: a fingerprint of its account, a space, the session. n8n puts
 * what it had kept back whenever the credential is saved, whatever else was changed in it, so a session must
 * tell by itself whose it is.
 *
 * @throws Error with a remedy when the server URL cannot be used
 */
export async function keepSession(session: string, account: Account): Promise<string> {
	return `${await fingerprintOf(account)} ${session}`;
}

/**
 * The session that n8n keeps, or undefined when it keeps none of this account.
 *
 * @throws Error with a remedy when the server URL cannot be used
 */
export async function keptSession(kept: unknown, account: Account): Promise<string | undefined> {
	const [fingerprint, session] = String(kept ?? '').split(' ');
	return fingerprint === (await fingerprintOf(account)) ? session : undefined;
}

/** SHA-256, in hexadecimal. The password cannot be read from it. */
async function fingerprintOf({ baseUrl, email, password }: Account): Promise<string> {
	const text = JSON.stringify([teableOrigin(baseUrl), emailOf(email), String(password ?? '')]);
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Buffer.from(digest).toString('hex');
}

/** The email without what copying adds. */
export const emailOf = (email: unknown): string => String(email ?? '').trim();

/**
 * Thrown before a request is sent for which there is no session: n8n takes it for an answer of 401, signs in,
 * and signs the request again.
 */
export class NoSessionError extends Error {
	readonly response = { status: 401 };

	constructor() {
		super(
			"n8n has not signed in to this account yet. Check 'Email' and 'Password' in the credential, then try again.",
		);
	}
}
