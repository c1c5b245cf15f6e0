/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { demoCredentials } from '../../../demo/credentials';
import { EXAMPLES, type ExampleWorkflow } from '../../../demo/examples';
import { failureOf } from '../../../demo/execution';
import { installN8n, N8N_VERSION } from '../../../demo/installN8n';
import { N8n } from '../../../demo/n8n';
import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { importDemo, removeDemo, type Demo } from '../../../demo/setUp';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { startOther } from '../../harness/otherServer';
import { NewRecords } from '../newRecords';
import { stopWithTests } from '../stopWithTests';

/** The newest version, the oldest 2.x, the last 1.x and the oldest of all; or the one of a CI job. */
const VERSIONS = process.env.N8N_VERSION
	? [process.env.N8N_VERSION]
	: [N8N_VERSION, '2.0.0', '1.123.81', '1.94.1'];

/** The output of the last node of each example, with the sandbox's own tables and tokens. */
const LAST_ITEMS: Record<string, object[]> = {
	'inspect-token.json': [
		{
			token: 'Read only, one base',
			decision: 'It can only read. It is safe to use for reports.',
		},
	],
	'check-expiry.json': [{ subject: 'Teable access tokens that need attention: 2' }],
	'sync-contacts.json': [
		{ action: 'updated', Name: 'Ada Lovelace', Tags: ['Partner', 'VIP'] },
		{ action: 'created', Name: 'Alan Turing', Status: 'Lead' },
		{ action: 'updated', Name: 'Grace Hopper', Status: 'Customer' },
	],
	'new-record.json': [
		{ subject: 'New record: Ada Lovelace' },
		{ subject: 'New record: Grace Hopper' },
		{ subject: 'New record: Alan Turing' },
	],
	'status-becomes.json': [
		{ subject: 'Welcome, Ada Lovelace' },
		{ subject: 'Welcome, Grace Hopper' },
	],
	'update-by-filter.json': [{ Status: 'Lost' }],
	'instant.json': [{ subject: 'New customer: Ada Lovelace' }],
	'file-to-table.json': [{ isNew: true, recordCount: 3 }],
	'undo-import.json': [],
	'undo-failed-import.json': [{ undone: 1, complete: true }],
	'token-expiring.json': [
		{ subject: "Teable access token 'Expired' expired 3 days ago" },
		{ subject: "Teable access token 'Expires soon' expires in 5 days" },
	],
	'rotate-expiring.json': [
		{ tokenName: 'Expires soon', token: expect.stringMatching(/^teable_acc\w{16}_/) as string },
	],
};

/** An n8n without a module that should be disabled doesn't start. */
const LESS_QUIET = { N8N_DISABLED_MODULES: undefined };

/** A missing version is installed first. */
const SET_UP_MS = 30 * 60_000;
const TEST_MS = 5 * 60_000;

