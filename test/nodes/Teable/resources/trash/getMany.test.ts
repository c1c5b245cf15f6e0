import { onEachEngine } from '../../../../harness/table';
import { trashOf } from './trash';

describe('Trash: Get Many', () => {
	onEachEngine((table) => {
		const { server, is110, inTable, ofBase, ofAccount, output, failure, list, teable } =
			trashOf(table);

		it('returns an entry for each request that deleted records, a field or a view', async () => {
			const ids = await table().fill([{ Name: 'A' }, { Name: 'B' }, { Name: 'C' }]);
			await teable.deleteRecords(ids[0], ids[1]);
			await teable.deleteField('Amount');
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

		it('reads more than a page, and no more than the limit', async () => {
			const ids = await table().fill(Array.from({ length: 45 }, () => ({ Name: 'x' })));
			for (const id of ids) await teable.deleteRecords(id);
			const all = (await list(inTable())).flatMap(({ resourceIds }) => resourceIds);
			expect(all).toEqual(ids.toReversed());
			server().sandbox.resetRequests();
			expect(await output('getAll', inTable({ limit: 21 }))).toHaveLength(21);
			expect(server().sandbox.count('GET', '/api/trash/items')).toBe(2);
		});

		it('returns the deleted tables of a base, also one whose entry is written late', async () => {
			const id = await teable.makeTable('Doomed');
			await teable.deleteTable(id);
			expect(await list(ofBase())).toMatchObject([
				{ resourceType: 'table', resourceIds: [id], names: ['Doomed'], baseId: table().baseId },
			]);
		});

		it('returns deleted bases and spaces for a session', async () => {
			const baseId = await teable.makeBase();
			await server().ask('DELETE', `/base/${baseId}`);
			expect(await list(ofAccount('base'))).toMatchObject([
				{ resourceIds: [baseId], names: ['Gone'], spaceId: await teable.spaceId() },
			]);
			const { id } = await server().ask('POST', '/space', { name: 'Left' });
			await server().ask('DELETE', `/space/${String(id)}`);
			expect(await list(ofAccount('space'))).toMatchObject([
				{ resourceType: 'space', resourceIds: [id], names: ['Left'] },
			]);
		});

		it('says which credential can see deleted bases and spaces', async () => {
			await server().signInAs('plainToken');
			for (const deleted of ['base', 'space'] as const) {
				expect(await failure('getAll', ofAccount(deleted))).toBe(
					"Teable shows deleted bases and spaces only to a signed-in session. Choose a credential of the type Teable Session API ('Authentication': Session).",
				);
			}
		});

		it('works with a token since 2026, and says which credential 1.10 needs', async () => {
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
});
