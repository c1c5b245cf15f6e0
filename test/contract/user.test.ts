import { OURS, onContractServers } from './server';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('Teable contract: the user who is signed in', () => {
	onContractServers((server) => {
		const get = async (baseId: string | undefined, authentication: 'session' | 'accessToken') => {
			const parameters = { resource: 'user', ...(baseId && { baseId: byId(baseId) }) };
			return (await server().output('get', parameters, { authentication }))[0];
		};

		it.each(['session', 'accessToken'] as const)(
			'Get returns the user of the credential %s',
			async (authentication) => {
				const { id, email, name } = await server().ask('GET', '/auth/user');
				expect(await get(undefined, authentication)).toMatchObject({ id, email, name });
			},
		);

		it.each(['session', 'accessToken'] as const)(
			'Get says that the credential %s may do everything in its own base',
			async (authentication) => {
				const { baseId } = server();
				const user = await get(baseId, authentication);
				expect(user).toMatchObject({ baseId, notAllowed: [] });
				expect(user.allowed).toEqual(expect.arrayContaining(['base|delete', 'table|create']));
			},
		);

		it('Get says that a read-only token can do nothing else', async () => {
			const { baseId, credentials } = server();
			const { token, id } = await server().ask('POST', '/access-token', {
				name: `${OURS}: may read`,
				scopes: ['base|read', 'table|read', 'record|read'],
				expiredTime: new Date(Date.now() + 3_600_000).toISOString(),
				baseIds: [baseId],
			});
			const { accessToken } = credentials.teableApi;
			credentials.teableApi.accessToken = String(token);
			const user = await get(baseId, 'accessToken');
			credentials.teableApi.accessToken = accessToken;
			await server().ask('DELETE', `/access-token/${String(id)}`);
			expect(new Set(user.allowed as string[])).toEqual(new Set(['base|read', 'table|read']));
			expect(user.notAllowed).toEqual(expect.arrayContaining(['table|create', 'base|update']));
		});
	});
});
