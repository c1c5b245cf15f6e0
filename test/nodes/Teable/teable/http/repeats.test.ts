import { DateTime } from 'luxon';
import { sleep } from 'n8n-workflow';

import { path } from '../../../../../nodes/Teable/teable/http/path';
import type { Fault } from '../../../../../sandbox';
import { startSandbox } from '../../../../../sandbox';
import { connectClient } from '../../../../harness/engine';
import { freePort } from '../../../../harness/otherServer';
import { takeLogs } from '../../../../harness/secrets';
import { byId, onOneServer } from '../../../../harness/server';

const LIST = '/api/access-token';

/** An answer that certainly exceeds the timeout of these tests. */
const LATE: Fault = { kind: 'delay', delayMs: 1200 };

/** A short timeout where it should be exceeded, so that a busy machine exceeds no other. */
const optionsFor = ({ kind, delayMs }: Fault) => {
	if (kind === 'resetBefore' || kind === 'html' || kind === 'status') return { timeout: 2 };
	return delayMs === undefined ? {} : { timeout: 1 };
};

const status = (code: number, more: Partial<Fault> = {}): Fault => ({
	kind: 'status',
	status: code,
	...more,
});

describe('a temporary fault', () => {
	onOneServer((server) => {
		const readDespite = async (fault: Fault) => {
			server.sandbox.inject({ method: 'GET', route: LIST, ...fault });
			return await server.run('getAll', { returnAll: true, options: optionsFor(fault) });
		};

		it.each<[string, Fault]>([
			['429', status(429)],
			['502', status(502)],
			['503', status(503)],
			['504', status(504)],
			['a broken connection before the answer', { kind: 'resetBefore' }],
			['a connection that broke with the answer', { kind: 'resetAfter' }],
			['no answer in time', LATE],
			['half an answer', { kind: 'brokenJson' }],
		])('does not fail a read: %s', async (_what, fault) => {
			const { items, error } = await readDespite(fault);
			expect(error?.message).toBeUndefined();
			expect(items).toHaveLength(7);
			expect(server.sandbox.count('GET', LIST)).toBe(2);
		});

		it.each<[string, Fault, string]>([
			['400', status(400), 'Teable refused this: Injected 400.'],
			['403', status(403), "Your Teable account isn't allowed to do this: Injected 403."],
			['404', status(404), 'Teable cannot find this: Injected 404.'],
			['409', status(409), 'Teable refused this: Injected 409.'],
			['500', status(500), 'The Teable server failed (500).'],
			['501', status(501), 'The Teable server failed (501).'],
			['a web page', { kind: 'html' }, 'is not Teable.'],
		])('is not retried if it is permanent: %s', async (_what, fault, message) => {
			expect((await readDespite(fault)).error?.message).toContain(message);
			expect(server.sandbox.count('GET', LIST)).toBe(1);
		});

		it('is retried three times, then the read fails', async () => {
			const { error } = await readDespite(status(502, { times: 9 }));
			expect(error?.httpCode).toBe('502');
			expect(server.sandbox.count('GET', LIST)).toBe(4);
		});

		it.each([429, 503])(
			'with status %i and no Retry-After is waited for as long as the author sets (it gave up after 3.6 s)',
			async (code) => {
				server.sandbox.inject({ method: 'GET', route: LIST, ...status(code, { times: 9 }) });
				const before = Date.now();
				const { error } = await server.run('getAll', { options: { rateLimitWait: 3 } });
				expect(Date.now() - before).toBeGreaterThan(2900);
				expect(error?.httpCode).toBe(String(code));
			},
		);

		it.each([429, 503])(
			'with status %i fails at once if the author does not want to wait',
			async (code) => {
				server.sandbox.inject({ method: 'GET', route: LIST, ...status(code, { retryAfter: '1' }) });
				const { error } = await server.run('getAll', { options: { rateLimitWait: 0 } });
				expect(error?.httpCode).toBe(String(code));
				expect(server.sandbox.count('GET', LIST)).toBe(1);
			},
		);

		it('that makes the node wait is logged', async () => {
			server.sandbox.inject({ ...status(429, { retryAfter: '1' }), method: 'GET', route: LIST });
			const client = await connectClient('session', server.credentials);
			await client.get(path`/access-token`);
			expect(takeLogs()).toContain(
				'Teable does not accept requests at the moment (429). GET /access-token is retried in 1 s',
			);
		});

		it.each([
			['seconds', () => '1', 950],
			['a date', () => DateTime.utc().plus({ seconds: 2 }).toHTTP(), 900],
		])('is waited for as long as the server asks, in %s', async (_how, retryAfter, least) => {
			const start = Date.now();
			const { items } = await readDespite(status(429, { retryAfter: retryAfter() }));
			expect(Date.now() - start).toBeGreaterThan(least);
			expect(items).toHaveLength(7);
			expect(server.sandbox.count('GET', LIST)).toBe(2);
		});
	});
});

