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
 * The credential tests. They are functions of the node, so that they show the same messages as an execution. If a test is
 * defined as a request, n8n shows a bare code such as "ECONNREFUSED" (2.41). OAuth2 has no test, because n8n only checks
 * whether the account is connected.
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

/** Any valid token or session can call it. (`/auth/user/me` refuses valid tokens, and since 2026 accepts wrong ones.) */
const REQUEST: Request = { method: 'GET', path: path`/auth/user` };

/** The user waits for the test in the credential's dialog. */
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

/** @param fault returns or throws what is wrong, if anything */
async function resultOf(
	fault: () => Promise<string | undefined>,
): Promise<INodeCredentialTestResult> {
	const message = await fault().catch((error: Error) => error.message);
	return message === undefined
		? { status: 'OK', message: 'Connection successful!' }
		: { status: 'Error', message };
}

/** Errors need a node, and a credential test has none. */
const NODE: INode = {
	id: 'test',
	name: 'Credential test',
	type: 'n8n-nodes-teable.teable',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Credential tests have only n8n's older helper, whose options have other names. It follows no redirects and throws for no status. */
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
