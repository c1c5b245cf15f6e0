import { onEachServer } from '../../../../harness/server';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const NO_BASE = { __rl: true, mode: 'list', value: '' };

describe('User > Get', () => {
	onEachServer((server) => {
		const get = async (baseId = '') =>
			await server.output('get', {
				resource: 'user',
				baseId: baseId === '' ? NO_BASE : byId(baseId),
			});

		const failure = async (baseId: string) =>
			await server.failure('get', { resource: 'user', baseId: byId(baseId) });

		const firstBase = async () => {
			const bases = await server.ask('GET', '/base/access/all');
			const [{ id }] = bases as unknown as [{ id: string }];
			return id;
		};

		/** Changes the credential to a token with these scopes for one base. */
		const limitTo = async (baseId: string, ...scopes: string[]) => {
			const { token } = await server.ask('POST', '/access-token', {
				name: 'Limited',
				scopes,
				expiredTime: '2099-01-01T00:00:00.000Z',
				baseIds: [baseId],
			});
			server.credentials.teableApi.accessToken = String(token);
		};

		it.each(['password', 'cookie', 'plainToken', 'integrationsOAuth'] as const)(
			'returns the user who is signed in with %s',
			async (caller) => {
				await server.signInAs(caller);
				const { userId: id, email } = server.sandbox.account;
				expect(await get()).toEqual([
					{ id, email, name: expect.any(String), avatar: expect.any(String) },
				]);
			},
		);

		it('returns no email address to a token without the scope for it', async () => {
			await server.signInAs('plainToken');
			await limitTo(await firstBase(), 'record|read');
			const [user] = await get();
			expect(user).toMatchObject({ id: server.sandbox.account.userId });
			expect(user).not.toHaveProperty('email');
		});

		it('says what a token can do in a base, even if its user can do everything', async () => {
			await server.signInAs('plainToken');
			const baseId = await firstBase();
			await limitTo(baseId, 'base|read', 'table|read', 'record|read');
			const [user] = await get(baseId);
			expect(user).toMatchObject({ baseId, allowed: ['base|read', 'table|read'] });
			expect(user.notAllowed).toContain('table|delete');
			expect(user.notAllowed).not.toContain('record|read');
		});

		it('says that a session can do everything', async () => {
			await server.signInAs('cookie');
			const [user] = await get(await firstBase());
			expect(user.allowed).toContain('base|delete');
			expect(user.notAllowed).toEqual([]);
		});

		it('asks for the user once per execution', async () => {
			await server.output('get', { resource: 'user', baseId: NO_BASE }, { items: [{}, {}, {}] });
			expect(server.sandbox.count('GET', '/api/auth/user')).toBe(1);
		});

		it('says that the token cannot access the base', async () => {
			await server.signInAs('plainToken');
			const bases = await server.ask('GET', '/base/access/all');
			const [reached, other] = bases as unknown as Array<{ id: string }>;
			await limitTo(reached.id, 'base|read');
			expect(await failure(other.id)).toMatch(`The token cannot access the base '${other.id}'`);
		});

		it('names the scope that a token needs to ask about a base', async () => {
			await server.signInAs('plainToken');
			const baseId = await firstBase();
			await limitTo(baseId, 'record|read');
			expect(await failure(baseId)).toContain('The token lacks the scope base|read,');
		});

		it('refuses an invalid ID of a base', async () => {
			expect(await failure('={{ "Sales" }}')).toMatch("'Base' is 'Sales', which is not an ID");
		});
	});
});
