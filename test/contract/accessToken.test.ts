import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadChoices, searchList } from '../harness/engine';
import { testCredential } from '../harness/n8n/credentialTest';
import { byId } from '../harness/server';
import { onContractServers, OURS } from './server';

const DAY = 86_400_000;

const FIELDS = [
	...['id', 'name', 'description', 'scopes', 'spaceIds', 'baseIds', 'hasFullAccess'],
	...['expiredTime', 'createdTime', 'lastUsedTime'],
];

const WITH_TOKEN = { authentication: 'accessToken' } as const;

const USE_A_SESSION = 'lets only a signed-in session read or change access tokens';

describe('Teable contract: access tokens', () => {
	onContractServers((server) => {
		/** Creates a token with the node and returns its output, including the secret. */
		const create = async (name: string, parameters: INodeParameters = {}): Promise<IDataObject> => {
			const [token] = await server().output('create', {
				name: `${OURS}: ${name}`,
				scopes: ['record|read', 'table|read'],
				...{ expires: 'inDays', expiresInDays: 10 },
				...parameters,
			});
			return token;
		};

		const stateOf = async (id: unknown) => await server().ask('GET', `/access-token/${String(id)}`);

		const editor = (authentication: string) => ({
			parameters: { resource: 'accessToken', operation: 'get', authentication },
			credentials: server().credentials,
		});

		it('Create creates a token that works, and Get returns exactly its fields', async () => {
			const { id, token } = await create('created', { options: { description: 'By a test' } });
			expect(await server().statusFor(String(token))).toBe(200);
			const [read] = await server().output('get', byId(String(id)));
			expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(read)));
			expect(read).toMatchObject({
				...{ id, name: `${OURS}: created`, description: 'By a test', hasFullAccess: true },
				scopes: ['record|read', 'table|read'],
			});
			const left = Date.parse(String(read.expiredTime)) - Date.now();
			expect(Math.abs(left - 10 * DAY)).toBeLessThan(DAY / 24);
		});

		it('Get Many returns it', async () => {
			const { id } = await create('listed');
			const tokens = await server().output('getAll', { returnAll: true });
			expect(tokens.map((token) => token.id)).toContain(id);
		});

		it('Check Expiry says when it expires', async () => {
			const { id } = await create('checked');
			const chosen = { tokens: 'chosen', tokenIds: [String(id)] };
			const [report] = await server().output('checkExpiry', chosen);
			expect(report).toMatchObject({
				...{ id, status: 'expiring', daysUntilExpiry: 10, neverExpires: false },
				daysSinceLastUse: null,
			});
		});

		it('Update changes what it is given and keeps the rest', async () => {
			const { id } = await create('updated', {
				...{ reach: 'bases', baseIds: [server().baseId] },
				options: { description: 'Kept' },
			});
			const before = await stateOf(id);
			await server().output('update', { ...byId(String(id)), name: `${OURS}: renamed` });
			expect(await stateOf(id)).toEqual({ ...before, name: `${OURS}: renamed` });
		});

		it('Update replaces the access, so that only the new access is left', async () => {
			const { id } = await create('moved', { reach: 'bases', baseIds: [server().baseId] });
			const spaceIds = [server().spaceId];
			await server().output('update', { ...byId(String(id)), reach: 'spaces', spaceIds });
			const after = await stateOf(id);
			expect(after.spaceIds).toEqual(spaceIds);
			expect(after.baseIds ?? []).toEqual([]);
			expect(after.hasFullAccess).not.toBe(true);
		});

		it('Update clears the description', async () => {
			const { id } = await create('cleared', { options: { description: 'Gone soon' } });
			await server().output('update', { ...byId(String(id)), options: { clearDescription: true } });
			expect((await stateOf(id)).description ?? '').toBe('');
		});

		it('Rotate returns a new secret and invalidates the old one', async () => {
			const { id, token: old } = await create('rotated');
			const [rotated] = await server().output('rotate', { ...byId(String(id)), expires: 'never' });
			expect(rotated).toMatchObject({ id, expiredTime: '2099-12-31T00:00:00.000Z' });
			expect(await server().statusFor(String(rotated.token))).toBe(200);
			expect(await server().statusFor(String(old))).toBe(401);
		});

		it('Delete deletes it permanently', async () => {
			const { id, token } = await create('deleted');
			expect(await server().output('delete', byId(String(id)))).toEqual([{ id, deleted: true }]);
			expect(await server().statusFor(String(token))).toBe(401);
			const { error } = await server().run('get', byId(String(id)));
			expect(error?.message).toContain(`has no access token with the ID '${String(id)}'`);
		});

		it('an access token cannot read access tokens, unless the server allows it', async () => {
			const { items, error } = await server().run('getAll', { returnAll: true }, WITH_TOKEN);
			if (error) expect(error.message).toContain(USE_A_SESSION);
			else expect(items.length).toBeGreaterThan(0);
		});

		it('a truncated token is recognized by its shape', async () => {
			const { teableApi } = server().credentials;
			const whole = teableApi.accessToken;
			teableApi.accessToken = String(whole).slice(0, -6);
			const { error } = await server().run('getAll', {}, WITH_TOKEN);
			teableApi.accessToken = whole;
			expect(error?.message).toContain('is incomplete or mistyped');
		});

		it('the lists in the editor have the token, the space and the base', async () => {
			const { id } = await create('in the list');
			const { results } = await searchList('searchAccessTokens', editor('session'), 'IN THE LIST');
			expect(results.map(({ value }) => value)).toEqual([id]);
			const spaces = await loadChoices('getSpaces', editor('session'));
			expect(spaces.map(({ value }) => value)).toContain(server().spaceId);
			const bases = await loadChoices('getBases', editor('session'));
			expect(bases.map(({ value }) => value)).toContain(server().baseId);
		});

		it.each(['teableApi', 'teableSessionApi'])(
			'the credential %s passes its test',
			async (type) => {
				expect(await testCredential(type, server().credentials)).toEqual({
					status: 'OK',
					message: 'Connection successful!',
				});
			},
		);
	});
});
