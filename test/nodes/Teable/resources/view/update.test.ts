import { ENGINES } from '../../../../harness/engines';
import { json } from '../../../../harness/filters';
import { onEachEngine } from '../../../../harness/table';
import { VIEW, arranged, ofView, ordering, viewsOf } from './views';

const todo = (fieldId: string) => ({
	conjunction: 'and',
	filterSet: [{ fieldId, operator: 'is', value: 'Todo' }],
});

describe('View: Update', () => {
	onEachEngine((table) => {
		const { held, list, make, output, failure } = viewsOf(table);

		const id = (name: string) => table().field(name);

		const grid = async () => await make({ name: 'Mine', type: 'grid' });

		const puts = (property: string) => table().server.sandbox.count('PUT', `${VIEW}/${property}`);

		it('changes all settings of a view, and returns the changed view', async () => {
			const { id: viewId } = await grid();
			const [changed] = await output('update', {
				...ofView(viewId),
				...{ name: 'Open', description: 'Not done', ...json(todo('Status')) },
				...{ sort: ordering('Amount', 'desc'), group: ordering('Status', 'asc') },
				options: { fieldsToHide: ['Email'], fieldOrder: ['Status', 'Amount'] },
			});
			const wanted = {
				...{ id: viewId, name: 'Open', description: 'Not done', filter: todo(id('Status')) },
				...arranged(id),
			};
			expect(changed).toMatchObject(wanted);
			expect(await held(viewId)).toMatchObject(wanted);
			expect(puts('column-meta')).toBe(1);
		});

		it('changes only what is filled in', async () => {
			const { id: viewId } = await make({
				...{ name: 'Mine', type: 'grid', filter: todo(id('Status')) },
			});
			await output('update', { ...ofView(viewId), description: 'Not done' });
			expect(await held(viewId)).toMatchObject({ name: 'Mine', filter: todo(id('Status')) });
			expect(['name', 'filter', 'sort', 'group', 'column-meta'].map(puts)).toEqual([0, 0, 0, 0, 0]);
		});

		it('removes what should be cleared', async () => {
			const { id: viewId } = await make({
				...{ name: 'Mine', type: 'grid', description: 'Old', filter: todo(id('Status')) },
				sort: { sortObjs: [{ fieldId: id('Amount'), order: 'desc' }] },
				group: [{ fieldId: id('Status'), order: 'asc' }],
			});
			const options = { clear: ['description', 'filter', 'group', 'sort'] };
			const [changed] = await output('update', { ...ofView(viewId), options });
			for (const cleared of options.clear) expect(changed).not.toHaveProperty(cleared);
		});

		it('refuses to clear what is also set, and what cannot be cleared', async () => {
			const [{ id: viewId }] = await list();
			const clear = async (what: string) =>
				await failure('update', {
					...{ ...ofView(viewId), description: 'New', options: { clear: [what] } },
				});
			expect(await clear('description')).toBe(
				"'Clear' contains 'description', but a new description is set too. Remove one of them.",
			);
			expect(await clear('name')).toContain("'Clear' contains 'name', which is not an option.");
			expect(puts('description')).toBe(0);
		});

		it('hides fields in the way of each type of view, and shows them again', async () => {
			const cards = await make({ name: 'Cards', type: 'kanban' });
			const shown = { options: { fieldsToShow: ['Amount'], fieldOrder: ['Amount'] } };
			await output('update', { ...ofView(cards.id), ...shown });
			expect((await held(cards.id)).columnMeta[id('Amount')]).toEqual({ order: 0, visible: true });
			await output('update', { ...ofView(cards.id), options: { fieldsToHide: ['Amount'] } });
			expect((await held(cards.id)).columnMeta[id('Amount')].visible).toBe(false);

			const { id: viewId } = await grid();
			await output('update', { ...ofView(viewId), options: { fieldsToHide: ['Amount'] } });
			await output('update', { ...ofView(viewId), options: { fieldsToShow: ['Amount'] } });
			const column = (await held(viewId)).columnMeta[id('Amount')];
			expect(column.hidden).toBe(false);
			expect(column).not.toHaveProperty('visible');
		});

		it('changes the fields of a kanban or a calendar, and keeps the rest of the layout', async () => {
			const board = await make({
				...{ name: 'Board', type: 'kanban' },
				options: { stackFieldId: id('Status'), isEmptyStackHidden: true },
			});
			const stacked = { options: { stackFieldId: 'Tags' } };
			expect(await output('update', { ...ofView(board.id), ...stacked })).toMatchObject([
				{ options: { stackFieldId: id('Tags'), isEmptyStackHidden: true } },
			]);

			const days = await make({ name: 'Days', type: 'calendar' });
			await table().addField({ name: 'Paid on', type: 'date' });
			const dates = { endDateFieldId: 'Paid on', titleFieldId: 'Email' };
			await output('update', { ...ofView(days.id), options: dates });
			expect((await held(days.id)).options).toEqual({
				...{ startDateFieldId: id('Due'), endDateFieldId: id('Paid on') },
				titleFieldId: id('Email'),
			});
		});

		it('refuses a layout for another type of view, and a field that does not fit', async () => {
			const [{ id: viewId }] = await list();
			expect(
				await failure('update', { ...ofView(viewId), options: { coverFieldId: 'Name' } }),
			).toContain(
				"'Cover Field Name or ID' is for a gallery or kanban view, but 'Grid view' is a grid view. Remove it.",
			);
			const days = await make({ name: 'Days', type: 'calendar' });
			const options = { startDateFieldId: 'Amount' };
			expect(await failure('update', { ...ofView(days.id), options })).toContain(
				"is 'Amount', which is not a date field",
			);
			expect(table().server.sandbox.count('PATCH', `${VIEW}/options`)).toBe(0);
		});

		it('refuses to hide the primary field, to which each engine answers with a different error', async () => {
			const [{ id: viewId }] = await list();
			const options = { fieldsToHide: ['Name'] };
			expect(await failure('update', { ...ofView(viewId), options })).toContain(
				"contains 'Name', the primary field, which can't be hidden. Remove it.",
			);
			expect(puts('column-meta')).toBe(0);
		});

		it('refuses a filter with an unknown field or an operator that the field does not have', async () => {
			const [{ id: viewId }] = await list();
			const refusal = async (fieldId: string, operator: string) =>
				await failure('update', {
					...ofView(viewId),
					...json({ conjunction: 'and', filterSet: [{ fieldId, operator, value: 'x' }] }),
				});
			expect(await refusal('Nothing', 'is')).toContain(
				"contains 'Nothing', which the table doesn't have",
			);
			expect(await refusal('Amount', 'contains')).toContain("uses the operator 'contains'");
			expect(puts('filter')).toBe(0);
		});

		it('refuses to change nothing, e.g. with a blank name, because v2 would refuse the whole table', async () => {
			const [{ id: viewId }] = await list();
			expect(await failure('update', { ...ofView(viewId), name: '  ' })).toContain(
				'so there is nothing to change. Fill in at least one field.',
			);
			expect(puts('name')).toBe(0);
		});

		it('detects that a change was made if the answer is lost', async () => {
			const { id: viewId } = await grid();
			const { sandbox } = table().server;
			for (const property of ['filter', 'column-meta']) {
				sandbox.inject({ method: 'PUT', route: `${VIEW}/${property}`, kind: 'resetAfter' });
			}
			const options = { fieldsToHide: ['Amount'] };
			expect(
				await output('update', { ...ofView(viewId), ...json(todo('Status')), options }),
			).toMatchObject([{ filter: todo(id('Status')) }]);
			expect([puts('filter'), puts('column-meta')]).toEqual([1, 1]);
		});

		it('says if Teable reports success but stores another filter', async () => {
			const { id: viewId } = await grid();
			const route = `${VIEW}/filter`;
			table().server.sandbox.inject({
				method: 'PUT',
				route,
				kind: 'status',
				status: 200,
				body: '',
			});
			expect(await failure('update', { ...ofView(viewId), ...json(todo('Status')) })).toContain(
				'Teable stored a different filter for the view than was sent.',
			);
		});

		it('says what was changed before a change fails', async () => {
			const { id: viewId } = await grid();
			const { sandbox } = table().server;
			sandbox.inject({ method: 'PUT', route: `${VIEW}/sort`, kind: 'status', status: 400 });
			expect(
				await failure('update', {
					...{ ...ofView(viewId), name: 'Open', sort: ordering('Amount', 'asc') },
				}),
			).toMatch(/ Already changed: name\. Not changed: sort\. Unknown: item 0\.$/);
		});
	});

	onEachEngine((table) => {
		it('says that a new name is too long for the server', async () => {
			const { list, failure } = viewsOf(table);
			const [{ id }] = await list();
			expect(await failure('update', { ...ofView(id), name: 'x'.repeat(101) })).toContain(
				'The name of the view has 101 characters.',
			);
		});
	}, ENGINES.slice(1));
});
