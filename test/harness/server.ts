import axios from 'axios';
import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import type { Sandbox, SandboxOptions, TeableVersion } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { INTEGRATIONS, OAUTH_SCOPES } from '../../sandbox/scopes';
import type { CredentialStore } from './n8n/credentials';
import { credentialsFor } from './n8n/credentials';
import type { NodeOutput, NodeRun } from './engine';
import { loadChoices, runTeable, searchList } from './engine';
import { expectRequestsFit } from './requests';
import { Runner } from './runner';
import { expectNoSecrets, listenToLogs, secretsIn, withoutNewSecrets } from './secrets';

export const VERSIONS: TeableVersion[] = ['1.10.0', '2026-07'];

/** The names of the sandbox's access tokens that haven't expired. There is also the token 'Expired'. */
export const UNEXPIRED_TOKENS = [
	'Expires soon',
	'Full access',
	'Full access with integrations',
	'Never used',
	'Permanent',
	'Read only, one base',
];

/** The ways to sign in that a test can choose, by the value of 'Authentication'. */
const AUTHENTICATION = {
	password: 'session',
	cookie: 'session',
	/** A token that some servers accept for access tokens. */
	integrationsToken: 'accessToken',
	plainToken: 'accessToken',
	/** An OAuth app with the scope that some servers accept. Teable 1.10 doesn't have this OAuth scope. */
	integrationsOAuth: 'oAuth2',
	plainOAuth: 'oAuth2',
} as const;

export type Caller = keyof typeof AUTHENTICATION;

export type RunOptions = Omit<NodeRun, 'parameters' | 'credentials'>;

/** A sandbox of one release, and the Teable node signed in to it. Each test gets a new one. */
export class TestServer extends Runner<RunOptions> {
	sandbox!: Sandbox;

	/** What n8n has stored. A test may change it. */
	credentials!: CredentialStore;

	private caller: Caller = 'cookie';

	constructor(readonly version: TeableVersion) {
		super();
	}

	async start(options: SandboxOptions = {}) {
		this.sandbox = await startSandbox({ ...options, version: this.version });
		this.credentials = await credentialsFor(this.sandbox);
		await this.signInAs('cookie');
	}

	/** Chooses the credential of the node. By default, a pasted cookie. */
	async signInAs(caller: Caller) {
		this.caller = caller;
		const { teableApi, teableSessionApi, teableOAuth2Api } = this.credentials;
		const { tokens } = this.sandbox;
		switch (caller) {
			case 'password':
				Object.assign(teableSessionApi, { signInWith: 'password', sessionToken: '' });
				break;
			case 'cookie':
				Object.assign(teableSessionApi, {
					signInWith: 'cookie',
					cookieSecret: await this.sandbox.signIn(),
				});
				break;
			case 'integrationsToken':
				teableApi.accessToken = tokens.integrations.token;
				break;
			case 'plainToken':
				teableApi.accessToken = tokens.full.token;
				break;
			case 'integrationsOAuth': {
				const granted = await this.sandbox.grantOAuth(OAUTH_SCOPES[this.version]);
				teableOAuth2Api.oauthTokenData = {
					access_token: granted.accessToken,
					refresh_token: granted.refreshToken,
					token_type: 'Bearer',
				};
				break;
			}
		}
	}

	/** Whether the server accepts the chosen credential for access tokens. */
	get letsIn(): boolean {
		if (this.caller === 'integrationsOAuth') {
			return OAUTH_SCOPES[this.version].includes(INTEGRATIONS);
		}
		return !this.caller.startsWith('plain');
	}

	/**
	 * Runs an operation on access tokens. Whatever the result, it may contain no secret except a new one in `token`,
	 * and everything the node sent must fit Teable's schemas.
	 */
	async run(
		operation: string,
		parameters: INodeParameters = {},
		options: RunOptions = {},
	): Promise<NodeOutput> {
		const known = this.secrets;
		const before = this.sandbox.requests.length;
		const output = await runTeable({
			parameters: { ...this.parametersOf(operation), ...parameters },
			credentials: this.credentials,
			...options,
		});
		withoutNewSecrets(output.items, (added) =>
			expectNoSecrets(output, [...known, ...added, ...this.secrets]),
		);
		// The author of a custom request decides what it contains.
		if (parameters.resource !== 'customRequest') {
			expectRequestsFit(this.sandbox.requests.slice(before));
		}
		return output;
	}

	/** Runs an operation that must fail and returns the message that the user sees. */
	async failure(
		operation: string,
		parameters?: INodeParameters,
		options?: RunOptions,
	): Promise<string> {
		const { items, error } = await this.run(operation, parameters, options);
		expect(items).toEqual([]);
		if (!error) throw new Error('The node did not fail');
		return error.message;
	}

	/** Searches the editor's list of access tokens. A failure is searched for secrets too. */
	async search(filter?: string): Promise<INodeListSearchResult['results']> {
		const searching = searchList('searchAccessTokens', this.editor, filter);
		return (await this.withoutSecrets(searching)).results;
	}

	async choices(method: string) {
		return await this.withoutSecrets(loadChoices(method, this.editor));
	}

	private async withoutSecrets<T>(loading: Promise<T>): Promise<T> {
		const outcome = await Promise.allSettled([loading]);
		expectNoSecrets(outcome, this.secrets);
		return await loading;
	}

	/** Sends a request to the server itself, signed in as the demo account. */
	async ask(method: string, path: string, body?: object): Promise<IDataObject> {
		const { data } = await axios.request<IDataObject>({
			method,
			url: `${this.sandbox.url}/api${path}`,
			data: body,
			headers: { cookie: `auth_session=${await this.sandbox.signIn()}` },
		});
		return data;
	}

	private get editor() {
		return { parameters: this.parametersOf('get'), credentials: this.credentials };
	}

	private parametersOf(operation: string): INodeParameters {
		return { resource: 'accessToken', operation, authentication: AUTHENTICATION[this.caller] };
	}

	private get secrets(): string[] {
		const { account, tokens, oauth } = this.sandbox;
		return [
			...secretsIn(this.credentials),
			account.password,
			oauth.clientSecret,
			...Object.values(tokens).map(({ token }) => token),
		];
	}
}

/** Defines tests that run on each release of Teable, every test with a new server. */
export function onEachServer(define: (server: TestServer) => void, options: SandboxOptions = {}) {
	describe.each(VERSIONS)('on Teable %s', (version) => defineOn(version, define, options));
}

/** The same on the newest release only, for behavior that doesn't depend on the release. */
export function onOneServer(define: (server: TestServer) => void, options: SandboxOptions = {}) {
	defineOn('2026-07', define, options);
}

function defineOn(
	version: TeableVersion,
	define: (server: TestServer) => void,
	options: SandboxOptions,
) {
	const server = new TestServer(version);
	beforeAll(listenToLogs);
	afterAll(() => jest.restoreAllMocks());
	beforeEach(async () => await server.start(options));
	afterEach(async () => await server.sandbox.stop());
	define(server);
}

/** The value of an access token's locator. */
export const byId = (id: string): INodeParameters => ({
	accessTokenId: { __rl: true, mode: 'id', value: id },
});

export const fromList = (id: string): INodeParameters => ({
	accessTokenId: { __rl: true, mode: 'list', value: id },
});

export const ownToken: INodeParameters = { accessTokenId: { __rl: true, mode: 'own', value: '' } };
