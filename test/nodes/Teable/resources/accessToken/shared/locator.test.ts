import { oddIds } from '../../../../../harness/data/oddIds';
import { byId, onOneServer } from '../../../../../harness/server';

describe('the ID of an access token', () => {
	onOneServer((server) => {
		const messageFor = async (id: string) => await server.failure('get', byId(id));

		it('is refused by name, without a request, for any of 1,000 unusual IDs', async () => {
			const { items } = await server.run('get', byId('={{ $json.id }}'), {
				items: oddIds().map((id) => ({ id })),
				onError: 'continueRegularOutput',
			});
			expect(items).toHaveLength(1000);
			for (const { json } of items)
				expect(json.error).toMatch(
					/^'Access Token' (is empty|is '|has \d+ characters|contains a whole token)/,
				);
			expect(server.sandbox.requests).toEqual([]);
		}, 60_000);

		it.each(['get', 'update', 'rotate', 'delete'])(
			'is checked before %s too',
			async (operation) => {
				const parameters = { ...byId('={{ "../space" }}'), name: 'Renamed', expires: 'never' };
				expect(await server.failure(operation, parameters)).toContain("is '../space'");
				expect(server.sandbox.requests).toEqual([]);
			},
		);

		it('may have spaces around it', async () => {
			const { id } = server.sandbox.tokens.full;
			expect(await server.output('get', byId(` ${id}\n`))).toMatchObject([{ id }]);
		});

		it('may be plain text, as from an AI agent', async () => {
			const { id } = server.sandbox.tokens.full;
			expect(await server.output('get', { accessTokenId: id })).toMatchObject([{ id }]);
		});

		it('is asked for if it is empty', async () => {
			expect(await messageFor('={{ "" }}')).toBe(
				"'Access Token' is empty. Choose a token, or check the expression.",
			);
			expect(await messageFor('={{ $json.nothing }}')).toContain("'Access Token' is empty.");
		});

		it('cannot be a list', async () => {
			expect(await messageFor('={{ ["accAAAAAAAAAAAAAAAA"] }}')).toContain(
				"'Access Token' isn't text. Use a single value, not a list or an object.",
			);
		});

		it('is not repeated in the message if it is too long, because it may be the secret of a token', async () => {
			const secret = `${'Ab3+'.repeat(10)}dE4=`;
			expect(await messageFor(`={{ "${secret}" }}`)).toMatch(/^'Access Token' has 44 characters, /);
			expect(await messageFor('={{ "x".repeat(5000) }}')).toBe(
				"'Access Token' has 5000 characters, too many for the ID of an access token. An ID is 'acc' followed by 16 letters or digits. Choose the token 'From List', or use an ID returned by 'Get Many'.",
			);
		});

		it('cannot be the token itself, which the message does not repeat', async () => {
			const secret = `${'Ab3+'.repeat(10)}dE4=`;
			const { error } = await server.run('get', byId('={{ $json.whole }}'), {
				items: [{ whole: `teable_accAAAAAAAAAAAAAAAA_${secret}` }],
			});
			expect(error?.message).toBe(
				"'Access Token' contains a whole token instead of an ID. Enter only the part between its two underscores (acc…), and keep the token itself in a credential.",
			);
			expect(`${error?.message} ${error?.description} ${error?.stack}`).not.toContain(secret);
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});
