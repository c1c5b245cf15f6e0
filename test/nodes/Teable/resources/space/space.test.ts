import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TOKEN_SCOPES } from '../../../../../sandbox/scopes';
import { onEachServer } from '../../../../harness/server';

const SPACES = '/api/space';
const SPACE = '/api/space/:spaceId';

const byId = (id: unknown): INodeParameters => ({
	spaceId: { __rl: true, mode: 'id', value: String(id) },
});

const UNKNOWN = 'spcAAAAAAAAAAAAAAAA';

describe('Space', () => {
	onEachServer((server) => {
		beforeEach(async () => await server.signInAs('plainToken'));

		const output = async (operation: string, parameters: INodeParameters = {}) =>
			await server.output(operation, { resource: 'space', ...parameters });

		const failure = async (operation: string, parameters: INodeParameters = {}) =>
			await server.failure(operation, { resource: 'space', ...parameters });

		const spaces = async () => (await server.ask('GET', '/space')) as unknown as IDataObject[];

		const names = async () => (await spaces()).map(({ name }) => name);

		const make = async (name: string) => String((await server.ask('POST', '/space', { name })).id);

		/** Changes the credential to a limited token with all scopes. */
		const limitTo = async (
			limits: { spaceIds?: string[]; baseIds?: string[] },
			without?: string,
		) => {
			const { token } = await server.ask('POST', '/access-token', {
				name: 'Limited',
				scopes: TOKEN_SCOPES[server.version].filter(
					(scope) => !['user|integrations', without].includes(scope),
				),
				expiredTime: '2099-01-01T00:00:00.000Z',
				...limits,
			});
			server.credentials.teableApi.accessToken = String(token);
		};

		const firstBase = async () => {
			const [base] = (await server.ask('GET', '/base/access/all')) as unknown as IDataObject[];
			return { id: String(base.id), spaceId: String(base.spaceId) };
		};

		describe('Create', () => {
			it('creates a space, and returns it with your role in it', async () => {
				const [made] = await output('create', { name: 'Sales' });
				expect(made).toMatchObject({
					...{ id: expect.stringMatching(/^spc/), name: 'Sales', role: 'owner' },
				});
				expect(await spaces()).toContainEqual(made);
			});

			it('returns the actual name if the name is in use', async () => {
				await make('Sales');
				expect(await output('create', { name: 'Sales' })).toMatchObject([{ name: 'Sales 2' }]);
			});

			it.each([
				['empty', '   ', "'Name' is empty. Fill it in, or check its expression."],
				[
					'too long',
					'x'.repeat(101),
					"'Name' has 101 characters. Teable accepts at most 100. Shorten it.",
				],
			])('refuses a name that is %s, and creates nothing', async (_what, name, message) => {
				expect(await failure('create', { name })).toContain(message);
				expect(server.sandbox.count('POST', SPACES)).toBe(0);
			});

			it('finds the created space if the answer is lost, numbered or not, and creates no second one', async () => {
				await make('Sales');
				for (const name of ['Sales', 'Sales 2', 'Support']) {
					server.sandbox.inject({ method: 'POST', route: SPACES, kind: 'resetAfter' });
					const [made] = await output('create', { name });
					expect(made.id).toMatch(/^spc/);
				}
				expect(await names()).toEqual(
					expect.arrayContaining(['Sales', 'Sales 2', 'Sales 3', 'Support']),
				);
				expect(await spaces()).toHaveLength(6);
			});

			const LIMITED =
				/^The access token in the credential is limited to some spaces or bases, so it couldn't access the new space\./;

			it.each([
				['one base', async () => await limitTo({ baseIds: [(await firstBase()).id] })],
				[
					'one base, without base|read_all',
					async () => await limitTo({ baseIds: [(await firstBase()).id] }, 'base|read_all'),
				],
				['another space', async () => await limitTo({ spaceIds: [await make('Other')] })],
			])('refuses a token that is limited to %s, and makes nothing', async (_what, limit) => {
				await limit();
				const before = await names();
				expect(await failure('create', { name: 'Orphan' })).toMatch(LIMITED);
				expect(await names()).toEqual(before);
			});

			it("says what was created if a token's limit shows only afterwards", async () => {
				const { spaceId } = await firstBase();
				await limitTo({ spaceIds: [spaceId] });
				expect(await failure('create', { name: 'Orphan' })).toMatch(
					/^Space 'Orphan' \(spc\w{16}\) was created, but the access token in the credential can't access it .* Done: item 0\.$/,
				);
				expect(await names()).toContain('Orphan');
			});

			it("returns Teable's answer if the new space cannot be read", async () => {
				server.sandbox.inject({
					method: 'GET',
					route: SPACE,
					kind: 'status',
					status: 500,
					times: 9,
				});
				expect(await output('create', { name: 'Sales' })).toEqual([
					{ id: expect.stringMatching(/^spc/), name: 'Sales' },
				]);
			});

			it('works for a user without any space', async () => {
				for (const { id } of await spaces()) await server.ask('DELETE', `/space/${String(id)}`);
				await output('create', { name: 'First' });
				expect(await names()).toEqual(['First']);
			});
		});

		describe('Get', () => {
			it('returns the space', async () => {
				const id = await make('Sales');
				expect(await output('get', byId(id))).toMatchObject([{ id, name: 'Sales', role: 'owner' }]);
			});

			it('says that the space does not exist', async () => {
				expect(await failure('get', byId(UNKNOWN))).toBe(
					`Teable has no space '${UNKNOWN}'. Check the ID, or choose another one.`,
				);
			});

			it('says that the token cannot access the space', async () => {
				const { id, spaceId } = await firstBase();
				await limitTo({ baseIds: [id] });
				expect(await failure('get', byId(spaceId))).toMatch(
					`The token cannot access the space '${spaceId}': it is limited to other spaces or bases.`,
				);
			});
		});

		describe('Get Many', () => {
			it('returns all spaces, or up to a limit', async () => {
				expect(await output('getAll', { returnAll: true })).toEqual(await spaces());
				expect(await output('getAll', { limit: 1 })).toEqual((await spaces()).slice(0, 1));
			});

			it('returns nothing for a token that is limited to bases', async () => {
				await limitTo({ baseIds: [(await firstBase()).id] });
				expect(await output('getAll', { returnAll: true })).toEqual([]);
			});
		});

		describe('Update', () => {
			it('renames the space, also to a name that is in use', async () => {
				const id = await make('Sales');
				await make('Support');
				expect(await output('update', { ...byId(id), name: 'Support' })).toEqual([
					{ id, name: 'Support' },
				]);
				expect((await names()).filter((name) => name === 'Support')).toHaveLength(2);
			});

			it('refuses an empty name, which 1.10 would store', async () => {
				const id = await make('Sales');
				expect(await failure('update', { ...byId(id), name: ' ' })).toContain(
					"'New Name' is empty.",
				);
				expect(await names()).toContain('Sales');
			});

			it('detects that the space was renamed if the answer is lost', async () => {
				const id = await make('Sales');
				server.sandbox.inject({ method: 'PATCH', route: SPACE, kind: 'resetAfter' });
				expect(await output('update', { ...byId(id), name: 'Support' })).toEqual([
					{ id, name: 'Support' },
				]);
				expect(server.sandbox.count('PATCH', SPACE)).toBe(1);
			});
		});

		describe('Delete', () => {
			it('moves the space to the trash, with its bases', async () => {
				const { id: baseId, spaceId } = await firstBase();
				expect(await output('delete', byId(spaceId))).toEqual([{ id: spaceId, deleted: true }]);
				expect((await spaces()).map(({ id }) => id)).not.toContain(spaceId);
				const bases = (await server.ask('GET', '/base/access/all')) as unknown as IDataObject[];
				expect(bases.map(({ id }) => id)).not.toContain(baseId);
			});

			it('says that the space is already in the trash', async () => {
				const id = await make('Sales');
				await output('delete', byId(id));
				expect(await failure('delete', byId(id))).toContain(`The space '${id}' is in the trash`);
				expect(server.sandbox.count('DELETE', SPACE)).toBe(1);
			});

			it('detects that the space was deleted if the answer is lost', async () => {
				const id = await make('Sales');
				server.sandbox.inject({ method: 'DELETE', route: SPACE, kind: 'resetAfter' });
				expect(await output('delete', byId(id))).toEqual([{ id, deleted: true }]);
				expect(server.sandbox.count('DELETE', SPACE)).toBe(1);
			});
		});

		it.each(['password', 'cookie'] as const)('works with a session by %s', async (caller) => {
			await server.signInAs(caller);
			const [{ id }] = await output('create', { name: 'Sales' });
			await output('update', { ...byId(id), name: 'Sold' });
			expect(await output('get', byId(id))).toMatchObject([{ name: 'Sold' }]);
			expect(await output('getAll', { returnAll: true })).toContainEqual(
				expect.objectContaining({ id }),
			);
			expect(await output('delete', byId(id))).toEqual([{ id, deleted: true }]);
		});

		it.each(['create', 'get', 'getAll', 'update', 'delete'])(
			'%s says that OAuth has no scope for spaces',
			async (operation) => {
				const { spaceId } = await firstBase();
				await server.signInAs('plainOAuth');
				expect(await failure(operation, { ...byId(spaceId), name: 'x' })).toMatch(
					/scope|does not reach/,
				);
			},
		);
	});
});
