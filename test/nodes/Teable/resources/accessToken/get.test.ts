import { byId, fromList, onEachServer, ownToken } from '../../../../harness/server';

describe('Get Access Token', () => {
	onEachServer((server) => {
		it('returns exactly the fields that Teable has for the token', async () => {
			const { oneBase } = server.sandbox.tokens;
			const [token] = await server.output('get', byId(oneBase.id));
			expect(token).toEqual(await server.ask('GET', `/access-token/${oneBase.id}`));
			expect(Object.keys(token).sort()).toEqual(
				'baseIds createdTime description expiredTime id lastUsedTime name scopes'.split(' '),
			);
		});

		it('leaves out what Teable leaves out', async () => {
			const { neverUsed } = server.sandbox.tokens;
			const [token] = await server.output('get', byId(neverUsed.id));
			expect(token).not.toHaveProperty('lastUsedTime');
			expect(token).not.toHaveProperty('description');
			expect(token).not.toHaveProperty('spaceIds');
			expect(token).toMatchObject({ name: 'Never used', hasFullAccess: true });
		});

		it('returns an expired token too', async () => {
			const { expired } = server.sandbox.tokens;
			const [token] = await server.output('get', byId(expired.id));
			expect(token).toMatchObject({ id: expired.id, name: 'Expired' });
		});

		it('returns a token chosen from the list', async () => {
			const { permanent } = server.sandbox.tokens;
			const [token] = await server.output('get', fromList(permanent.id));
			expect(token).toMatchObject({ id: permanent.id, expiredTime: '2099-12-31T00:00:00.000Z' });
		});

		it('pairs each item with the input item whose expression gave its ID', async () => {
			const { full, expiring } = server.sandbox.tokens;
			const { items } = await server.run('get', byId('={{ $json.token }}'), {
				items: [{ token: expiring.id }, { token: full.id }, { token: expiring.id }],
			});
			expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
				[expiring.id, { item: 0 }],
				[full.id, { item: 1 }],
				[expiring.id, { item: 2 }],
			]);
		});

		it("returns the credential's own token, by the ID inside it", async () => {
			await server.signInAs('integrationsToken');
			const [token] = await server.output('get', ownToken);
			expect(token).toMatchObject({ id: server.sandbox.tokens.integrations.id });
		});

		it("finds the ID of the credential's own token if it was pasted with 'Bearer' and spaces", async () => {
			await server.signInAs('integrationsToken');
			const { token, id } = server.sandbox.tokens.integrations;
			server.credentials.teableApi.accessToken = `  "Bearer ${token} " `;
			expect(await server.output('get', ownToken)).toMatchObject([{ id }]);
		});

		it('says that a session has no token of its own', async () => {
			expect(await server.failure('get', ownToken)).toBe(
				"'Access Token' is set to This Credential's Token, but a session credential has no token. Choose the token 'From List' or 'By ID'.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});

		it("says that the credential's own token is truncated, without asking the server", async () => {
			await server.signInAs('plainToken');
			server.credentials.teableApi.accessToken = server.sandbox.tokens.full.token.slice(0, -3);
			expect(await server.failure('get', ownToken)).toBe(
				"'Access Token' is set to This Credential's Token, but the credential doesn't contain a complete Teable token. Open the credential and paste the whole token, from 'teable_' to the end.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});
