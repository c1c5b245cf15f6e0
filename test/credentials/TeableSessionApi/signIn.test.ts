import { sleep } from 'n8n-workflow';

import { byId, onEachServer } from '../../harness/server';
import { sessionOf } from './session';

describe('signing in with email and password', () => {
	onEachServer((server) => {
		const { store, signIns, endSession, manyTokens } = sessionOf(server);

		it('happens once for many items, and not again in the next execution', async () => {
			const get = byId('={{ $json.id }}');
			const items = await manyTokens();
			expect(await server.output('get', get, { items })).toHaveLength(40);
			expect(signIns()).toBe(1);
			expect(await server.output('get', get, { items })).toHaveLength(40);
			expect(signIns()).toBe(1);
		});

		it('happens again, unnoticed, if the server has lost the session', async () => {
			await server.output('getAll');
			await endSession();
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(signIns()).toBe(2);
		});

		it('happens only once more if the session ends during many items', async () => {
			const items = await manyTokens();
			const before = server.sandbox.requests.length;
			const running = server.output('get', byId('={{ $json.id }}'), { items });
			while (server.sandbox.requests.length < before + 10) await sleep(1);
			await endSession();
			expect(await running).toHaveLength(40);
			expect(signIns()).toBe(2);
		});

		it('accepts an email with spaces around it', async () => {
			store().email = ` ${server.sandbox.account.email} `;
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
		});

		it('stores the cookie and nothing else', async () => {
			await server.output('getAll');
			expect(store().sessionToken).toMatch(/^[\da-f]{64} s(:|%3A)\S+$/);
		});
	});
});
