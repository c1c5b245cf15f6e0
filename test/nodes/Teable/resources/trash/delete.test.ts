import { onEachEngine } from '../../../../harness/table';
import { byId, trashOf } from './trash';

describe('Trash: Permanently Delete', () => {
	onEachEngine((table) => {
		const { server, ofBase, ofAccount, output, failure, list, teable } = trashOf(table);

		it('permanently deletes a deleted table, base or space, and nothing else', async () => {
			const [id, other] = [await teable.makeTable('Doomed'), await teable.makeTable('Other')];
			await teable.deleteTable(id);
			await teable.deleteTable(other);
			const confirmed = { destroyForGood: true };
			expect(await output('delete', ofBase({ trashId: byId(id), ...confirmed }))).toMatchObject([
				{ resourceIds: [id], deleted: true },
			]);
			expect(await list(ofBase())).toMatchObject([{ resourceIds: [other] }]);
			const baseId = await teable.makeBase();
			await server().ask('DELETE', `/base/${baseId}`);
			await output('delete', ofAccount('base', { trashId: byId(baseId), ...confirmed }));
			expect(await list(ofAccount('base'))).toEqual([]);
			const { id: space } = await server().ask('POST', '/space', { name: 'Left' });
			await server().ask('DELETE', `/space/${String(space)}`);
			await output('delete', ofAccount('space', { trashId: byId(space), ...confirmed }));
			expect(await list(ofAccount('space'))).toEqual([]);
		});

		it('does not touch what is not in the trash', async () => {
			const id = await teable.makeTable('Alive');
			expect(
				await failure('delete', ofBase({ trashId: byId(id), destroyForGood: true })),
			).toContain('which is not in this trash');
			expect(await teable.tableIds()).toContain(id);
		});

		it('does nothing until it is switched on', async () => {
			const id = await teable.makeTable('Doomed');
			await teable.deleteTable(id);
			expect(await failure('delete', ofBase({ trashId: byId(id) }))).toContain(
				"'Confirm Permanent Deletion' must be on",
			);
			expect(await list(ofBase())).toHaveLength(1);
		});

		it('says that single records can be permanently deleted only by emptying the trash', async () => {
			const id = 'oprAAAAAAAAAAAAAAAA';
			expect(
				await failure('delete', ofBase({ trashId: byId(id), destroyForGood: true })),
			).toContain("can't be permanently deleted one by one. To delete all of them, use Empty");
		});
	});
});
