import { onEachEngine } from '../../../../harness/table';
import { UNKNOWN_VIEW, VIEW, ofView, viewsOf } from './views';

describe('View: Delete', () => {
	onEachEngine((table) => {
		const { list, make, output, failure } = viewsOf(table);

		const deletions = () => table().server.sandbox.count('DELETE', VIEW);

		it('moves a view to the trash', async () => {
			const { id } = await make({ name: 'Old', type: 'grid' });
			expect(await output('delete', ofView(id))).toEqual([{ id, deleted: true }]);
			expect((await list()).map(({ name }) => name)).toEqual(['Grid view']);
			const trash = `/trash/items?resourceType=table&resourceId=${table().id}`;
			await table().server.signInAs('password');
			expect(await table().server.ask('GET', trash)).toMatchObject({
				trashItems: [{ resourceType: 'view', resourceIds: [id] }],
			});
		});

		it('deletes the default view of a table', async () => {
			const [{ id }] = await list();
			await make({ name: 'Next', type: 'grid' });
			await output('delete', ofView(id));
			expect((await list()).map(({ name }) => name)).toEqual(['Next']);
		});

		it('keeps the last view: 1.10 would delete it, and then fail for the whole base', async () => {
			const [{ id }] = await list();
			expect(await failure('delete', ofView(id))).toBe(
				"'View' is 'Grid view', the only view of the table, which can't be deleted. Create another view first.",
			);
			expect(deletions()).toBe(0);
		});

		it('detects that a view was deleted if the answer is lost', async () => {
			const { id } = await make({ name: 'Old', type: 'grid' });
			table().server.sandbox.inject({ method: 'DELETE', route: VIEW, kind: 'resetAfter' });
			expect(await output('delete', ofView(id))).toEqual([{ id, deleted: true }]);
			expect(deletions()).toBe(1);
		});

		it('says that the view does not exist', async () => {
			expect(await failure('delete', ofView(UNKNOWN_VIEW))).toContain(
				`'View' is '${UNKNOWN_VIEW}', which doesn't exist in this table.`,
			);
			expect(deletions()).toBe(0);
		});
	});
});
