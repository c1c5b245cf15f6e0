import { DateTime } from 'luxon';
import { sleep } from 'n8n-workflow';

import type { Fault } from '../../../../../sandbox';
import { startSandbox } from '../../../../../sandbox';
import { freePort } from '../../../../harness/otherServer';
import { byId, onOneServer } from '../../../../harness/server';

const LIST = '/api/access-token';

/** An answer that is sure to miss the timeout of these tests. */
const LATE: Fault = { kind: 'delay', delayMs: 1200 };

/** A short timeout where it is meant to be missed, so that a busy machine misses no other. */
const optionsFor = ({ kind }: Fault) => (kind === 'delay' ? { timeout: 0.6 } : {});

const MAY_BE_APPLIED = 'Teable may have carried it out all the same, so it was not sent again';

const status = (code: number, more: Partial<Fault> = {}): Fault => ({
	kind: 'status',
	status: code,
	...more,
});

describe('a passing fault', () => {
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

		it.each<[string, Fault]>([
			['400', status(400)],
			['403', status(403)],
			['404', status(404)],
			['409', status(409)],
			['500', status(500)],
			['501', status(501)],
			['a web page', { kind: 'html' }],
		])('that is none fails a read at once: %s', async (_what, fault) => {
			expect((await readDespite(fault)).error).toBeDefined();
			expect(server.sandbox.count('GET', LIST)).toBe(1);
		});

		it('is waited out three times, then the read fails', async () => {
			const { error } = await readDespite(status(503, { times: 9, retryAfter: '0' }));
			expect(error?.httpCode).toBe('503');
			expect(server.sandbox.count('GET', LIST)).toBe(4);
		});

		it.each([
			['seconds', () => '1', 950],
			['a date', () => DateTime.utc().plus({ seconds: 2 }).toHTTP(), 900],
		])('is waited out as long as the server asks, in %s', async (_how, retryAfter, least) => {
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
			'that the server put off with %i is sent again, and applied once',
			async (code) => {
				const { items } = await writeDespite(status(code, { retryAfter: '0' }));
				expect(items).toHaveLength(1);
				expect(await made()).toHaveLength(1);
				expect(server.sandbox.count('POST', LIST)).toBe(2);
			},
		);

		it.each<[string, Fault, string, number]>([
			['502', status(502), 'The proxy before Teable got no answer from it (502).', 0],
			['504', status(504), 'The proxy before Teable got no answer from it (504).', 0],
			[
				'502 after all',
				status(502, { applied: true }),
				'The proxy before Teable got no answer from it',
				1,
			],
			[
				'504 after all',
				status(504, { applied: true }),
				'The proxy before Teable got no answer from it',
				1,
			],
			['a connection broken before', { kind: 'resetBefore' }, 'broke off.', 0],
			['a connection broken after', { kind: 'resetAfter' }, 'broke off.', 1],
			['half an answer', { kind: 'brokenJson' }, 'with something that is not JSON.', 1],
			[
				'no answer in time',
				LATE,
				"Teable did not answer within 0.6 seconds. If the work is large, raise 'Timeout (Seconds)' under 'Options'.",
				1,
			],
		])('is never repeated, and its fate is told: %s', async (_what, fault, message, applied) => {
			const { error } = await writeDespite(fault);
			expect(error?.message).toContain(message);
			expect(error?.message).toContain(MAY_BE_APPLIED);
			if (fault === LATE) await sleep(900);
			expect(server.sandbox.count('POST', LIST)).toBe(1);
			expect(await made()).toHaveLength(applied);
		});

		it.each<[string, Fault]>([
			['400', status(400)],
			['500', status(500)],
			['a web page', { kind: 'html' }],
		])('that was refused is not said to have been carried out: %s', async (_what, fault) => {
			const { error } = await writeDespite(fault);
			expect(error?.message).not.toContain(MAY_BE_APPLIED);
			expect(server.sandbox.count('POST', LIST)).toBe(1);
			expect(await made()).toHaveLength(0);
		});
	});
});

describe('a server that is just starting again', () => {
	onOneServer((server) => {
		it.each(['getAll', 'delete'])('is waited for, as nothing reached it: %s', async (operation) => {
			const port = await freePort();
			const { credentials } = server;
			credentials.teableSessionApi.baseUrl = `http://127.0.0.1:${port}`;
			const running = server.run(operation, byId('accAAAAAAAAAAAAAAAA'));
			await sleep(200);
			const late = await startSandbox({ version: server.version, port });
			const { error } = await running;
			expect(late.requests.length).toBeGreaterThanOrEqual(1);
			await late.stop();
			// It knows nothing of the session, so it refuses it: that is an answer.
			expect(error?.message).toContain('Teable no longer accepts the session.');
		});
	});
});
