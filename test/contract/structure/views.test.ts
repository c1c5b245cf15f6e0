import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onContractTables } from '../table';

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

const ordering = (fieldId: string, direction: string) => ({ field: [{ fieldId, direction }] });

const conditions = (...condition: IDataObject[]): INodeParameters => ({
	...{ filterBy: 'conditions', match: 'and', conditions: { condition } as INodeParameters },
});

describe('Teable contract: views', () => {
	onContractTables((table, node) => {
		const id = (name: string) => table().field(name);

		const output = async (operation: string, more: INodeParameters = {}) =>
			await node.output(operation, { resource: 'view', ...more });

		const failure = async (operation: string, more: INodeParameters) =>
			await node.failure(operation, { resource: 'view', ...more });

		const create = async (more: INodeParameters) =>
			(await output('create', { filterBy: 'none', ...more }))[0];

		const get = async (viewId: unknown) => (await output('get', { viewId: byId(viewId) }))[0];

		const ask = async (method: string, path: string, body?: object) =>
			await table().server.ask(method, `/table/${table().id}${path}`, body);

		const shown = ({ columnMeta }: IDataObject, name: string) =>
			(columnMeta as IDataObject)[id(name)] as IDataObject;

		const titles = async (viewId: unknown) => {
			const { records } = await ask('GET', `/record?viewId=${String(viewId)}`);
			return (records as IDataObject[]).map(({ fields }) => (fields as IDataObject).Name);
		};

		beforeAll(async () => {
			await table().fill([
				{ Name: 'one', Amount: 1, Status: 'Todo', Due: '2026-01-01T10:00:00.000Z' },
				{ Name: 'two', Amount: 2, Status: 'Todo' },
				{ Name: 'three', Amount: 3, Status: 'Done', Paid: true },
			]);
		});

		it('Create creates a grid that shows the right records, in the right order', async () => {
			const made = await create({
				...{ name: 'Open', type: 'grid' },
				...conditions(
					{ fieldId: 'Status', operator: 'is', value: 'Todo' },
					{ fieldId: 'Amount', operator: 'isGreater', value: '0' },
				),
				...{ sort: ordering('Amount', 'desc'), group: ordering('Status', 'asc') },
				options: {
					description: 'What is to be done',
					...{ fieldsToHide: ['Email'], fieldOrder: ['Status', 'Amount'] },
				},
			});
			const held = await get(made.id);
			expect(held).toMatchObject({
				...{ name: 'Open', type: 'grid', description: 'What is to be done' },
				sort: { sortObjs: [{ fieldId: id('Amount'), order: 'desc' }] },
				group: [{ fieldId: id('Status'), order: 'asc' }],
			});
			expect(shown(held, 'Email')).toMatchObject({ order: 3, hidden: true });
			expect(shown(held, 'Status')).toMatchObject({ order: 1 });
			expect(await titles(made.id)).toEqual(['two', 'one']);
			expect(await create({ name: 'Open', type: 'grid' })).toMatchObject({ name: 'Open 2' });
		});

		it('Create and Update say that a text is too long, or the server accepts it', async () => {
			const { id: viewId } = await create({ name: 'Short', type: 'grid' });
			const tooLong = (text: string, length: number) =>
				expect.stringContaining(`The ${text} of the view has ${length} characters.`) as string;
			const long = { name: 'x'.repeat(101), type: 'grid' };
			if ((await table().server.engine()) === '1.10.0') {
				expect(await create(long)).toMatchObject(long);
				return;
			}
			expect(await failure('create', { ...long, filterBy: 'none' })).toEqual(tooLong('name', 101));
			expect(await failure('update', { viewId: byId(viewId), name: long.name })).toEqual(
				tooLong('name', 101),
			);
			const description = 'x'.repeat(2001);
			expect(await failure('update', { viewId: byId(viewId), description })).toEqual(
				tooLong('description', 2001),
			);
			expect(await create({ name: 'y'.repeat(100), type: 'grid' })).toMatchObject({
				name: 'y'.repeat(100),
			});
		});

		it('Create stores a filter of each type exactly as it was sent', async () => {
			const made = await create({
				...{ name: 'All kinds', type: 'grid' },
				...conditions(
					{ fieldId: 'Email', operator: 'isEmpty' },
					{ fieldId: 'Paid', operator: 'is', value: 'false' },
					{ fieldId: 'Tags', operator: 'hasNoneOf', value: 'A, B' },
					{ fieldId: 'Due', operator: 'isBefore', mode: 'exactDate', date: '2026-02-01' },
					{ fieldId: 'Due', operator: 'isWithIn', period: 'pastNumberOfDays', numberOfDays: 36500 },
				),
			});
			expect((made.filter as IDataObject).filterSet).toHaveLength(5);
			expect(await titles(made.id)).toEqual(['one']);
		});

		it('Create sets the layout of cards, and forms show the fields that can be filled in', async () => {
			const board = await create({
				...{ name: 'Board', type: 'kanban', stackFieldId: 'Status' },
				options: { fieldsToShow: ['Amount'] },
			});
			expect(board.options).toMatchObject({ stackFieldId: id('Status') });
			expect(shown(await get(board.id), 'Amount')).toMatchObject({ visible: true });
			const calendar = await create({
				...{ name: 'Days', type: 'calendar', startDateFieldId: 'Due' },
			});
			expect(calendar.options).toMatchObject({
				...{ startDateFieldId: id('Due'), endDateFieldId: id('Due') },
			});
			const form = await get((await create({ name: 'Ask', type: 'form' })).id);
			expect(shown(form, 'Amount')).toMatchObject({ visible: true });
			expect(shown(form, 'Double').visible ?? false).toBe(false);
			const short = { name: 'Short', type: 'form', options: { fieldsToShow: ['Name'] } };
			const held = await get((await create(short)).id);
			expect(shown(held, 'Name')).toMatchObject({ visible: true });
			expect(shown(held, 'Amount').visible ?? false).toBe(false);
		});

		it('Create can be undone', async () => {
			const options = { canBeUndone: true };
			const made = await node.output(
				'create',
				{ ...{ resource: 'view', name: 'Undone', type: 'grid', filterBy: 'none' }, options },
				{ executionId: '8231' },
			);
			await node.output(
				'undoExecution',
				{ resource: 'table', executionId: '8231', options: { whenIncomplete: 'output' } },
				{ executionId: '8232' },
			);
			const ids = (await output('getAll', { returnAll: true })).map((view) => view.id);
			expect(ids).not.toContain(made[0].id);
		});

		it('Update changes the layout to other fields, and keeps what is not set', async () => {
			const board = await create({ name: 'Board', type: 'kanban', stackFieldId: 'Status' });
			const stacked = { viewId: byId(board.id), options: { stackFieldId: 'Tags' } };
			expect(await output('update', stacked)).toMatchObject([
				{ options: { stackFieldId: id('Tags') } },
			]);
			const calendar = { name: 'Days', type: 'calendar', startDateFieldId: 'Due' };
			const { id: viewId } = await create(calendar);
			const titled = { viewId: byId(viewId), options: { titleFieldId: 'Email' } };
			expect(await output('update', titled)).toMatchObject([
				{ options: { startDateFieldId: id('Due'), titleFieldId: id('Email') } },
			]);
		});

		it('Update changes everything, and removes it again', async () => {
			const { id: viewId } = await create({ name: 'Before', type: 'grid' });
			const [changed] = await output('update', {
				...{ viewId: byId(viewId), name: 'After', description: 'Changed' },
				...conditions({ fieldId: 'Amount', operator: 'isGreater', value: '1' }),
				...{ sort: ordering('Amount', 'desc'), group: ordering('Status', 'asc') },
				options: { fieldsToHide: ['Email'], fieldOrder: ['Amount'] },
			});
			expect(changed).toMatchObject({ name: 'After', description: 'Changed' });
			expect(shown(changed, 'Email')).toMatchObject({ hidden: true });
			expect(shown(changed, 'Amount')).toMatchObject({ order: 1 });
			expect((await titles(viewId)).sort()).toEqual(['three', 'two']);
			const options = {
				...{ clear: ['description', 'filter', 'group', 'sort'], fieldsToShow: ['Email'] },
			};
			const [cleared] = await output('update', { viewId: byId(viewId), filterBy: 'keep', options });
			for (const what of options.clear) expect(cleared[what] ?? '').toBe('');
			expect(shown(cleared, 'Email').hidden ?? false).toBe(false);
			expect(await titles(viewId)).toHaveLength(3);
		});

		it('Duplicate copies a view under the given name', async () => {
			const view = await create({
				...{ name: 'Original', type: 'grid', sort: ordering('Amount', 'desc') },
				...conditions({ fieldId: 'Status', operator: 'is', value: 'Todo' }),
				options: { fieldsToHide: ['Email'] },
			});
			const terms = { viewId: byId(view.id), name: 'The copy' };
			const [copy] = await output('duplicate', terms);
			expect(copy.name).toBe('The copy');
			expect(copy.id).not.toBe(view.id);
			expect(await titles(copy.id)).toEqual(['two', 'one']);
			expect(shown(await get(copy.id), 'Email')).toMatchObject({ hidden: true });
			const form = await create({ name: 'F', type: 'form', options: { fieldsToShow: ['Name'] } });
			const [second] = await output('duplicate', { viewId: byId(form.id) });
			expect(second.name).toBe('F 2');
			expect(shown(await get(second.id), 'Name')).toMatchObject({ visible: true });
			expect(shown(await get(second.id), 'Amount').visible ?? false).toBe(false);
		});

		it('Share returns the same link until it is stopped, with the password and other settings', async () => {
			const { id: viewId } = await create({ name: 'Shared', type: 'grid' });
			const share = async (options: INodeParameters = {}) =>
				(await output('share', { viewId: byId(viewId), options }))[0];
			const opens = async ({ shareId }: IDataObject) =>
				await table()
					.server.ask('GET', `/share/${String(shareId)}/view`)
					.then(
						() => true,
						() => false,
					);
			const first = await share({ allowCopying: true });
			expect(first).toMatchObject({ shared: true, allowCopying: true, hasPassword: false });
			expect(await opens(first)).toBe(true);
			const second = await share({ password: 'open sesame' });
			expect(second).toMatchObject({
				...{ shareUrl: first.shareUrl, allowCopying: true, hasPassword: true },
			});
			expect(await opens(second)).toBe(false);
			const third = await share({ newLink: true, removePassword: true });
			expect(third).toMatchObject({ allowCopying: true, hasPassword: false });
			expect(third.shareId).not.toBe(first.shareId);
			expect([await opens(first), await opens(third)]).toEqual([false, true]);
			const stopped = await output('stopSharing', { viewId: byId(viewId) });
			expect(stopped).toMatchObject([{ id: viewId, shared: false }]);
			expect(await opens(third)).toBe(false);
			const again = await share({ password: 'open sesame' });
			expect(again).toMatchObject({ allowCopying: true, hasPassword: true });
			expect(again.shareId).not.toBe(third.shareId);
		});

		it('Delete deletes a view, but never the last one', async () => {
			const made = await table().server.ask('POST', `/base/${table().server.baseId}/table`, {
				...{ name: 'One view', fields: [{ name: 'Name', type: 'singleLineText' }], records: [] },
			});
			const tableId = byId(made.id);
			const [only] = await output('getAll', { tableId, returnAll: true });
			const viewId = byId(only.id);
			expect(await failure('delete', { tableId, viewId })).toContain('the only view of the table');
			const [other] = await output('create', {
				...{ tableId, name: 'Other', type: 'grid', filterBy: 'none' },
			});
			expect(await output('delete', { tableId, viewId })).toEqual([{ id: only.id, deleted: true }]);
			expect(await output('getAll', { tableId, returnAll: true })).toMatchObject([
				{ id: other.id },
			]);
			expect(await failure('get', { tableId, viewId })).toContain(
				"which doesn't exist in this table",
			);
		});
	});
});
