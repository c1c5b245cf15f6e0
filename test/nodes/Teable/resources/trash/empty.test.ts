import { onEachEngine } from '../../../../harness/table';
import { trashOf } from './trash';

const RESET = '/api/trash/reset-items';

describe('Trash: Empty', () => {
	onEachEngine((table) => {
		const { server, inTable, ofBase, output, failure, list, teable } = trashOf(table);

		it('permanently deletes what was deleted from a table', async () => {
			const [id] = await table().fill([{ Name: 'A' }, { Name: 'B' }]);
			await teable.deleteRecords(id);
			expect(await output('empty', inTable({ destroyForGood: true }))).toEqual([
				{ tableId: table().id, emptied: true },
			]);
			expect(await list(inTable())).toEqual([]);
			expect(await table().rows()).toHaveLength(1);
		});

		it('permanently deletes the deleted tables of a base', async () => {
			await teable.deleteTable(await teable.makeTable('Doomed'));
			expect(await output('empty', ofBase({ destroyForGood: true }))).toEqual([
				{ baseId: table().baseId, emptied: true },
			]);
			expect(await list(ofBase())).toEqual([]);
			expect(await teable.tableIds()).toContain(table().id);
		});

		it('does nothing until it is switched on', async () => {
			expect(await failure('empty', inTable())).toContain(
				"'Confirm Permanent Deletion' must be on",
			);
			expect(server().sandbox.count('DELETE', RESET)).toBe(0);
		});
	});
});
