import { byId, onEachServer } from '../../../../harness/server';

describe('Delete Access Token', () => {
	onEachServer((server) => {
		it('deletes the token and says so', async () => {
			const { id } = server.sandbox.tokens.neverUsed;
			const output = await server.output('delete', byId(id));
			expect(output).toEqual([{ id, deleted: true }]);
			const left = await server.output('getAll', { returnAll: true });
			expect(left.map((token) => token.id)).not.toContain(id);
			expect(left).toHaveLength(6);
		});

		it('fails for a token that no longer exists, and still deletes the others', async () => {
			const { full, expired } = server.sandbox.tokens;
			const { items } = await server.run('delete', byId('={{ $json.id }}'), {
				items: [{ id: full.id }, { id: full.id }, { id: expired.id }],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
				[{ id: full.id, deleted: true }, { item: 0 }],
				[
					{ error: expect.stringContaining(`no access token with the ID '${full.id}'`) },
					{ item: 1 },
				],
				[{ id: expired.id, deleted: true }, { item: 2 }],
			]);
		});
	});
});
