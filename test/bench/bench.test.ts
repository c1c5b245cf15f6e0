/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts the command as a person does */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

import axios from 'axios';

import type { Sandbox } from '../../sandbox';
import { startSandbox } from '../../sandbox';
import { failWithoutRequest } from '../harness/bareErrors';
import { everythingIn, expectNoSecrets } from '../harness/secrets';

/** Runs the bench on a server as if it were a real one, until it ends. */
const runBench = async ({ url, tokens }: Sandbox) =>
	await new Promise<{ code: number; output: string }>((ended) => {
		const script = join(__dirname, '../../bench/run.ts');
		const env = { ...process.env, TEABLE_URL: url, TEABLE_TOKEN: tokens.full.token };
		execFile(
			process.execPath,
			['--expose-gc', '--import', 'tsx', script],
			{ env },
			(error, stdout, stderr) => ended({ code: Number(error?.code ?? 0), output: stdout + stderr }),
		);
	});

describe('npm run bench against a real server', () => {
	let sandbox: Sandbox;

	beforeEach(async () => (sandbox = await startSandbox()));
	afterEach(async () => await sandbox.stop());

	const spaces = async () => {
		const headers = { Authorization: `Bearer ${sandbox.tokens.full.token}` };
		return (await axios.get<unknown[]>(`${sandbox.url}/api/space`, { headers })).data;
	};

	/** Requests that changed something on the server. */
	const changes = () =>
		sandbox.requests
			.filter(({ method }) => method !== 'GET')
			.map(({ method, url }) => ({ method, url }));

	it.each([
		['the node', { status: 400 }],
		['a bare request', { status: 400, after: 10 }],
	])(
		'works in a space of its own, removes it and prints no secret if %s fails',
		async (_what, fault) => {
			const before = await spaces();
			const route = '/api/table/:tableId/record';
			sandbox.inject({ method: 'POST', route, kind: 'status', times: Infinity, ...fault });
			const { code, output } = await runBench(sandbox);
			expect(code).toBe(1);
			expect(output).toContain('400');
			expect(output).toContain('Not compared with a CSV import');
			expectNoSecrets(output, [sandbox.tokens.full.token]);
			expect(await spaces()).toEqual(before);
			const [first, second] = changes();
			expect([first, second]).toEqual([
				{ method: 'POST', url: '/api/space' },
				{ method: 'POST', url: '/api/base' },
			]);
			expect(changes().at(-1)).toMatchObject({ method: 'DELETE' });
		},
	);
});

describe('a failed request of a script or a test', () => {
	it.each(['refused', 'unanswered'])('shows no secret if it is %s', async (how) => {
		const sandbox = await startSandbox();
		if (how === 'unanswered') await sandbox.stop();
		const { token } = sandbox.tokens.full;
		const http = failWithoutRequest(
			axios.create({
				baseURL: `${sandbox.url}/api`,
				headers: { Authorization: `Bearer ${token}`, Cookie: `auth_session=${token}` },
			}),
		);
		const error: unknown = await http
			.post('/table/tblAAAAAAAAAAAAAAAA/record?key=secret-in-query', { password: 'secret-in-body' })
			.catch((thrown: unknown) => thrown);
		if (how === 'refused') await sandbox.stop();
		expect(everythingIn(error)).toMatch(/POST \/table\/tblA{16}\/record failed: (404|403|ECONN)/);
		expectNoSecrets(error, [token, 'secret-in-query', 'secret-in-body']);
	});
});
