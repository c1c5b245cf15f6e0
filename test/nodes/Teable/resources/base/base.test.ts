import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TOKEN_SCOPES } from '../../../../../sandbox/scopes';
import { searchList } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';

const BASES = '/api/base';
const BASE = '/api/base/:baseId';
const MOVE = '/api/base/:baseId/move';
const DUPLICATE = '/api/base/duplicate';

const byId = (value: string): INodeParameters[string] => ({ __rl: true, mode: 'id', value });

const UNKNOWN = 'bseAAAAAAAAAAAAAAAA';

const NO_SPACE = { __rl: true, mode: 'list', value: '' };

describe('Base', () => {
	onEachEngine((table) => {
		const server = () => table().server;
		const is110 = () => server().version === '1.10.0';

		const run = async (operation: string, more: INodeParameters = {}) =>
			await server().run(operation, {
				...{ resource: 'base', baseId: byId(table().baseId), ...more },
			});

		const output = async (operation: string, more: INodeParameters = {}) => {
			const { items, error } = await run(operation, more);
			expect(error?.message).toBeUndefined();
			return items.map(({ json }) => json);
		};

		const failure = async (operation: string, more: INodeParameters = {}) => {
			const { items, error } = await run(operation, more);
			expect(items).toEqual([]);
			return error?.message;
		};

		const list = async (path: string) =>
			(await server().ask('GET', path)) as unknown as IDataObject[];

		const bases = async () => await list('/base/access/all');

		const base = async (id = table().baseId) => await server().ask('GET', `/base/${id}`);

		/** The space of the test's base, and another one. */
		const spaces = async () => {
			const { spaceId } = await base();
			const other = (await list('/space')).find(({ id }) => id !== spaceId);
			return { own: String(spaceId), other: String(other?.id) };
		};

		/** Gives the credential a token of all scopes that is limited to the test's base. */
		const limitToBase = async (without?: string) => {
			const { token } = await server().ask('POST', '/access-token', {
				name: 'Limited',
				scopes: TOKEN_SCOPES[server().version].filter(
					(scope) => !['user|integrations', without].includes(scope),
				),
				expiredTime: '2099-01-01T00:00:00.000Z',
				baseIds: [table().baseId],
			});
			server().credentials.teableApi.accessToken = String(token);
		};

		/** Another base in the same space, whose one table the test's table links to. */
		const linkToOtherBase = async () => {
			const { own } = await spaces();
			const { id } = await server().ask('POST', '/base', { spaceId: own, name: 'Other' });
			const foreign = await server().ask('POST', `/base/${String(id)}/table`, {
				name: 'Far',
				fields: [{ name: 'Title', type: 'singleLineText' }],
				records: [{ fields: { Title: 'there' } }],
			});
			await table().addField({
				...{ name: 'Beyond', type: 'link' },
				options: { relationship: 'manyOne', foreignTableId: foreign.id },
			});
			const [record] = foreign.records as Array<{ id: string }>;
			const [id1] = await table().fill([{ Name: 'here' }]);
			await server().ask('PATCH', `/table/${table().id}/record/${id1}`, {
				fieldKeyType: 'name',
				record: { fields: { Beyond: { id: record.id } } },
			});
			return String(id);
		};

		describe('Create', () => {
			it('makes a base in the space, with an icon, also under a name in use', async () => {
				const { own } = await spaces();
				const create = { spaceId: byId(own), name: 'CRM', options: { icon: '🚀' } };
				const [made] = await output('create', create);
				expect(made).toEqual({
					...{ id: expect.stringMatching(/^bse/), name: 'CRM', icon: '🚀', spaceId: own },
				});
				expect((await bases()).filter(({ name }) => name === 'CRM')).toHaveLength(2);
			});

			it('finds the base whose answer is lost, and makes no second one', async () => {
				const { own } = await spaces();
				server().sandbox.inject({ method: 'POST', route: BASES, kind: 'resetAfter' });
				const [made] = await output('create', { spaceId: byId(own), name: 'CRM' });
				expect(await base(String(made.id))).toMatchObject({ name: 'CRM', spaceId: own });
				expect((await bases()).filter(({ name }) => name === 'CRM')).toHaveLength(2);
			});

			it.each([
				['an empty name', { name: ' ' }, "'Name' is empty."],
				['an icon that is no emoji', { name: 'A', options: { icon: 'box' } }, "'Icon' is 'box'"],
			])('refuses %s before anything is sent', async (_what, more: INodeParameters, message) => {
				const { own } = await spaces();
				expect(await failure('create', { spaceId: byId(own), ...more })).toContain(message);
				expect(server().sandbox.count('POST', BASES)).toBe(0);
			});

			it('says that a token limited to one base does not reach the space', async () => {
				const { own } = await spaces();
				await limitToBase();
				expect(await failure('create', { spaceId: byId(own), name: 'A' })).toContain(
					`The token does not reach the space '${own}'`,
				);
			});
		});

		describe('Get', () => {
			it('gives the base, and which engine serves it', async () => {
				const [found] = await output('get');
				const { engine, ...rest } = found;
				expect(rest).toEqual(await base());
				const { v2Status } = rest as { v2Status?: { useV2: boolean } };
				expect(engine).toBe(is110() ? '1.10' : v2Status?.useV2 ? 'v2' : '2026');
			});

			it('works with a token limited to this base', async () => {
				await limitToBase();
				expect(await output('get')).toMatchObject([{ id: table().baseId }]);
			});

			it('says that there is no such base', async () => {
				expect(await failure('get', { baseId: byId(UNKNOWN) })).toContain(
					'Teable cannot find this:',
				);
			});
		});

		describe('Get Many', () => {
			const noSpace = { spaceId: NO_SPACE };

			it('gives all bases, or as many as wanted', async () => {
				expect(await output('getAll', { ...noSpace, returnAll: true })).toEqual(await bases());
				expect(await output('getAll', { ...noSpace, limit: 1 })).toHaveLength(1);
			});

			it('gives those of one space', async () => {
				const { own, other } = await spaces();
				const all = await output('getAll', { spaceId: byId(own), returnAll: true });
				expect(all).toEqual(await list(`/space/${own}/base`));
				expect(await output('getAll', { spaceId: byId(other), returnAll: true })).toEqual([]);
			});

			it('goes from space to space for a token without base|read_all', async () => {
				const { token } = await server().ask('POST', '/access-token', {
					...{ name: 'No read_all', scopes: ['space|read', 'base|read'] },
					...{ expiredTime: '2099-01-01T00:00:00.000Z', hasFullAccess: true },
				});
				server().credentials.teableApi.accessToken = String(token);
				const found = await output('getAll', { ...noSpace, returnAll: true });
				expect(found.map(({ id }) => id).sort()).toEqual(
					(await bases()).map(({ id }) => id).sort(),
				);
			});

			it('lists all bases to a limited token, also those that it cannot open', async () => {
				await limitToBase();
				expect(await output('getAll', { ...noSpace, returnAll: true })).toEqual(await bases());
			});

			it('says what a limited token lacks that cannot list them', async () => {
				await limitToBase('base|read_all');
				expect(await failure('getAll', { ...noSpace, returnAll: true })).toContain(
					'Teable lets no token with these scopes do this.',
				);
			});

			it('fails when the list fails for another reason than rights', async () => {
				server().sandbox.inject({
					...{ method: 'GET', route: '/api/base/access/all' },
					...{ kind: 'status', status: 500 },
				});
				expect(await failure('getAll', noSpace)).toContain('(500)');
			});
		});

		describe('Update', () => {
			it('changes the name alone, the icon alone, or both', async () => {
				const { icon } = await base();
				expect(await output('update', { name: 'Sales' })).toMatchObject([{ name: 'Sales', icon }]);
				await output('update', { icon: '🚀' });
				expect(await base()).toMatchObject({ name: 'Sales', icon: '🚀' });
			});

			it('says that there is nothing to change', async () => {
				expect(await failure('update')).toBe(
					"'New Name' and 'New Icon' are empty, so there is nothing to change. Fill in what to change.",
				);
			});

			it('finds out that the base was changed when the answer is lost', async () => {
				server().sandbox.inject({ method: 'PATCH', route: BASE, kind: 'resetAfter' });
				const [changed] = await output('update', { name: 'Sales' });
				expect(Object.keys(changed).sort()).toEqual(['icon', 'id', 'name', 'spaceId']);
				expect(changed.name).toBe('Sales');
			});
		});

		describe('Delete', () => {
			it('moves the base to the trash', async () => {
				const id = table().baseId;
				expect(await output('delete')).toEqual([{ id, deleted: true }]);
				expect((await bases()).map((one) => one.id)).not.toContain(id);
			});

			it('says that the base is gone already', async () => {
				await output('delete');
				expect(await failure('delete')).toContain('Teable cannot find this:');
				expect(server().sandbox.count('DELETE', BASE)).toBe(1);
			});

			it('finds out that the base was deleted when the answer is lost', async () => {
				server().sandbox.inject({ method: 'DELETE', route: BASE, kind: 'resetAfter' });
				expect(await output('delete')).toEqual([{ id: table().baseId, deleted: true }]);
			});
		});

		describe('Duplicate', () => {
			const tablesOf = async (id: unknown) => await list(`/base/${String(id)}/table`);

			const recordsOf = async (baseId: unknown) => {
				const copy = (await tablesOf(baseId)).find(({ name }) => name === 'Orders');
				const { records } = await server().ask('GET', `/table/${String(copy?.id)}/record`);
				return records as Array<{ id: string; fields: IDataObject }>;
			};

			it('copies the tables without records beside the base', async () => {
				await table().fill([{ Name: 'Nathan' }]);
				const { own } = await spaces();
				const [copy] = await output('duplicate', { spaceId: NO_SPACE });
				expect(copy).toMatchObject({ name: 'CRM (Copy)', spaceId: own, withRecords: false });
				expect(copy.id).not.toBe(table().baseId);
				expect((await tablesOf(copy.id)).map(({ name }) => name)).toEqual(
					(await tablesOf(table().baseId)).map(({ name }) => name),
				);
				expect(await recordsOf(copy.id)).toEqual([]);
			});

			it('copies the records too, with the same IDs, into another space and under another name', async () => {
				const [id] = await table().fill([{ Name: 'Nathan', Amount: 2 }]);
				const { other } = await spaces();
				const [copy] = await output('duplicate', {
					...{ spaceId: byId(other), name: 'Last year', withRecords: true },
				});
				expect(copy).toMatchObject({ name: 'Last year', spaceId: other, withRecords: true });
				expect(await recordsOf(copy.id)).toMatchObject([
					{ id, fields: { Name: 'Nathan', Amount: 2, Double: 4 } },
				]);
			});

			it('never names a base to write into', async () => {
				await output('duplicate', { spaceId: NO_SPACE });
				const sent = server().sandbox.requests.filter(({ route }) => route === DUPLICATE);
				expect(sent.map(({ body }) => Object.keys(body as object).sort())).toEqual([
					['fromBaseId', 'name', 'spaceId', 'withRecords'],
				]);
			});

			it('lists the links to other bases on servers of 2026', async () => {
				await linkToOtherBase();
				const [{ linksToOtherBases }] = await output('duplicate', { spaceId: NO_SPACE });
				if (is110()) expect(linksToOtherBases).toBeUndefined();
				else {
					expect(linksToOtherBases).toMatchObject([
						{ fieldName: 'Beyond', tableName: 'Orders', type: 'link' },
					]);
				}
			});

			it('finds the copy whose answer is lost, though another base has its name', async () => {
				await output('duplicate', { spaceId: NO_SPACE });
				server().sandbox.inject({ method: 'POST', route: DUPLICATE, kind: 'resetAfter' });
				const [copy] = await output('duplicate', { spaceId: NO_SPACE });
				const copies = (await bases()).filter(({ name }) => name === 'CRM (Copy)');
				expect(copies.map(({ id }) => id)).toContain(copy.id);
				expect(copies).toHaveLength(2);
			});
		});

		describe('Move', () => {
			it('moves the base to another space, with the same ID', async () => {
				const { other } = await spaces();
				expect(await output('move', { spaceId: byId(other) })).toMatchObject([
					{ id: table().baseId, spaceId: other },
				]);
				expect(await base()).toMatchObject({ spaceId: other });
			});

			it('sends nothing where the base lies in the space already', async () => {
				const { own } = await spaces();
				expect(await output('move', { spaceId: byId(own) })).toMatchObject([{ spaceId: own }]);
				expect(server().sandbox.count('PUT', MOVE)).toBe(0);
			});

			it('refuses to make texts of links between bases, which servers of 2026 do with 200', async () => {
				const otherBase = await linkToOtherBase();
				const { own, other } = await spaces();
				const { error } = await run('move', { spaceId: byId(other) });
				if (is110()) {
					expect(error?.message).toBeUndefined();
					return;
				}
				expect(error?.message).toMatch(
					/Teable would make text of the links between this base and others, for good: 'Beyond' of 'Orders' in 'CRM', 'Orders' of 'Far' in 'Other'\./,
				);
				expect(await base()).toMatchObject({ spaceId: own });
				await output('move', { spaceId: byId(other), options: { linksAsText: true } });
				const [far] = await list(`/base/${otherBase}/table`);
				expect(await list(`/table/${String(far.id)}/field`)).toContainEqual(
					expect.objectContaining({ name: 'Orders', type: 'singleLineText' }),
				);
			});

			it('finds out that the base was moved when the answer is lost', async () => {
				const { other } = await spaces();
				server().sandbox.inject({ method: 'PUT', route: MOVE, kind: 'resetAfter' });
				expect(await output('move', { spaceId: byId(other) })).toMatchObject([{ spaceId: other }]);
				expect(server().sandbox.count('PUT', MOVE)).toBe(1);
			});
		});

		describe('Export', () => {
			const EXPORT = { includeRecords: true, binaryField: 'file' };

			const exported = async (more: INodeParameters = {}) => {
				const { items, error } = await run('export', { ...EXPORT, ...more });
				expect(error?.message).toBeUndefined();
				const [{ json, binary }] = items;
				const content = binary && Buffer.from(binary.file.data, 'base64').toString();
				return { json, binary, content };
			};

			it('gives the file under its real name, or says that 1.10 sends a link to it', async () => {
				await server().ask('PATCH', `/base/${table().baseId}`, { name: 'Ä 50% x' });
				const { json, binary, content } = await exported();
				expect(json).toMatchObject({ id: table().baseId, name: 'Ä 50% x' });
				if (is110()) {
					expect(binary).toBeUndefined();
					expect(json.message).toContain('sends a link to it as a notification');
				} else {
					expect(json.fileName).toBe('Ä 50% x.tea');
					expect(binary?.file.fileName).toBe('Ä 50% x.tea');
					expect(content).toMatch(/^PK.* data$/s);
				}
			});

			it('leaves the records out where that is wanted', async () => {
				const { content } = await exported({ includeRecords: false });
				if (!is110()) expect(content).toMatch(/ structure$/);
			});

			it.each(['plainToken', 'cookie'] as const)(
				'follows the link without the credential, signed in by %s',
				async (caller) => {
					await server().signInAs(caller);
					await exported();
					const read = '/api/attachments/read/private/*';
					const files = server().sandbox.requests.filter(({ route }) => route === read);
					expect(files).toHaveLength(is110() ? 0 : 1);
					for (const { headers } of files) {
						expect(headers).not.toHaveProperty('authorization');
						expect(headers).not.toHaveProperty('cookie');
					}
				},
			);
		});

		it("fills the editor's list of bases", async () => {
			const editor = {
				parameters: { authentication: 'accessToken', resource: 'base', operation: 'get' },
				credentials: server().credentials,
			};
			const { results } = await searchList('searchBases', editor);
			expect(results).toHaveLength((await bases()).length);
		});
	});
});
