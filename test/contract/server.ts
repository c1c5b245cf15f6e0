/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the global that jest.live.config.js sets */
import type { AxiosInstance } from 'axios';
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import { failWithoutRequest } from '../harness/bareErrors';
import type { CredentialStore } from '../harness/n8n/credentials';
import type { NodeOutput, NodeRun } from '../harness/engine';
import { runTeable } from '../harness/engine';
import { SOME_ENGINES } from '../harness/engines';
import type { TriggerRun } from '../harness/poll';
import { Runner } from '../harness/runner';
import { expectNoSecrets, listenToLogs, secretsIn, withoutNewSecrets } from '../harness/secrets';

/** A Teable server and an account on it. */
interface Account {
	url: string;
	email: string;
	password: string;
	/** An access token with full access. */
	token: string;
}

declare global {
	/** The real server of `npm run test:live`; without one, a sandbox is used. */
	var liveTeable: Account | undefined;
}

interface RunOptions
	extends Partial<Pick<NodeRun, 'items' | 'binary' | 'executionId' | 'onError'>> {
	/** A session by default. */
	authentication?: 'session' | 'accessToken';
}

/** The server that the contract is tested on, with a space and a base for the tests. */
export class ContractServer extends Runner<RunOptions> {
	baseId = '';

	private constructor(
		private readonly http: AxiosInstance,
		readonly spaceId: string,
		readonly credentials: CredentialStore,
	) {
		super();
	}

	/** Signs in and creates the space. Call `close` afterwards. */
	static async open(account: Account): Promise<ContractServer> {
		const { url, email, password, token } = account;
		const http = failWithoutRequest(
			axios.create({
				baseURL: `${new URL(url).origin}/api`,
				// Each test file has its own axios, which would leave a listener on an open connection.
				headers: { connection: 'close' },
			}),
		);
		const signedIn = await http.post('/auth/signin', { email, password });
		const cookie = /^auth_session=([^;]+)/.exec(signedIn.headers['set-cookie']?.[0] ?? '')?.[1];
		if (!cookie) throw new Error(`${url} did not sign ${email} in`);
		http.defaults.headers.common.cookie = `auth_session=${cookie}`;

		const name = `${OURS} ${new Date().toISOString()}`;
		const { data: space } = await http.post<{ id: string }>('/space', { name });
		return new ContractServer(http, space.id, {
			teableApi: { baseUrl: url, accessToken: token },
			teableSessionApi: {
				...{ baseUrl: url, signInWith: 'password', email, password, sessionToken: '' },
			},
			teableOAuth2Api: { baseUrl: url },
		});
	}

	async makeBase() {
		const base = await this.ask('POST', '/base', { spaceId: this.spaceId, name: 'Contract' });
		this.baseId = String(base.id);
	}

	/** The engine of the base. 1.10 doesn't name its engine. */
	async engine(): Promise<'1.10.0' | 'old' | 'v2'> {
		const { v2Status } = await this.ask('GET', `/base/${this.baseId}`);
		if (v2Status === undefined) return '1.10.0';
		return (v2Status as IDataObject).useV2 === true ? 'v2' : 'old';
	}

	/** Removes what the tests have created. The space includes its tables. */
	async close() {
		await this.ask('DELETE', `/space/${this.spaceId}`);
		const tokens = (await this.ask('GET', '/access-token')) as unknown as IDataObject[];
		for (const { id, name } of tokens) {
			if (String(name).startsWith(OURS)) await this.ask('DELETE', `/access-token/${String(id)}`);
		}
	}

	/**
	 * Runs an operation (on access tokens, unless the parameters name another resource), and searches everything that
	 * n8n stores about it for secrets.
	 */
	async run(
		operation: string,
		parameters: INodeParameters = {},
		{ authentication = 'session', ...options }: RunOptions = {},
	): Promise<NodeOutput> {
		const output = await runTeable({
			parameters: { resource: 'accessToken', operation, authentication, ...parameters },
			credentials: this.credentials,
			...options,
		});
		withoutNewSecrets(output.items, (added) =>
			expectNoSecrets(output, [...added, ...secretsIn(this.credentials)]),
		);
		return output;
	}

	/** Sends a request to the server itself, signed in. */
	async ask(method: string, path: string, body?: object): Promise<IDataObject> {
		return (await this.http.request<IDataObject>({ method, url: path, data: body })).data;
	}

	/** The status that a token gets from the route that any token may call. */
	async statusFor(token: string): Promise<number> {
		const answer = await failWithoutRequest(axios.create()).get(
			`${this.http.defaults.baseURL}/auth/user`,
			{
				headers: { authorization: `Bearer ${token}` },
				validateStatus: () => true,
			},
		);
		return answer.status;
	}
}

/** The prefix of the names of the tests' tokens. */
export const OURS = 'n8n contract';

/**
 * Defines tests for the real server of `npm run test:live`, or else for a sandbox of each release and engine.
 * What they create is removed at the end, whether they pass or not.
 */
export function onContractServers(define: (server: () => ContractServer) => void) {
	const { liveTeable } = globalThis;
	const servers = liveTeable
		? [{ name: liveTeable.url, start: async () => ({ ...liveTeable, stop: async () => {} }) }]
		: SOME_ENGINES.map(([name, version, engine]) => ({
				name,
				start: async () => {
					const { url, account, tokens, stop } = await startSandbox({ version, engine });
					return { ...account, url, token: tokens.full.token, stop };
				},
			}));
	describe.each(servers)('on Teable $name', ({ start }) => {
		let server: ContractServer | undefined;
		let stop = async () => {};

		beforeAll(async () => {
			listenToLogs();
			const account = await start();
			stop = account.stop;
			server = await ContractServer.open(account);
			await server.makeBase();
		});

		afterAll(async () => {
			jest.restoreAllMocks();
			try {
				await server?.close();
			} finally {
				await stop();
			}
		});

		define(() => server as ContractServer);
	});
}

const PATIENCE_MS = 10_000;

/** A real server writes history and trash a moment after the change is visible. */
export const settle = async () => await sleep(globalThis.liveTeable ? 1000 : 20);

/**
 * The events that a published workflow gets: until there are that many, in a quiet poll after that, and after a
 * restart.
 */
export async function eventsOf(run: TriggerRun, count: number): Promise<IDataObject[]> {
	const items = await run.poll();
	for (const end = Date.now() + PATIENCE_MS; items.length < count && Date.now() < end; ) {
		await settle();
		items.push(...(await run.poll()));
	}
	await settle();
	items.push(...(await run.poll()));
	run.restart();
	items.push(...(await run.poll()));
	expectNoSecrets([items, run.kept], secretsIn(run.credentials));
	return items;
}

/** The workflow is published and starts from now. What already exists is not an event. */
export async function activate(run: TriggerRun) {
	await settle();
	expect(await eventsOf(run, 0)).toEqual([]);
}

/** Why a poll fails, if it fails. */
export const refusalOf = async (run: TriggerRun): Promise<string | undefined> =>
	await run.poll().then(
		() => undefined,
		(error: Error) => error.message,
	);
