import type { INodeParameters } from 'n8n-workflow';

import { ENGINES } from '../../../../harness/engines';
import { json } from '../../../../harness/filters';
import { onEachEngine } from '../../../../harness/table';
import { VIEW, VIEWS, arranged, ordering, viewsOf } from './views';

const COLUMNS = `${VIEW}/column-meta`;

const condition = (fieldId: string, operator: string, value: unknown) => ({
	...{ filterBy: 'conditions', match: 'and' },
	conditions: { condition: [{ fieldId, operator, value }] } as INodeParameters,
});

const EXACT_TIME = json({
	conjunction: 'and',
	filterSet: [{ fieldId: 'Due', operator: 'isBefore', value: '2026-01-31T10:30' }],
});

describe('View: Create', () => {
	onEachEngine((table) => {
		const { list, held, make, output, failure } = viewsOf(table);

		const id = (name: string) => table().field(name);

		const create = async (more: INodeParameters) =>
			await output('create', { name: 'New', type: 'grid', filterBy: 'none', ...more });

		const refusal = async (more: INodeParameters) => {
			const said = await failure('create', {
				...{ name: 'New', type: 'grid', filterBy: 'none', ...more },
			});
			expect(table().server.sandbox.count('POST', VIEWS)).toBe(0);
			return said;
		};

		const isShown = async (viewId: unknown, name: string) => {
			const { hidden, visible } = (await held(String(viewId))).columnMeta[id(name)];
			return { hidden, visible };
		};

		it('creates a grid with filter, sort, group and fields, and sends the IDs of the named fields', async () => {
			const [made] = await create({
				...condition('Status', 'is', 'Todo'),
				sort: ordering('Amount', 'desc'),
				group: ordering('Status', 'asc'),
				options: {
					description: 'What is to be done',
					fieldsToHide: ['Email'],
					fieldOrder: 'Status, Amount',
				},
			});
			expect(await held(String(made.id))).toMatchObject({
				...{ name: 'New', type: 'grid', description: 'What is to be done' },
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: id('Status'), operator: 'is', value: 'Todo' }],
				},
				...arranged(id),
			});
			expect(made).toEqual(expect.objectContaining({ name: 'New' }));
			expect(table().server.sandbox.count('PUT', COLUMNS)).toBe(0);
		});

		it("returns Teable's name for the view if the name is in use", async () => {
			expect(await create({ name: 'Grid view' })).toMatchObject([{ name: 'Grid view 2' }]);
		});

		it('creates no view without a name, because v2 would then refuse the whole table', async () => {
			expect(await refusal({ name: '  ' })).toContain("'Name' is empty.");
		});

		it('refuses a filter, sort, group and fields with unknown fields, because Teable would show all records', async () => {
			const unknown = "contains 'Nothing', which the table doesn't have.";
			expect(await refusal(condition('Nothing', 'is', '1'))).toContain(`'Filter' ${unknown}`);
			expect(await refusal({ sort: ordering('Nothing', 'asc') })).toContain(`'Sort' ${unknown}`);
			expect(await refusal({ group: ordering('Nothing', 'asc') })).toContain(`'Group' ${unknown}`);
			for (const option of ['fieldsToHide', 'fieldsToShow', 'fieldOrder']) {
				expect(await refusal({ options: { [option]: ['Nothing'] } })).toContain(unknown);
			}
			expect(await refusal({ type: 'kanban', stackFieldId: 'Nothing' })).toContain(unknown);
		});

		it('refuses an operator that the field does not have', async () => {
			expect(await refusal(condition('Amount', 'contains', 'x'))).toContain(
				"'Filter' uses the operator 'contains', which the column 'Amount' (number) doesn't have.",
			);
		});

		it('refuses to hide the primary field, and to hide a field that should be shown', async () => {
			expect(await refusal({ options: { fieldsToHide: ['Name'] } })).toBe(
				"'Fields to Hide Names or IDs' contains 'Name', the primary field, which can't be hidden. Remove it.",
			);
			const both = { fieldsToHide: ['Email'], fieldsToShow: ['Email'] };
			expect(await refusal({ options: both })).toContain("both contain 'Email'");
		});

		it('refuses settings that this type of view does not have', async () => {
			// n8n drops what it doesn't show, which happens if an expression gives the type.
			const form = { type: '={{ "form" }}' };
			const gallery = { type: '={{ "gallery" }}' };
			expect(await refusal({ ...form, sort: ordering('Amount', 'asc') })).toBe(
				"'Sort' is not available in a form view. Leave it empty.",
			);
			expect(await refusal({ ...form, ...condition('Paid', 'is', true) })).toContain(
				"'Filter' is not available in a form view",
			);
			expect(await refusal({ ...gallery, group: ordering('Status', 'asc') })).toBe(
				"'Group' is not available in a gallery view. Leave it empty.",
			);
			const group = { field: ['Name', 'Email', 'Status', 'Paid'].map((fieldId) => ({ fieldId })) };
			expect(await refusal({ group })).toContain("'Group' contains 4 fields. Choose at most 3");
		});

		it('creates a kanban stacked by a field, with fields on its cards', async () => {
			const options = { fieldsToShow: ['Amount'] };
			const [made] = await create({ type: 'kanban', stackFieldId: 'Status', options });
			expect(made).toMatchObject({ options: { stackFieldId: id('Status') } });
			expect(await isShown(made.id, 'Amount')).toEqual({ visible: true });
			expect(await isShown(made.id, 'Email')).toEqual({});
		});

		it('creates a calendar with a start and an end date', async () => {
			await table().addField({ name: 'Paid on', type: 'date' });
			const [made] = await create({ type: 'calendar', startDateFieldId: 'Paid on' });
			const day = id('Paid on');
			expect(made).toMatchObject({ options: { startDateFieldId: day, endDateFieldId: day } });
			expect(await refusalOfDate()).toBe(
				"'Start Date Field Name or ID' is 'Amount', which is not a date field. Choose one of 'Due', 'Paid on'.",
			);
		});

		const refusalOfDate = async () => {
			table().server.sandbox.resetRequests();
			return await refusal({ type: 'calendar', startDateFieldId: 'Amount' });
		};

		it('creates a gallery with an attachment field as its cover', async () => {
			expect(await refusal({ type: 'gallery', coverFieldId: 'Name' })).toContain(
				'The table has none, so leave it empty.',
			);
			await table().addField({ name: 'Files', type: 'attachment' });
			const [made] = await create({ type: 'gallery', coverFieldId: 'Files' });
			expect(made).toMatchObject({ options: { coverFieldId: id('Files') } });
		});

		it('creates a form that shows the fields that can be filled in, on each engine', async () => {
			const [made] = await create({ type: 'form' });
			expect(await isShown(made.id, 'Amount')).toEqual({ visible: true });
			expect(await isShown(made.id, 'Double')).not.toMatchObject({ visible: true });
		});

		it('creates a form that shows only the named fields', async () => {
			const [made] = await create({ type: 'form', options: { fieldsToShow: ['Email'] } });
			expect(await isShown(made.id, 'Email')).toEqual({ visible: true });
			expect(await isShown(made.id, 'Amount')).not.toMatchObject({ visible: true });
		});

		it('removes a view again if its fields cannot be shown', async () => {
			const { sandbox } = table().server;
			sandbox.inject({ method: 'PUT', route: COLUMNS, kind: 'status', status: 400 });
			expect(
				await failure('create', {
					...{ name: 'Cards', type: 'kanban', filterBy: 'none' },
					options: { fieldsToShow: ['Amount'] },
				}),
			).toMatch(/ View 'Cards' \(viw\w{16}\) had already been created\. It was deleted again\./);
			expect((await list()).map(({ name }) => name)).toEqual(['Grid view']);
		});

		it('finds a view if the answer is lost, also under the name that Teable gave it', async () => {
			await make({ name: 'New', type: 'grid' });
			table().server.sandbox.resetRequests();
			table().server.sandbox.inject({ method: 'POST', route: VIEWS, kind: 'resetAfter' });
			expect(await create({})).toMatchObject([{ name: 'New 2' }]);
			expect(table().server.sandbox.count('POST', VIEWS)).toBe(1);
		});

		it('can be undone', async () => {
			const run = { executionId: '231' };
			const parameters = { resource: 'view', name: 'New', type: 'grid', filterBy: 'none' };
			const target = table().target('create', { ...parameters, options: { canBeUndone: true } });
			await table().server.output('create', target, run);
			const undo = table().target('undoExecution', { resource: 'table', executionId: '231' });
			expect(await table().server.output('undoExecution', undo, run)).toMatchObject([
				{ undone: 1, complete: true },
			]);
			expect((await list()).map(({ name }) => name)).toEqual(['Grid view']);
		});
	});

	onEachEngine(
		(table) => {
			it('refuses an exact time, because views of 1.10 compare days', async () => {
				expect(
					await viewsOf(table).failure('create', {
						...{ name: 'New', type: 'grid' },
						...EXACT_TIME,
					}),
				).toBe(
					"'Filter' compares an exact time, but views in Teable 1.10 compare only days. Use a date without a time, e.g. 2026-01-31.",
				);
			});
		},
		ENGINES.slice(0, 1),
	);

	onEachEngine((table) => {
		it('accepts an exact time on 2026', async () => {
			const [made] = await viewsOf(table).output('create', {
				...{ name: 'New', type: 'grid' },
				...EXACT_TIME,
			});
			expect(made.filter).toMatchObject({
				filterSet: [{ value: { mode: 'exactDateTime', exactDate: '2026-01-31T09:30:00.000Z' } }],
			});
		});
	}, ENGINES.slice(1));

	const named = (name: string) => ({ name, type: 'grid', filterBy: 'none' });

	onEachEngine((table) => {
		it('says that a name or a description is too long for the server', async () => {
			const { failure } = viewsOf(table);
			expect(await failure('create', named('x'.repeat(101)))).toBe(
				'The name of the view has 101 characters. This Teable server allows only 100. Shorten it. Nothing was changed.',
			);
			const options = { description: 'x'.repeat(2001) };
			expect(await failure('create', { ...named('Open'), options })).toContain(
				'The description of the view has 2001 characters.',
			);
		});
	}, ENGINES.slice(1));

	onEachEngine(
		(table) => {
			it('accepts a name of any length on 1.10', async () => {
				const name = 'x'.repeat(101);
				expect(await viewsOf(table).output('create', named(name))).toMatchObject([{ name }]);
			});
		},
		ENGINES.slice(0, 1),
	);
});