describe('a write', () => {
	onOneServer((server) => {
		const writeDespite = async (fault: Fault) => {
			server.sandbox.inject({ method: 'POST', route: LIST, ...fault });
			const parameters = { name: 'New', scopes: ['record|read'], expires: 'never' };
			return await server.run('create', { ...parameters, options: optionsFor(fault) });
		};

		const made = async () => {
			const tokens = await server.ask('GET', '/access-token');
			return (tokens as unknown as Array<{ name: string }>).filter(({ name }) => name === 'New');
		};

		it.each([429, 503])(
			'that the server refused with %i for now is sent again, and applied once',
			async (code) => {
				const { items } = await writeDespite(status(code, { retryAfter: '0' }));
				expect(items).toHaveLength(1);
				expect(await made()).toHaveLength(1);
				expect(server.sandbox.count('POST', LIST)).toBe(2);
			},
		);

		it.each<[string, Fault]>([
			['502', status(502, { applied: true })],
			['503 from a proxy', status(503, { applied: true, body: 'Unavailable' })],
			['504', status(504, { applied: true })],
			['500', status(500, { applied: true })],
			['a connection broken after', { kind: 'resetAfter' }],
			['half an answer', { kind: 'brokenJson' }],
			['a web page', { kind: 'html', applied: true }],
			['no answer in time', LATE],
			['a late answer', { kind: 'delayAfter', delayMs: 1200 }],
		])('is not repeated if it has been carried out: %s', async (_what, fault) => {
			const { error } = await writeDespite(fault);
			expect(error?.message).toMatch(
				/ Teable created the access token 'New' \(acc\w{16}\), but its secret was lost with the response\. .* Done: item 0\.$/,
			);
			expect(server.sandbox.count('POST', LIST)).toBe(1);
			expect(await made()).toHaveLength(1);
		});

		it.each<[string, Fault]>([
			['502', status(502)],
			['503 from a proxy', status(503, { body: 'Unavailable' })],
			['504', status(504)],
			['a connection broken before', { kind: 'resetBefore' }],
			['a web page', { kind: 'html' }],
			['no answer', { kind: 'lost', delayMs: 1500 }],
		])('is not repeated while it may still be carried out: %s', async (_what, fault) => {
			const { error } = await writeDespite(fault);
			expect(error?.message).toMatch(
				/ It is unknown whether Teable carried this out\. Check in Teable before you run it again\. Unknown: item 0\.$/,
			);
			expect(server.sandbox.count('POST', LIST)).toBe(1);
			expect(await made()).toHaveLength(0);
		});

		it.each([400, 403, 404, 413, 500])('is reported as not carried out: %i', async (code) => {
			const { error } = await writeDespite(status(code));
			expect(error?.message).toMatch(/ Nothing was changed\.$/);
			expect(server.sandbox.count('POST', LIST)).toBe(1);
			expect(await made()).toHaveLength(0);
		});
	});
});

describe('a server that is just starting again', () => {
	onOneServer((server) => {
		it.each(['getAll', 'delete'])(
			'is waited for, because no request was received: %s',
			async (operation) => {
				const port = await freePort();
				const { credentials } = server;
				credentials.teableSessionApi.baseUrl = `http://127.0.0.1:${port}`;
				const running = server.run(operation, byId('accAAAAAAAAAAAAAAAA'));
				await sleep(200);
				const late = await startSandbox({ version: server.version, port });
				const { error } = await running;
				expect(late.requests.length).toBeGreaterThanOrEqual(1);
				await late.stop();
				// It doesn't know the session, so it refuses it, which is an answer.
				expect(error?.message).toContain('Teable does not accept the session: it has ended.');
			},
		);
	});
});
