/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the global that jest.live.config.js sets */
import type { AxiosInstance } from 'axios';
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import type { CredentialStore } from '../harness/credentials';
import type { NodeOutput } from '../harness/engine';
import { runTeable } from '../harness/engine';
import { expectNoSecrets, listenToLogs, secretsIn, withoutNewSecrets } from '../harness/secrets';
import { VERSIONS } from '../harness/server';

/** A Teable server and an account on it. */
interface Account {
	url: string;
	email: string;
	password: string;
	/** An access token of full access. */
	token: string;
}

declare global {
	/** The real server of `npm run test:live`; a sandbox is used where there is none. */
	var liveTeable: Account | undefined;
}

/** The server that the contract is tried on, with a space, a base and a table of the tests' own. */
export class ContractServer {
	private constructor(
		readonly account: Account,
		private readonly http: AxiosInstance,
		readonly spaceId: string,
		readonly baseId: string,
		readonly tableId: string,
		readonly credentials: CredentialStore,
	) {}

	/** Signs in and makes the space, the base and the table. */
	static async open(account: Account): Promise<ContractServer> {
		const { url, email, password, token } = account;
		const http = axios.create({ baseURL: `${new URL(url).origin}/api` });
		const signedIn = await http.post('/auth/signin', { email, password });
		const cookie = /^auth_session=([^;]+)/.exec(signedIn.headers['set-cookie']?.[0] ?? '')?.[1];
		if (!cookie) throw new Error(`${url} did not sign ${email} in`);
		http.defaults.headers.common.cookie = `auth_session=${cookie}`;

		const make = async (path: string, body: object) =>
			(await http.post<{ id: string }>(path, body)).data.id;
		const spaceId = await make('/space', { name: `n8n contract ${new Date().toISOString()}` });
		const baseId = await make('/base', { spaceId, name: 'Contract' });
		const fields = [
			{ name: 'Name', type: 'singleLineText' },
			{ name: 'Amount', type: 'number' },
		];
		const tableId = await make(`/base/${baseId}/table`, { name: 'Rows', fields, records: [] });
		return new ContractServer(account, http, spaceId, baseId, tableId, {
			teableApi: { baseUrl: url, accessToken: token },
			teableSessionApi: {
				...{ baseUrl: url, signInWith: 'password', email, password, sessionToken: '' },
			},
			teableOAuth2Api: { baseUrl: url },
		});
	}

	/** Takes away what the tests have made. */
	async close() {
		const tokens = (await this.ask('GET', '/access-token')) as unknown as IDataObject[];
		for (const { id, name } of tokens) {
			if (String(name).startsWith(OURS)) await this.ask('DELETE', `/access-token/${String(id)}`);
		}
		await this.ask('DELETE', `/space/${this.spaceId}`);
	}

	/** Runs an operation on access tokens, and searches all that n8n keeps of it for secrets. */
	async run(
		operation: string,
		parameters: INodeParameters = {},
		authentication: 'session' | 'accessToken' = 'session',
	): Promise<NodeOutput> {
		const output = await runTeable({
			parameters: { resource: 'accessToken', operation, authentication, ...parameters },
			credentials: this.credentials,
		});
		withoutNewSecrets(output.items, (added) =>
			expectNoSecrets(output, [...added, ...secretsIn(this.credentials)]),
		);
		return output;
	}

	/** Runs an operation that must succeed and gives the JSON of its items. */
	async output(operation: string, parameters?: INodeParameters): Promise<IDataObject[]> {
		const { items, error } = await this.run(operation, parameters);
		expect(error?.message).toBeUndefined();
		return items.map(({ json }) => json);
	}

	/** Asks the server itself, signed in. */
	async ask(method: string, path: string, body?: object): Promise<IDataObject> {
		return (await this.http.request<IDataObject>({ method, url: path, data: body })).data;
	}

	/** The status that a token gets from the route that any token may call. */
	async statusFor(token: string): Promise<number> {
		const answer = await axios.get(`${this.http.defaults.baseURL}/auth/user`, {
			headers: { authorization: `Bearer ${token}` },
			validateStatus: () => true,
		});
		return answer.status;
	}
}

/** How the names of the tests' own tokens begin. */
export const OURS = 'n8n contract';

/** Defines tests for the real server of `npm run test:live`, or else for a sandbox of each release. */
export function onContractServers(define: (server: () => ContractServer) => void) {
	const servers = globalThis.liveTeable ? [globalThis.liveTeable.url] : VERSIONS;
	describe.each(servers)('on Teable %s', (name) => {
		let server: ContractServer;
		let stop = async () => {};

		beforeAll(async () => {
			listenToLogs();
			if (globalThis.liveTeable) {
				server = await ContractServer.open(globalThis.liveTeable);
				return;
			}
			const version = VERSIONS.find((known) => known === name);
			const { url, account, tokens, stop: stopSandbox } = await startSandbox({ version });
			stop = stopSandbox;
			server = await ContractServer.open({ ...account, url, token: tokens.full.token });
		});

		afterAll(async () => {
			jest.restoreAllMocks();
			await server.close();
			await stop();
		});

		define(() => server);
	});
}
