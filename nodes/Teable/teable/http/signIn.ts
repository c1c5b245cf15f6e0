import type { IDataObject, IHttpRequestHelper, IN8nHttpFullResponse } from 'n8n-workflow';

import { teableOrigin } from './origin';
import { withoutSecrets } from './redact';

/**
 * Stored in place of a cookie after Teable refused the password: five wrong passwords lock the account,
 * so a scheduled workflow must not go on trying. Testing the credential in n8n signs in afresh.
 */
const REFUSED = 'refused';

const REFUSED_MESSAGE =
	"Teable does not accept this email and password. Open the credential, correct 'Email' or 'Password' and save it: it is tried again then, not before, because Teable locks an account after several wrong passwords.";

/**
 * Signs in with email and password: `POST /api/auth/signin`, which answers 200 and the cookie
 * `auth_session`, kept by the server for 7 days.
 *
 * @returns the cookie's value, or a mark that makes `sessionHeader` refuse, when the password is wrong
 * @throws Error when one of the two is empty, for a captcha, a lock-out, or a server that is no Teable
 */
export async function signIn(
	helpers: IHttpRequestHelper['helpers'],
	credential: { baseUrl: unknown; email: unknown; password: unknown },
): Promise<string> {
	const email = String(credential.email ?? '').trim();
	if (email === '' || !credential.password) {
		throw new Error("'Email' or 'Password' is empty. Open the credential and fill in both.");
	}
	const response = (await helpers.httpRequest({
		method: 'POST',
		url: `${teableOrigin(credential.baseUrl)}/api/auth/signin`,
		body: { email, password: credential.password },
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: 60_000,
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
	if (statusCode >= 500) {
		throw new Error(
			`The Teable server failed (${statusCode}) when n8n signed in. Try again later; if it goes on, ask whoever runs the server.`,
		);
	}
	const cookie = cookieIn(headers['set-cookie']);
	if (statusCode >= 300 || cookie === undefined) {
		throw new Error(
			statusCode >= 400 && message
				? `Teable refused to sign in: ${withoutSecrets(message, String(credential.password))}. If your account uses single sign-on, set 'Sign In With' to Session Cookie.`
				: "The server at 'Base URL' did not sign in as Teable does. Check that the address is your Teable server's.",
		);
	}
	return cookie;
}

/**
 * The Cookie header of a session.
 *
 * @param session what `signIn` gave, or what the user pasted: the bare value, `auth_session=…`, or a whole
 * Cookie line
 * @throws Error when there is none, or the password was refused before
 */
export function sessionHeader(session: unknown): string {
	if (session === REFUSED) throw new Error(REFUSED_MESSAGE);
	const text = String(session ?? '').trim();
	const value = (/(?:^|[;\s])auth_session=([^;\s]*)/.exec(text)?.[1] ?? text).trim();
	if (value === '' || /[\s;,]/.test(value)) {
		throw new Error(
			"'Session Cookie' does not hold the value of Teable's cookie 'auth_session'. Copy it again from a browser that is signed in to Teable.",
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