describe.each(VERSIONS)('in n8n %s', (version) => {
	let sandbox: Sandbox;
	let n8n: N8n;
	let demo: Demo;
	let rest: N8nRest;

	beforeAll(async () => {
		const installation = await installN8n(stopWithTests, version);
		sandbox = await startSandbox();
		n8n = await N8n.create(installation, stopWithTests, LESS_QUIET);
		demo = await importDemo(n8n, sandbox);
		const port = await freePort();
		await phase(`Start n8n ${version}`, async () => await n8n.startEditor(port));
		rest = await N8nRest.signIn(port);
	}, SET_UP_MS);

	afterAll(async () => {
		if (n8n) await removeDemo({ n8n, sandbox });
	}, TEST_MS);

	const workflowOf = (file: string): ExampleWorkflow => {
		const example = demo.examples.find((candidate) => candidate.file === file);
		if (!example) throw new Error(`There is no example '${file}'.`);
		return example.workflow;
	};

	it('the editor offers the nodes and the credentials', async () => {
		expect(await rest.typesOf('nodes')).toEqual(
			expect.arrayContaining([
				'n8n-nodes-teable.teable',
				'n8n-nodes-teable.teableTool',
				'n8n-nodes-teable.teableTrigger',
			]),
		);
		expect(await rest.typesOf('credentials')).toEqual(
			expect.arrayContaining(['teableApi', 'teableOAuth2Api', 'teableSessionApi']),
		);
	});

	it(
		'an access token and a session pass their tests, and a wrong token fails',
		async () => {
			const [session, token] = demoCredentials(sandbox);
			for (const credential of [session, token]) {
				expect((await rest.testCredential(credential)).status).toBe('OK');
			}
			const accessToken = sandbox.tokens.expired.token;
			const expired = { ...token, data: { ...token.data, accessToken } };
			// Before 2.36, the message is n8n's own, because n8n loses the answer's status.
			expect((await rest.testCredential(expired)).status).toBe('Error');
		},
		TEST_MS,
	);

	it.each(EXAMPLES)(
		'the example $file succeeds or fails as expected, with the expected output',
		async ({ file, fails }) => {
			const execution = await n8n.execute(workflowOf(file).id);
			expect(failureOf(execution, fails)).toBeUndefined();
			expect(execution.nodes.at(-1)?.items.map(({ json }) => json)).toMatchObject(LAST_ITEMS[file]);
		},
		TEST_MS,
	);

	it(
		'n8n signs in again when a session has ended',
		async () => {
			sandbox.resetRequests();
			sandbox.inject({ kind: 'status', status: 401, times: 2, route: '/api/access-token/:id' });
			const execution = await n8n.execute(workflowOf('inspect-token.json').id);
			expect(failureOf(execution)).toBeUndefined();
			expect(sandbox.count('POST', '/api/auth/signin')).toBe(1);
		},
		TEST_MS,
	);

	it.each([
		['too many requests', { kind: 'status', status: 429 }],
		['a broken connection', { kind: 'resetBefore' }],
	] as const)(
		'a read is repeated after %s',
		async (_what, fault) => {
			const route = '/api/table/:tableId/record';
			const read = async () => {
				sandbox.resetRequests();
				expect(failureOf(await n8n.execute(workflowOf('new-record.json').id))).toBeUndefined();
				return sandbox.count('GET', route);
			};
			const usual = await read();
			sandbox.inject({ ...fault, method: 'GET', route });
			expect(await read()).toBe(usual + 1);
		},
		TEST_MS,
	);

	it(
		'a write whose answer is lost is found in Teable, and not repeated',
		async () => {
			sandbox.resetRequests();
			sandbox.inject({ kind: 'resetAfter', method: 'PATCH', route: '/api/table/:tableId/record' });
			const execution = await n8n.execute(workflowOf('sync-contacts.json').id);
			expect(failureOf(execution)).toBeUndefined();
			expect(sandbox.count('PATCH', '/api/table/:tableId/record')).toBe(1);
		},
		TEST_MS,
	);

	it(
		'a redirect does not send a credential to another server',
		async () => {
			const target = await startOther();
			const from = await startOther({
				answer: async (request, reply) => await reply.redirect(`${target.url}${request.url}`, 302),
			});
			const [, token] = demoCredentials(sandbox);
			const credential = { ...token, id: 'redirected', data: { ...token.data, baseUrl: from.url } };
			const { nodes, ...workflow } = workflowOf('new-record.json');
			const redirected = {
				...workflow,
				id: 'redirected',
				nodes: nodes.map((node) => ({
					...node,
					credentials: node.credentials && { teableApi: { id: 'redirected', name: token.name } },
				})),
			};
			await n8n.importCredentials([credential]);
			await n8n.importWorkflows([redirected]);

			const tested = await rest.testCredential(credential);
			const executed = await n8n.execute(redirected.id);
			await from.stop();
			await target.stop();

			expect(target.requests).toEqual([]);
			expect(from.requests.length).toBeGreaterThanOrEqual(2);
			expect(tested.status).toBe('Error');
			expect(failureOf(executed)).toContain('the node does not follow redirects');
		},
		TEST_MS,
	);

	it(
		'the trigger announces each new record once',
		async () => {
			const newRecords = await NewRecords.publish(demo, rest);
			const ids = await newRecords.create(3);
			expect(await newRecords.announced(3)).toEqual(ids);
		},
		TEST_MS,
	);
});
