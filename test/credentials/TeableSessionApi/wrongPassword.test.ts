import { byId, onEachServer } from '../../harness/server';
import { WRONG, WRONG_PASSWORD, sessionOf } from './session';

describe('a wrong password', () => {
	onEachServer((server) => {
		const { store, signIns, test, manyTokens } = sessionOf(server);

		beforeEach(() => {
			store().password = WRONG;
		});

		it('is tried exactly once over many items and executions', async () => {
			const items = await manyTokens();
			const options = { items, onError: 'continueRegularOutput' as const };
			for (let run = 0; run < 3; run++) {
				const output = await server.run('get', byId('={{ $json.id }}'), options);
				expect(output.items).toHaveLength(items.length);
				for (const { json } of output.items) expect(json.error).toBe(WRONG_PASSWORD);
			}
			expect(signIns()).toBe(1);
		});

		it('is not tried again by the lists in the editor', async () => {
			await server.run('getAll');
			await expect(server.search()).rejects.toThrow(WRONG_PASSWORD);
			expect(signIns()).toBe(1);
		});

		it('is tried again by the next execution after it was corrected', async () => {
			await server.run('getAll');
			store().password = server.sandbox.account.password;
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(signIns()).toBe(2);
		});

		it('is tried again by the credential test after it was corrected', async () => {
			expect((await test()).message).toBe(WRONG_PASSWORD);
			store().password = server.sandbox.account.password;
			expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(signIns()).toBe(3);
		});

		it('is tried by each credential test, until a run has failed', async () => {
			expect((await test()).message).toBe(WRONG_PASSWORD);
			expect((await test()).message).toBe(WRONG_PASSWORD);
			expect(signIns()).toBe(2);
			await server.run('getAll');
			expect((await test()).message).toBe(WRONG_PASSWORD);
			expect(signIns()).toBe(3);
		});
	});
});
