/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import axios, { type AxiosInstance } from 'axios';
import { setTimeout as wait } from 'node:timers/promises';

import { startSandbox, type Sandbox } from '../../sandbox';

const SPACES = '/api/space';

describe('Faults in the sandbox', () => {
	let sandbox: Sandbox;
	let http: AxiosInstance;

	beforeAll(async () => {
		sandbox = await startSandbox();
		http = axios.create({
			baseURL: sandbox.url,
			validateStatus: () => true,
			headers: { authorization: `Bearer ${sandbox.tokens.full.token}` },
		});
	});

	beforeEach(() => {
		sandbox.clearFaults();
		sandbox.resetRequests();
	});

	afterAll(async () => await sandbox.stop());

	const create = async () => await http.post(SPACES, { name: 'New' });
	const spaces = async () => (await http.get<unknown[]>(SPACES)).data.length;

	it('answer with a status without applying the request', async () => {
		const before = await spaces();
		sandbox.inject({ kind: 'status', status: 429, retryAfter: '2', method: 'POST' });
		const answer = await create();
		expect(answer.status).toBe(429);
		expect(answer.headers['retry-after']).toBe('2');
		expect(answer.data).toMatchObject({ code: 'too_many_requests', status: 429 });
		expect(await spaces()).toBe(before);
	});

	it('answer with a status after applying the request', async () => {
		const before = await spaces();
		sandbox.inject({
			kind: 'status',
			status: 502,
			applied: true,
			method: 'POST',
			body: 'Bad gateway',
		});
		const answer = await create();
		expect([answer.status, answer.data]).toEqual([502, 'Bad gateway']);
		expect(await spaces()).toBe(before + 1);
	});

	it.each([
		['resetBefore', 0],
		['resetAfter', 1],
	] as const)('cut the connection: %s applies %i requests', async (kind, applied) => {
		const before = await spaces();
		sandbox.inject({ kind, method: 'POST' });
		await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(await spaces()).toBe(before + applied);
	});

	it('cut JSON in half', async () => {
		sandbox.inject({ kind: 'brokenJson' });
		const answer = await http.get<string>(SPACES, { responseType: 'text' });
		expect(answer.status).toBe(200);
		expect(() => JSON.parse(answer.data) as unknown).toThrow(SyntaxError);
	});

	it('answer with a web page', async () => {
		sandbox.inject({ kind: 'html' });
		const answer = await http.get(SPACES);
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toContain('text/html');
	});

	it('wait, and then continue', async () => {
		sandbox.inject({ kind: 'delay', delayMs: 120 });
		const started = Date.now();
		expect((await http.get(SPACES)).status).toBe(200);
		expect(Date.now() - started).toBeGreaterThanOrEqual(100);
	});

	it('stop waiting when they are cleared', async () => {
		sandbox.inject({ kind: 'delay', delayMs: 10 * 60_000 });
		const answer = http.get(SPACES);
		while (sandbox.requests.length === 0) await wait(5);
		sandbox.clearFaults();
		expect((await answer).status).toBe(200);
	});

	it('match by route and method, let some requests pass, and end', async () => {
		sandbox.inject({
			kind: 'status',
			status: 503,
			method: 'GET',
			route: SPACES,
			after: 1,
			times: 2,
		});
		const statuses = [];
		for (let i = 0; i < 4; i++) statuses.push((await http.get(SPACES)).status);
		expect(statuses).toEqual([200, 503, 503, 200]);
		expect((await http.get('/api/auth/user')).status).toBe(200);
	});

	it('record how many requests were running at the same time', async () => {
		sandbox.inject({ kind: 'delay', delayMs: 50, times: 3 });
		await Promise.all([http.get(SPACES), http.get(SPACES), http.get(SPACES)]);
		await http.get(SPACES);
		expect(sandbox.requests.map(({ inFlight }) => inFlight)).toEqual([1, 2, 3, 1]);
	});

	it('record every request', async () => {
		sandbox.inject({ kind: 'status', status: 500 });
		await http.get('/api/access-token/accAAAAAAAAAAAAAAAA');
		await create();
		expect(sandbox.requests).toMatchObject([
			{ method: 'GET', route: '/api/access-token/:id', status: 500 },
			{ method: 'POST', route: SPACES, status: 201, body: { name: 'New' } },
		]);
		expect(sandbox.count('GET', '/api/access-token/:id')).toBe(1);
	});

	it('answer a request line above 16 KiB with 431 and no body', async () => {
		const answer = await http.get<string>(`${SPACES}?x=${'a'.repeat(17_000)}`);
		expect([answer.status, answer.data]).toEqual([431, '']);
	});
});
