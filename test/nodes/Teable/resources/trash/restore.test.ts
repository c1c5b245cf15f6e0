import { searchList } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';
import { byId, trashOf } from './trash';

const RESTORE = '/api/trash/restore/:id';

describe('Trash: Restore', () => {
	onEachEngine((table) => {
		const { server, is110, inTable, ofBase, ofAccount, output, failure, list, teable } =
			trashOf(table);

		it.each(['of the entry', 'of a record'])(
			'restores records by the ID %s, with those deleted together',
			async (which) => {
				const ids = await table().fill([{ Name: 'A' }, { Name: 'B' }, { Name: 'C' }]);
				await teable.deleteRecords(ids[0], ids[2]);
				const [entry] = await list(inTable());
				const id = which === 'of the entry' ? entry.id : ids[2];
				expect(await output('restore', inTable({ trashId: byId(id) }))).toEqual([
					{ ...entry, restored: true },
				]);
				expect(await teable.rowIds()).toEqual(expect.arrayContaining(ids));
			},
		);

		it('restores a field with its values, and a view', async () => {
			await table().fill([{ Name: 'A', Amount: 5 }]);
			await teable.deleteField('Amount');
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

		it('restores a table at once, though its entry may be written late', async () => {
			const id = await teable.makeTable('Doomed');
			await teable.deleteTable(id);
			expect(await output('restore', ofBase({ trashId: byId(id) }))).toMatchObject([
				{ resourceIds: [id], names: ['Doomed'], restored: true },
			]);
			expect(await teable.tableIds()).toContain(id);
		});

		it('restores a base and a space for a session', async () => {
			const baseId = await teable.makeBase();
			await server().ask('DELETE', `/base/${baseId}`);
			await output('restore', ofAccount('base', { trashId: byId(baseId) }));
			expect(await server().ask('GET', `/base/${baseId}`)).toMatchObject({ name: 'Gone' });
			const { id } = await server().ask('POST', '/space', { name: 'Left' });
			await server().ask('DELETE', `/space/${String(id)}`);
			await output('restore', ofAccount('space', { trashId: byId(id) }));
			expect(await server().ask('GET', `/space/${String(id)}`)).toMatchObject({ name: 'Left' });
		});

		it('restores a base by the ID of its entry for a token, if the server allows it', async () => {
			const baseId = await teable.makeBase();
			await server().ask('DELETE', `/base/${baseId}`);
			const [{ id }] = await list(ofAccount('base'));
			await server().signInAs('plainToken');
			expect(await failure('restore', ofAccount('base', { trashId: byId(baseId) }))).toContain(
				'is the ID of a base, which only a session credential can find in the trash',
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

		it('says that an entry was already restored', async () => {
			const [id] = await table().fill([{ Name: 'A' }]);
			await teable.deleteRecords(id);
			const [entry] = await list(inTable());
			await output('restore', inTable({ trashId: byId(entry.id) }));
			expect(await failure('restore', inTable({ trashId: byId(entry.id) }))).toContain(
				`'Entry' is '${String(entry.id)}', which is not in this trash. It may have been restored`,
			);
			expect(server().sandbox.count('POST', RESTORE)).toBe(1);
		});

		it('names the field that uses the same name, and restores nothing', async () => {
			await teable.deleteField('Amount');
			const { id } = await server().ask('POST', `/table/${table().id}/field`, {
				...{ name: 'Amount', type: 'singleLineText' },
			});
			const before = await teable.fields();
			expect(await failure('restore', inTable({ trashId: byId(table().field('Amount')) }))).toMatch(
				`Field 'Amount' could not be restored because its database name 'Amount' is now used by field 'Amount' (${String(id)}).`,
			);
			expect(await teable.fields()).toEqual(before);
		});

		it('says to restore the base before its table', async () => {
			const baseId = await teable.makeBase();
			const path = `/base/${baseId}/table`;
			const { id } = await server().ask('POST', path, { name: 'T', records: [] });
			await server().ask('DELETE', `${path}/${String(id)}`);
			await server().ask('DELETE', `/base/${baseId}`);
			expect(
				await failure('restore', ofBase({ baseId: byId(baseId), trashId: byId(id) })),
			).toContain("The table's base or space is also in the trash. Restore it first");
		});

		it('says to restore the table before its records', async () => {
			const [id] = await table().fill([{ Name: 'A' }]);
			await teable.deleteRecords(id);
			await teable.deleteTable(table().id);
			expect(await failure('restore', inTable({ trashId: byId(id) }))).toContain(
				"'Table' is itself in the trash. Restore the table first",
			);
		});

		it('detects that the entry was restored if the answer is lost', async () => {
			const [id] = await table().fill([{ Name: 'A' }]);
			await teable.deleteRecords(id);
			server().sandbox.inject({ method: 'POST', route: RESTORE, kind: 'resetAfter' });
			expect(await output('restore', inTable({ trashId: byId(id) }))).toMatchObject([
				{ restored: true },
			]);
			expect(server().sandbox.count('POST', RESTORE)).toBe(1);
		});

		it('lists what is in the trash', async () => {
			const [a, b] = await table().fill([{ Name: 'A' }, { Name: 'B' }]);
			await teable.deleteRecords(a);
			await teable.deleteRecords(b);
			const parameters = { authentication: 'session', ...inTable() };
			const { credentials } = server();
			const found = await searchList('searchTrash', { parameters, credentials }, 'b (rec');
			expect(found.results).toEqual([
				{ name: expect.stringMatching(/^B \(record, /), value: expect.stringMatching(/^opr/) },
			]);
		});
	});
});
