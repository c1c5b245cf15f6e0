import type { IDataObject, IHttpRequestHelper, IN8nHttpFullResponse } from 'n8n-workflow';

import { explainRefusal } from '../explanations';
import { teableOrigin } from './origin';
import { notTeable } from '../reasons/noAnswer';
import { withoutSecrets } from '../../../values/redact';
import type { Account } from './session';
import { emailOf, keepSession, keptSession } from './session';

/**
 * Stored instead of a cookie after Teable has refused the password. Several wrong passwords lock the account, so a
 * scheduled workflow must not keep trying. It applies only to this server, email and password.
 */
const REFUSED = 'refused';

const REFUSED_MESSAGE =
	"Teable does not accept this email and password. Correct 'Email' or 'Password' in the credential and save it. Until then, workflows do not try them again: Teable locks an account after several wrong passwords.";

/** Sign-ins in progress, by account. n8n's HTTP Request node starts one for each of its items. */
const underWay = new Map<string, Promise<string>>();

/**
 * Signs in, unless the password was refused before or the stored session is still valid. n8n's HTTP Request node calls
 * this after any failure, not only after a 401, and repeats the request if it gets a session. A change that Teable may
 * have made would then be made twice.
 *
 * @param kept what n8n has stored from the previous sign-in
 * @returns what n8n should store; undefined if nothing changes
 * @throws Error as `signIn` does
 */
export async function renewSession(
	helpers: IHttpRequestHelper['helpers'],
	kept: unknown,
	account: Account,
): Promise<string | undefined> {
	const session = await keptSession(kept, account);
	if (session === REFUSED) return undefined;
	if (session !== undefined && (await isGood(helpers, account, session))) return undefined;
	const key = await keepSession('', account);
	const signingIn = underWay.get(key) ?? signIn(helpers, account);
	underWay.set(key, signingIn);
	try {
		return await keepSession(await signingIn, account);
	} finally {
		underWay.delete(key);
	}
}

async function isGood(
	helpers: IHttpRequestHelper['helpers'],
	{ baseUrl }: Account,
	session: string,
): Promise<boolean> {
	const { statusCode } = (await helpers.httpRequest({
		url: `${teableOrigin(baseUrl)}/api/auth/user`,
		headers: { Cookie: sessionHeader(session) },
		...AS_ANSWERED,
	})) as IN8nHttpFullResponse;
	return statusCode !== 401;
}

/** Returns every answer as it is: redirects are not followed and no status throws. */
const AS_ANSWERED = {
	json: true,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	timeout: 60_000,
} as const;

/**
 * Signs in with email and password: `POST /api/auth/signin`. It answers 200 with the cookie `auth_session`, which is valid
 * for 7 days.
 *
 * @returns the cookie's value; for a wrong password, a mark that makes `sessionHeader` throw
 * @throws Error if the email or password is empty, for a captcha or a locked account, and if the server fails or is not
 * Teable
 */
async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	{ baseUrl, email: givenEmail, password }: Account,
): Promise<string> {
	const email = emailOf(givenEmail);
	if (email === '' || !password) {
		throw new Error("'Email' or 'Password' is empty. Open the credential and fill in both.");
	}
	const response = (await helpers.httpRequest({
		method: 'POST',
		url: `${teableOrigin(baseUrl)}/api/auth/signin`,
		body: { email, password },
		...AS_ANSWERED,
	})) as IN8nHttpFullResponse;
	const { statusCode, headers } = response;
	const { code, message } = problemIn(response.body);

	if (statusCode === 429) {
		throw new Error(
			'Teable has locked this account for a while after several failed sign-ins. Wait some minutes, check the password in a browser, then test the credential again.',
		);
	}
	if (/captcha|turnstile/i.test(`${code} ${message}`)) {
		throw new Error(
			"Teable asks for a captcha, which n8n cannot solve. Open the credential, set 'Sign In With' to Session Cookie and paste the cookie of a browser that is signed in.",
		);
	}
	if (code === 'invalid_credentials') return REFUSED;
	const cookie = cookieIn(headers['set-cookie']);
	if (statusCode < 300 && cookie !== undefined) return cookie;
	if (statusCode >= 400 && statusCode < 500 && code !== '') {
		throw new Error(
			`Teable refused to sign in: ${withoutSecrets(message, String(password))}. If your account uses single sign-on, set 'Sign In With' to Session Cookie.`,
		);
	}
	const origin = teableOrigin(baseUrl);
	const request = {
		method: 'POST',
		path: '/auth/signin',
		origin,
		authentication: 'session',
	} as const;
	const location = headers.location === undefined ? undefined : String(headers.location);
	const refusal = { status: statusCode, code, message, location };
	throw new Error(
		(statusCode < 300 ? notTeable(origin) : explainRefusal(request, refusal)).message,
	);
}

/**
 * The Cookie header of a session.
 *
 * @param session the result of signing in, or what the user has pasted: the bare value, `auth_session=…`, or a whole
 * Cookie header
 * @throws Error if there is none, or if the password was refused before
 */
export function sessionHeader(session: unknown): string {
	if (session === REFUSED) throw new Error(REFUSED_MESSAGE);
	const text = String(session ?? '').trim();
	const value = (/(?:^|[;\s])auth_session=([^;\s]*)/.exec(text)?.[1] ?? text).trim();
	if (value === '' || /[\s;,]/.test(value)) {
		throw new Error(
			"'Session Cookie' does not contain the value of Teable's cookie 'auth_session'. Copy it again from a browser that is signed in to Teable.",
		);
	}
	return `auth_session=${value}`;
}

function problemIn(body: unknown): { code: string; message: string } {
	const { code, message } = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
	return { code: String(code ?? ''), message: String(message ?? '') };
}

const cookieIn = (setCookie: unknown): string | undefined =>
	[setCookie ?? []]
		.flat()
		.map((line) => /^auth_session=([^;]+)/.exec(String(line))?.[1])
		.find((value) => value !== undefined);
