import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OURS, onContractServers } from '../server';

const byId = (id: unknown): INodeParameters => ({
	spaceId: { __rl: true, mode: 'id', value: String(id) },
});

describe('Teable contract: spaces', () => {
	onContractServers((server) => {
		describe.each(['session', 'accessToken'] as const)(
			'with the credential %s',
			(authentication) => {
				const made: string[] = [];

				afterEach(async () => {
					for (const id of made.splice(0)) {
						// One that a test has deleted is in the trash, and can't be deleted again.
						await server()
							.ask('DELETE', `/space/${id}`)
							.catch(() => undefined);
					}
				});

				const run = async (operation: string, parameters: INodeParameters) =>
					await server().output(
						operation,
						{ resource: 'space', ...parameters },
						{ authentication },
					);

				const create = async (name: string): Promise<IDataObject> => {
					const [space] = await run('create', { name });
					made.push(String(space.id));
					return space;
				};

				/** Teable increments a number at the end of a name. */
				const uniqueName = () => `${OURS} ${Date.now()} space`;

				it('Create adds a number to a name in use, and Get and Get Many return the space', async () => {
					const name = uniqueName();
					const first = await create(name);
					const second = await create(name);
					expect(first).toMatchObject({ id: expect.stringMatching(/^spc/), name, role: 'owner' });
					expect(second.name).toBe(`${name} 2`);
					expect(await run('get', byId(second.id))).toEqual([second]);
					expect(await run('getAll', { returnAll: true })).toEqual(
						expect.arrayContaining([first, second]),
					);
				});

				it('Update renames without a number', async () => {
					const name = uniqueName();
					await create(name);
					const { id } = await create(`${name} other`);
					expect(await run('update', { ...byId(id), name })).toEqual([{ id, name }]);
				});

				it('Delete moves the space to the trash', async () => {
					const { id } = await create(uniqueName());
					expect(await run('delete', byId(id))).toEqual([{ id, deleted: true }]);
					const { error } = await server().run(
						'get',
						{ resource: 'space', ...byId(id) },
						{ authentication },
					);
					expect(error?.message).toContain(`The space '${String(id)}' is in the trash`);
				});
			},
		);

		it('Create refuses a token that is limited to one base, and creates nothing', async () => {
			const { token, id } = await server().ask('POST', '/access-token', {
				name: `${OURS}: limited to a base`,
				scopes: ['space|create', 'space|read', 'base|read', 'base|read_all'],
				expiredTime: new Date(Date.now() + 3_600_000).toISOString(),
				baseIds: [server().baseId],
			});
			const { teableApi } = server().credentials;
			const { accessToken } = teableApi;
			const before = await server().ask('GET', '/space');
			teableApi.accessToken = String(token);
			const { error } = await server().run(
				'create',
				{ resource: 'space', name: `${OURS} orphan` },
				{ authentication: 'accessToken' },
			);
			teableApi.accessToken = accessToken;
			await server().ask('DELETE', `/access-token/${String(id)}`);
			expect(error?.message).toContain('limited to some spaces or bases');
			expect(await server().ask('GET', '/space')).toEqual(before);
		});
	});
});
