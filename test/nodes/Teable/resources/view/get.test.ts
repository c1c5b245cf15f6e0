import { onEachEngine } from '../../../../harness/table';
import { UNKNOWN_VIEW, ofView, viewsOf } from './views';

describe('View: Get and Get Many', () => {
	onEachEngine((table) => {
		const { list, make, output, failure } = viewsOf(table);

		it('returns a view with its filter, sort and fields', async () => {
			const sort = { sortObjs: [{ fieldId: table().field('Amount'), order: 'desc' }] };
			const { id } = await make({ name: 'Dear', type: 'grid', sort });
			const [got] = await output('get', ofView(id));
			expect(got).toMatchObject({ id, name: 'Dear', type: 'grid', sort });
			expect(got.columnMeta).toHaveProperty([table().field('Amount'), 'order']);
			expect(got).not.toHaveProperty('shareUrl');
		});

		it('returns the link of a shared view, and never its password', async () => {
			const { id } = await make({ name: 'Shared', type: 'grid' });
			const view = `/table/${table().id}/view/${id}`;
			const { shareId } = await table().server.ask('POST', `${view}/enable-share`);
			await table().server.ask('PUT', `${view}/share-meta`, { password: 'open sesame' });
			const shown = {
				shareUrl: `${table().server.sandbox.url}/share/${String(shareId)}/view`,
				shareMeta: { hasPassword: true },
			};
			expect(await output('get', ofView(id))).toMatchObject([shown]);
			const all = await output('getAll', { returnAll: true });
			expect(all).toContainEqual(expect.objectContaining(shown));
			expect(JSON.stringify(all)).not.toContain('sesame');
		});

		it('returns the views in order, no more than the limit', async () => {
			await make({ name: 'Second', type: 'gallery' });
			const all = await output('getAll', { returnAll: true });
			expect(all.map(({ name }) => name)).toEqual(['Grid view', 'Second']);
			expect(await output('getAll', { limit: 1 })).toMatchObject([{ name: 'Grid view' }]);
		});

		it('lists the existing views if the table does not have the view', async () => {
			const [{ id }] = await list();
			expect(await failure('get', ofView(UNKNOWN_VIEW))).toBe(
				`'View' is '${UNKNOWN_VIEW}', which doesn't exist in this table. Its views are 'Grid view' (${id}).`,
			);
		});

		it('refuses a view of another table', async () => {
			const tables = await table().server.ask('GET', `/base/${table().baseId}/table`);
			const other = (tables as unknown as Array<{ id: string }>).find(
				({ id }) => id !== table().id,
			);
			const views = await table().server.ask('GET', `/table/${other!.id}/view`);
			const [{ id }] = views as unknown as [{ id: string }];
			expect(await failure('get', ofView(id))).toContain("which doesn't exist in this table");
		});
	});
});
