import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { VIEW, VIEWS, ofView, viewsOf } from './views';

const OWN = ['id', 'name', 'createdTime', 'lastModifiedTime', 'lastModifiedBy', 'defaultShareMeta'];

describe('View: Duplicate', () => {
	onEachEngine((table) => {
		const { list, held, make, output } = viewsOf(table);

		const id = (name: string) => table().field(name);

		const putColumns = async (viewId: string, columns: Array<[string, IDataObject]>) =>
			await table().server.ask(
				'PUT',
				`/table/${table().id}/view/${viewId}/column-meta`,
				columns.map(([name, columnMeta]) => ({ fieldId: id(name), columnMeta })),
			);

		it('copies all settings of a grid', async () => {
			const view = await make({
				...{ name: 'Open', type: 'grid', description: 'Not done' },
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: id('Status'), operator: 'is', value: 'Todo' }],
				},
				sort: { sortObjs: [{ fieldId: id('Amount'), order: 'desc' }] },
				group: [{ fieldId: id('Status'), order: 'asc' }],
				options: { rowHeight: 'tall' },
			});
			await putColumns(view.id, [['Email', { hidden: true, width: 200, order: 7 }]]);
			const [copy] = await output('duplicate', { ...ofView(view.id), name: 'Mine' });
			expect(copy.name).toBe('Mine');
			const original = omit(await held(view.id), OWN);
			expect(omit(await held(String(copy.id)), OWN)).toEqual(original);
		});

		it('copies which fields cards and forms show', async () => {
			for (const type of ['kanban', 'form']) {
				const view = await make({ name: type, type });
				await putColumns(view.id, [
					['Amount', { visible: true }],
					['Email', { visible: false }],
				]);
				const [copy] = await output('duplicate', ofView(view.id));
				const shown = async (viewId: unknown) => {
					const { columnMeta } = await held(String(viewId));
					return Object.keys(columnMeta).filter((fieldId) => columnMeta[fieldId].visible);
				};
				expect(await shown(copy.id)).toEqual(await shown(view.id));
			}
		});

		it("uses the view's name with a number if no name is given", async () => {
			const [{ id: viewId }] = await list();
			expect(await output('duplicate', ofView(viewId))).toMatchObject([{ name: 'Grid view 2' }]);
		});

		it('shares neither the copy nor the password', async () => {
			const view = await make({ name: 'Shared', type: 'grid' });
			const path = `/table/${table().id}/view/${view.id}`;
			await table().server.ask('POST', `${path}/enable-share`);
			await table().server.ask('PUT', `${path}/share-meta`, { password: 'open sesame' });
			const [copy] = await output('duplicate', ofView(view.id));
			const made = await held(String(copy.id));
			expect(made).not.toHaveProperty('enableShare');
			expect(JSON.stringify(made)).not.toContain('sesame');
		});

		it('finds a copy if the answer is lost', async () => {
			const [{ id: viewId }] = await list();
			const { sandbox } = table().server;
			sandbox.inject({ method: 'POST', route: VIEWS, kind: 'resetAfter' });
			expect(await output('duplicate', { ...ofView(viewId), name: 'Mine' })).toMatchObject([
				{ name: 'Mine' },
			]);
			expect(sandbox.count('POST', VIEWS)).toBe(1);
			expect(sandbox.count('POST', `${VIEW}/duplicate`)).toBe(0);
		});
	});
});
