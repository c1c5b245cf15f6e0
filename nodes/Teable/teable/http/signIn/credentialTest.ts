import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	IDataObject,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
	INode,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { cleanToken } from './accessToken';
import { teableOrigin } from './origin';
import type { Connection, Outcome, Request } from '../outcome';
import { Outcomes } from '../outcome';
import { path } from '../path';
import { notTeable } from '../reasons/noAnswer';
import { renewSession } from './signIn';
import type { Sign } from './signing';
import { signWithSession, signWithToken } from './signing';

/**
 * The tests of the credentials. They are functions of the node because n8n shows the bare code of a fault that a test
 * given as a request meets: "ECONNREFUSED" (2.41). So they say what a run says. OAuth2 has none: n8n only looks whether
 * the account is connected.
 */
export const credentialTest = {
	async testAccessToken(this: ICredentialTestFunctions, { data = {} }: ICredentialsDecrypted) {
		return await resultOf(async () => {
			const token = cleanToken(data.accessToken);
			return await ask(this, { authentication: 'accessToken', token }, data, signWithToken);
		});
	},

	async testSession(this: ICredentialTestFunctions, { data = {} }: ICredentialsDecrypted) {
		const who = { authentication: 'session', token: undefined } as const;
		return await resultOf(
			async () =>
				await ask(this, who, data, async (credential, request) => {
					const { signInWith, sessionToken, baseUrl, email, password } = credential;
					if (signInWith === 'cookie') return await signWithSession(credential, request);
					const account = { baseUrl, email, password };
					const renewed = await renewSession(httpOf(this), sessionToken, account);
					const session = renewed ?? sessionToken;
					return await signWithSession({ ...credential, sessionToken: session }, request);
				}),
		);
	},
};

/** Any valid token or session may call it. (`/auth/user/me` refuses valid tokens, and lets wrong ones in since 2026.) */
const REQUEST: Request = { method: 'GET', path: path`/auth/user` };

/** Somebody waits for it in the credential's dialog. */
const TIMEOUT_SECONDS = 20;

async function ask(
	context: ICredentialTestFunctions,
	who: Pick<Connection, 'authentication' | 'token'>,
	credential: ICredentialDataDecryptedObject,
	sign: Sign,
): Promise<string | undefined> {
	const origin = teableOrigin(credential.baseUrl);
	const patience = { timeoutSeconds: TIMEOUT_SECONDS, waitSeconds: 0 };
	const outcomes = new Outcomes(NODE, { origin, ...who, ...patience });
	const outcome = await send(outcomes, async () => {
		const signed = await sign(credential, { method: 'GET', url: `${origin}/api${REQUEST.path}` });
		const timeout = TIMEOUT_SECONDS * 1000;
		return (await httpOf(context).httpRequest({ ...signed, timeout })) as IN8nHttpFullResponse;
	});
	if ('error' in outcome) return outcome.error.message;
	return outcome.body?.id === undefined ? notTeable(origin).message : undefined;
}

async function send(
	outcomes: Outcomes,
	request: () => Promise<IN8nHttpFullResponse>,
): Promise<Outcome<IDataObject | undefined>> {
	try {
		return outcomes.answered(REQUEST, await request());
	} catch (error) {
		return outcomes.unanswered(REQUEST, error);
	}
}

/** @param fault gives what is wrong, or nothing; or throws it */
async function resultOf(
	fault: () => Promise<string | undefined>,
): Promise<INodeCredentialTestResult> {
	const message = await fault().catch((error: Error) => error.message);
	return message === undefined
		? { status: 'OK', message: 'Connection successful!' }
		: { status: 'Error', message };
}

/** Errors belong to a node, and a test has none. */
const NODE: INode = {
	id: 'test',
	name: 'Credential test',
	type: 'n8n-nodes-teable.teable',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A test has only n8n's older helper, whose options have other names. Nothing is followed, no status is thrown. */
const httpOf = ({ helpers }: ICredentialTestFunctions): IHttpRequestHelper['helpers'] => ({
	async httpRequest({ url, method, headers, body, timeout }) {
		return (await helpers.request({
			uri: url,
			...{ method, headers, body, timeout, json: true },
			followRedirect: false,
			resolveWithFullResponse: true,
			simple: false,
		})) as IN8nHttpFullResponse;
	},
});
