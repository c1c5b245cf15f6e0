import type { IAuthenticate, IAuthenticateGeneric } from 'n8n-workflow';

import { cleanToken } from './accessToken';
import { NoSessionError, keptSession } from './session';
import { sessionHeader } from './signIn';
import { toTeable } from './signedRequest';

/** Adds a credential to a request. */
export type Sign = Exclude<IAuthenticate, IAuthenticateGeneric>;

/** Adds the access token of a credential to a request. @throws Error if it is empty, or if the request goes to another server */
export const signWithToken: Sign = async ({ baseUrl, accessToken }, request) => {
	const token = cleanToken(accessToken);
	if (token === '') {
		throw new Error("'Access Token' is empty. Open the credential and paste your Teable token.");
	}
	const signed = toTeable(baseUrl, request);
	return { ...signed, headers: { ...signed.headers, Authorization: `Bearer ${token}` } };
};

/** Adds the session of a credential to a request. @throws NoSessionError to make n8n sign in; Error as `signWithToken` does */
export const signWithSession: Sign = async (credential, request) => {
	const { baseUrl, email, password, cookieSecret, sessionToken, signInWith } = credential;
	const signed = toTeable(baseUrl, request);
	const session =
		signInWith === 'cookie'
			? cookieSecret
			: await keptSession(sessionToken, { baseUrl, email, password });
	if (session === undefined) throw new NoSessionError();
	return { ...signed, headers: { ...signed.headers, Cookie: sessionHeader(session) } };
};
