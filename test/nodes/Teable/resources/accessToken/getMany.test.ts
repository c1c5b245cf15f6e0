import { onEachServer, UNEXPIRED_TOKENS } from '../../../../harness/server';

describe('Get Many Access Tokens', () => {
	onEachServer((server) => {
		it('returns all tokens as Teable lists them', async () => {
			const tokens = await server.output('getAll', { returnAll: true });
			expect(tokens).toEqual(await server.ask('GET', '/access-token'));
			expect(tokens).toHaveLength(7);
		});

		it('returns as many as the limit says, in one request', async () => {
			const tokens = await server.output('getAll', { returnAll: false, limit: 3 });
			expect(tokens).toHaveLength(3);
			expect(server.sandbox.count('GET', '/api/access-token')).toBe(1);
		});

		it('leaves out expired tokens on request, before it applies the limit', async () => {
			const options = { leaveOutExpired: true };
			const tokens = await server.output('getAll', { returnAll: false, limit: 6, options });
			expect(tokens.map(({ name }) => name).sort()).toEqual(UNEXPIRED_TOKENS);
		});

		it('pairs the tokens with the input item that asked for them', async () => {
			const parameters = { returnAll: false, limit: '={{ $json.limit }}' };
			const { items } = await server.run('getAll', parameters, {
				items: [{ limit: 2 }, { limit: 1 }],
			});
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 0 },
				{ item: 1 },
			]);
		});

		it('does not repeat a token that an expression returns as the limit', async () => {
			const token = `teable_accAAAAAAAAAAAAAAAA_${'Ab3+'.repeat(10)}dE4=`;
			const parameters = { returnAll: false, limit: '={{ $json.token }}' };
			const { error } = await server.run('getAll', parameters, { items: [{ token }] });
			expect(error?.message).toBe("'Limit' is '[token]'. Enter a whole number of at least 1.");
		});

		it.each([0, -1, 1.5, 'many', ''])('refuses the limit %p without a request', async (limit) => {
			const parameters = { returnAll: false, limit: `={{ ${JSON.stringify(limit)} }}` };
			expect(await server.failure('getAll', parameters)).toBe(
				`'Limit' is ${limit === '' ? 'empty' : `'${limit}'`}. Enter a whole number of at least 1.`,
			);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('returns no item for an account without tokens', async () => {
			for (const { id } of Object.values(server.sandbox.tokens)) {
				await server.ask('DELETE', `/access-token/${id}`);
			}
			expect(await server.output('getAll', { returnAll: true })).toEqual([]);
		});
	});
});
