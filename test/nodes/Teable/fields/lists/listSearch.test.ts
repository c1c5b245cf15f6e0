import { onEachServer, UNEXPIRED_TOKENS } from '../../../../harness/server';

describe('the list of access tokens in the editor', () => {
	onEachServer((server) => {
		const today = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);

		it('names each token with its expiry, sorted by name', async () => {
			const entries = await server.search();
			expect(entries.map(({ name }) => name.replace(/ \(until .*/, ''))).toEqual([
				'Expired',
				...UNEXPIRED_TOKENS,
			]);
			expect(entries[1]).toEqual({
				name: `Expires soon (until ${today})`,
				value: server.sandbox.tokens.expiring.id,
			});
		});

		it('finds what is typed, ignoring case', async () => {
			const names = (await server.search('FULL')).map(({ name }) => name);
			expect(names).toHaveLength(2);
			expect(await server.search('nothing like it')).toEqual([]);
		});

		it('is also used to choose tokens to check', async () => {
			expect(await server.choices('getAccessTokens')).toEqual(await server.search());
		});

		it.each([
			['spaces', 'getSpaces', ['Demo space', 'Second space']],
			['bases', 'getBases', ['CRM', 'Projects']],
		])('has a counterpart for %s', async (_what, method, names) => {
			expect((await server.choices(method)).map(({ name }) => name)).toEqual(names);
		});

		it('says to use a session if the server shows tokens only to a session', async () => {
			await server.signInAs('plainToken');
			await expect(server.search()).rejects.toThrow(
				"lets only a signed-in session read or change access tokens. Choose a credential of the type Teable Session API ('Authentication': Session).",
			);
		});

		it('says what is wrong if the server does not answer', async () => {
			server.credentials.teableSessionApi.baseUrl = 'ftp://teable.example.com';
			await expect(server.search()).rejects.toThrow(
				"'Server URL' must begin with https:// or http://",
			);
		});
	});
});
