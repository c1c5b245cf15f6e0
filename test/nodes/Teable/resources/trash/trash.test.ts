import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { searchList } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';

const RESTORE = '/api/trash/restore/:id';
const RESET = '/api/trash/reset-items';

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

describe('Trash', () => {
	onEachEngine((table) => {
		const server = () => table().server;
		const is110 = () => server().version === '1.10.0';

		// 1.10 lets a session alone into the trash.
		beforeEach(async () => await server().signInAs('cookie'));

		const inTable = (more: INodeParameters = {}): INodeParameters => ({
			...{ resource: 'trash', deleted: 'inTable', tableId: byId(table().id) },
			...more,
		});

		const ofBase = (more: INodeParameters = {}): INodeParameters => ({
			...{ resource: 'trash', deleted: 'table', baseId: byId(table().baseId) },
			...more,
		});

		const ofAccount = (deleted: 'base' | 'space', more: INodeParameters = {}): INodeParameters => ({
			...{ resource: 'trash', deleted },
			...more,
		});

		const output = async (operation: string, parameters: INodeParameters) =>
			await server().output(operation, parameters);

		const failure = async (operation: string, parameters: INodeParameters) =>
			await server().failure(operation, parameters);

		const list = async (parameters: INodeParameters) =>
			await output('getAll', { ...parameters, returnAll: true });

		const rowIds = async () => (await table().rows()).map(({ id }) => id);

		const fields = async () =>
			(await server().ask('GET', `/table/${table().id}/field`)) as unknown as IDataObject[];

		const deleteRecords = async (...ids: string[]) => {
			const query = ids.map((id) => `recordIds[]=${id}`).join('&');
			await server().ask('DELETE', `/table/${table().id}/record?${query}`);
		};

		const deleteField = async (name: string) =>
			await server().ask('DELETE', `/table/${table().id}/field/${table().field(name)}`);

		const makeTable = async (name: string) => {
			const path = `/base/${table().baseId}/table`;
			return String((await server().ask('POST', path, { name, records: [] })).id);
		};

		const deleteTable = async (id: string) =>
			await server().ask('DELETE', `/base/${table().baseId}/table/${id}`);

		const tableIds = async () => {
			const tables = await server().ask('GET', `/base/${table().baseId}/table`);
			return (tables as unknown as IDataObject[]).map(({ id }) => id);
		};

		const spaceId = async () =>
			String((await server().ask('GET', `/base/${table().baseId}`)).spaceId);

		const makeBase = async () =>
			String((await server().ask('POST', '/base', { spaceId: await spaceId(), name: 'Gone' })).id);

		describe('Get Many', () => {
			it('gives an entry for each request that deleted records, a field or a view', async () => {
				const ids = await table().fill([{ Name: 'A' }, { Name: 'B' }, { Name: 'C' }]);
				await deleteRecords(ids[0], ids[1]);
				await deleteField('Amount');
				const { userId: id, email } = server().sandbox.account;
				const deletedBy = { id, email, name: expect.any(String) };
				expect(await list(inTable())).toEqual([
					{
						id: expect.stringMatching(/^opr/),
						...{ resourceType: 'field', resourceIds: [table().field('Amount')], names: ['Amount'] },
						...{ deletedTime: expect.any(String), deletedBy, tableId: table().id },
					},
					{
						id: expect.stringMatching(/^opr/),
						...{ resourceType: 'record', resourceIds: ids.slice(0, 2), names: ['A', 'B'] },
						...{ deletedTime: expect.any(String), deletedBy, tableId: table().id },
					},
				]);
			});

			it('reads more than a page, and no more than the limit asks for', async () => {
				const ids = await table().fill(Array.from({ length: 45 }, () => ({ Name: 'x' })));
				for (const id of ids) await deleteRecords(id);
				const all = (await list(inTable())).flatMap(({ resourceIds }) => resourceIds);
				expect(all).toEqual(ids.toReversed());
				server().sandbox.resetRequests();
				expect(await output('getAll', inTable({ limit: 21 }))).toHaveLength(21);
				expect(server().sandbox.count('GET', '/api/trash/items')).toBe(2);
			});

			it('gives the deleted tables of a base, also one whose entry is written late', async () => {
				const id = await makeTable('Doomed');
				await deleteTable(id);
				expect(await list(ofBase())).toMatchObject([
					{ resourceType: 'table', resourceIds: [id], names: ['Doomed'], baseId: table().baseId },
				]);
			});

			it('gives deleted bases and spaces to a session', async () => {
				const baseId = await makeBase();
				await server().ask('DELETE', `/base/${baseId}`);
				expect(await list(ofAccount('base'))).toMatchObject([
					{ resourceIds: [baseId], names: ['Gone'], spaceId: await spaceId() },
				]);
				const { id } = await server().ask('POST', '/space', { name: 'Left' });
				await server().ask('DELETE', `/space/${String(id)}`);
				expect(await list(ofAccount('space'))).toMatchObject([
					{ resourceType: 'space', resourceIds: [id], names: ['Left'] },
				]);
			});

			it('says to a token which credential may see deleted bases and spaces', async () => {
				await server().signInAs('plainToken');
				for (const deleted of ['base', 'space'] as const) {
					expect(await failure('getAll', ofAccount(deleted))).toBe(
						"Teable shows deleted bases and spaces to a signed-in session only. Choose a credential of the type Teable Session API ('Authentication': Session).",
					);
				}
			});

			it('works with a token since 2026, and says which credential 1.10 wants', async () => {
				await server().signInAs('plainToken');
				if (!is110()) {
					expect(await list(inTable())).toEqual([]);
					return;
				}
				expect(await failure('getAll', inTable())).toBe(
					"This Teable server lets only a signed-in session see and use the trash. Choose a credential of the type Teable Session API ('Authentication': Session).",
				);
			});
		});

		describe('Restore', () => {
			it.each(['of the entry', 'of a record'])(
				'brings back records by the ID %s, those deleted together with it too',
				async (which) => {
					const ids = await table().fill([{ Name: 'A' }, { Name: 'B' }, { Name: 'C' }]);
					await deleteRecords(ids[0], ids[2]);
					const [entry] = await list(inTable());
					const id = which === 'of the entry' ? entry.id : ids[2];
					expect(await output('restore', inTable({ trashId: byId(id) }))).toEqual([
						{ ...entry, restored: true },
					]);
					expect(await rowIds()).toEqual(expect.arrayContaining(ids));
				},
			);

			it('brings back a field with its values, and a view', async () => {
				await table().fill([{ Name: 'A', Amount: 5 }]);
				await deleteField('Amount');
				await output('restore', inTable({ trashId: byId(table().field('Amount')) }));
				expect(await table().rows()).toMatchObject([{ Name: 'A', Amount: 5 }]);
				const path = `/table/${table().id}/view`;
				const { id } = await server().ask('POST', path, { name: 'V', type: 'grid' });
				await server().ask('DELETE', `${path}/${String(id)}`);
				expect(await output('restore', inTable({ trashId: byId(id) }))).toMatchObject([
					{ resourceType: 'view', names: ['V'], restored: true },
				]);
				expect(await server().ask('GET', `${path}/${String(id)}`)).toMatchObject({ name: 'V' });
			});

			it('brings back a table at once, though its entry may be written late', async () => {
				const id = await makeTable('Doomed');
				await deleteTable(id);
				expect(await output('restore', ofBase({ trashId: byId(id) }))).toMatchObject([
					{ resourceIds: [id], names: ['Doomed'], restored: true },
				]);
				expect(await tableIds()).toContain(id);
			});

			it('brings back a base and a space for a session', async () => {
				const baseId = await makeBase();
				await server().ask('DELETE', `/base/${baseId}`);
				await output('restore', ofAccount('base', { trashId: byId(baseId) }));
				expect(await server().ask('GET', `/base/${baseId}`)).toMatchObject({ name: 'Gone' });
				const { id } = await server().ask('POST', '/space', { name: 'Left' });
				await server().ask('DELETE', `/space/${String(id)}`);
				await output('restore', ofAccount('space', { trashId: byId(id) }));
				expect(await server().ask('GET', `/space/${String(id)}`)).toMatchObject({ name: 'Left' });
			});

			it('brings back a base by the ID of its entry for a token, where the server lets it', async () => {
				const baseId = await makeBase();
				await server().ask('DELETE', `/base/${baseId}`);
				const [{ id }] = await list(ofAccount('base'));
				await server().signInAs('plainToken');
				expect(await failure('restore', ofAccount('base', { trashId: byId(baseId) }))).toContain(
					'is the ID of a base, and Teable lets only a signed-in session look for it in the trash',
				);
				const byEntry = ofAccount('base', { trashId: byId(id) });
				if (is110()) {
					expect(await failure('restore', byEntry)).toContain('lets only a signed-in session');
					return;
				}
				expect(await output('restore', byEntry)).toEqual([
					{ id, resourceType: 'base', restored: true },
				]);
				expect(await server().ask('GET', `/base/${baseId}`)).toMatchObject({ name: 'Gone' });
				expect(await failure('restore', byEntry)).toContain('which is not in this trash');
			});

			it('says that an entry was restored already', async () => {
				const [id] = await table().fill([{ Name: 'A' }]);
				await deleteRecords(id);
				const [entry] = await list(inTable());
				await output('restore', inTable({ trashId: byId(entry.id) }));
				expect(await failure('restore', inTable({ trashId: byId(entry.id) }))).toContain(
					`'Entry' is '${String(entry.id)}', which is not in this trash. It was restored already`,
				);
				expect(server().sandbox.count('POST', RESTORE)).toBe(1);
			});

			it('names the field that has taken the name, and restores nothing', async () => {
				await deleteField('Amount');
				const { id } = await server().ask('POST', `/table/${table().id}/field`, {
					...{ name: 'Amount', type: 'singleLineText' },
				});
				const before = await fields();
				expect(
					await failure('restore', inTable({ trashId: byId(table().field('Amount')) })),
				).toMatch(
					`Teable could not restore the field 'Amount', as the table has another field by now, 'Amount' (${String(id)}), whose name in the database is 'Amount'.`,
				);
				expect(await fields()).toEqual(before);
			});

			it('says that the base is to be restored before its table', async () => {
				const baseId = await makeBase();
				const path = `/base/${baseId}/table`;
				const { id } = await server().ask('POST', path, { name: 'T', records: [] });
				await server().ask('DELETE', `${path}/${String(id)}`);
				await server().ask('DELETE', `/base/${baseId}`);
				expect(
					await failure('restore', ofBase({ baseId: byId(baseId), trashId: byId(id) })),
				).toContain(
					'The base of this table, or its space, is in the trash too. Restore that first',
				);
			});

			it('says that the table is to be restored before its records', async () => {
				const [id] = await table().fill([{ Name: 'A' }]);
				await deleteRecords(id);
				await deleteTable(table().id);
				expect(await failure('restore', inTable({ trashId: byId(id) }))).toContain(
					"'Table' is in the trash itself. Restore the table first",
				);
			});

			it('finds out that it was restored when the answer is lost', async () => {
				const [id] = await table().fill([{ Name: 'A' }]);
				await deleteRecords(id);
				server().sandbox.inject({ method: 'POST', route: RESTORE, kind: 'resetAfter' });
				expect(await output('restore', inTable({ trashId: byId(id) }))).toMatchObject([
					{ restored: true },
				]);
				expect(server().sandbox.count('POST', RESTORE)).toBe(1);
			});

			it('offers what is in the trash in a list', async () => {
				const [a, b] = await table().fill([{ Name: 'A' }, { Name: 'B' }]);
				await deleteRecords(a);
				await deleteRecords(b);
				const parameters = { authentication: 'session', ...inTable() };
				const { credentials } = server();
				const found = await searchList('searchTrash', { parameters, credentials }, 'b (rec');
				expect(found.results).toEqual([
					{ name: expect.stringMatching(/^B \(record, /), value: expect.stringMatching(/^opr/) },
				]);
			});
		});

		describe('Delete for Good', () => {
			it('destroys a deleted table, base and space, and nothing else', async () => {
				const [id, other] = [await makeTable('Doomed'), await makeTable('Other')];
				await deleteTable(id);
				await deleteTable(other);
				const confirmed = { destroyForGood: true };
				expect(await output('delete', ofBase({ trashId: byId(id), ...confirmed }))).toMatchObject([
					{ resourceIds: [id], deleted: true },
				]);
				expect(await list(ofBase())).toMatchObject([{ resourceIds: [other] }]);
				const baseId = await makeBase();
				await server().ask('DELETE', `/base/${baseId}`);
				await output('delete', ofAccount('base', { trashId: byId(baseId), ...confirmed }));
				expect(await list(ofAccount('base'))).toEqual([]);
				const { id: space } = await server().ask('POST', '/space', { name: 'Left' });
				await server().ask('DELETE', `/space/${String(space)}`);
				await output('delete', ofAccount('space', { trashId: byId(space), ...confirmed }));
				expect(await list(ofAccount('space'))).toEqual([]);
			});

			it('leaves alone what is not in the trash', async () => {
				const id = await makeTable('Alive');
				expect(
					await failure('delete', ofBase({ trashId: byId(id), destroyForGood: true })),
				).toContain('which is not in this trash');
				expect(await tableIds()).toContain(id);
			});

			it('does nothing as long as it is not switched on', async () => {
				const id = await makeTable('Doomed');
				await deleteTable(id);
				expect(await failure('delete', ofBase({ trashId: byId(id) }))).toContain(
					"'Destroy for Good' has to be on",
				);
				expect(await list(ofBase())).toHaveLength(1);
			});

			it('says that single records are destroyed by emptying the trash alone', async () => {
				const id = 'oprAAAAAAAAAAAAAAAA';
				expect(
					await failure('delete', ofBase({ trashId: byId(id), destroyForGood: true })),
				).toContain('Teable destroys these only all together. Use the operation Empty');
			});
		});

		describe('Empty', () => {
			it('destroys what was deleted from a table', async () => {
				const [id] = await table().fill([{ Name: 'A' }, { Name: 'B' }]);
				await deleteRecords(id);
				expect(await output('empty', inTable({ destroyForGood: true }))).toEqual([
					{ tableId: table().id, emptied: true },
				]);
				expect(await list(inTable())).toEqual([]);
				expect(await table().rows()).toHaveLength(1);
			});

			it('destroys the deleted tables of a base', async () => {
				await deleteTable(await makeTable('Doomed'));
				expect(await output('empty', ofBase({ destroyForGood: true }))).toEqual([
					{ baseId: table().baseId, emptied: true },
				]);
				expect(await list(ofBase())).toEqual([]);
				expect(await tableIds()).toContain(table().id);
			});

			it('does nothing as long as it is not switched on', async () => {
				expect(await failure('empty', inTable())).toContain("'Destroy for Good' has to be on");
				expect(server().sandbox.count('DELETE', RESET)).toBe(0);
			});
		});
	});
});
