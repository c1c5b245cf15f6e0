import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onContractTables } from '../table';

describe('Teable contract: fields', () => {
	onContractTables((table, node) => {
		const byName = (value: string) => ({ __rl: true, mode: 'name', value });

		const on = (fieldName: string, more: INodeParameters = {}): INodeParameters => ({
			...{ resource: 'field', fieldId: byName(fieldName), ...more },
		});

		const output = async (operation: string, more: INodeParameters) =>
			(await node.output(operation, { resource: 'field', ...more }))[0];

		const failure = async (operation: string, more: INodeParameters) =>
			await node.failure(operation, { resource: 'field', ...more });

		const create = async (name: string, more: INodeParameters) =>
			await output('create', { name, ...more });

		const cells = async (name: string) =>
			(await table().rows()).map((row) => row[name]).filter((cell) => cell !== undefined);

		it('Create creates a field with its options', async () => {
			const more = { numberFormat: 'currency', symbol: '€', precision: 3, defaultNumber: '7' };
			expect(await create('Price', { type: 'number', ...more })).toMatchObject({
				...{ name: 'Price', type: 'number' },
				options: { formatting: { type: 'currency', precision: 3, symbol: '€' }, defaultValue: 7 },
			});
		});

		it('Create and Update say that a name is too long for v2', async () => {
			const name = 'x'.repeat(101);
			await create('Short', { type: 'number' });
			if ((await table().server.engine()) !== 'v2') {
				expect(await create(name, { type: 'number' })).toMatchObject({ name });
				return;
			}
			const tooLong = 'The name of the field has 101 characters.';
			expect(await failure('create', { name, type: 'number' })).toContain(tooLong);
			expect(await failure('update', on('Short', { name }))).toContain(tooLong);
		});

		it('Update changes one option and keeps the others, and removes a default', async () => {
			const settings = { precision: 1 };
			expect(await output('update', on('Price', { settings }))).toMatchObject({
				options: { formatting: { type: 'currency', precision: 1, symbol: '€' }, defaultValue: 7 },
			});
			const cleared = await output('update', on('Price', { settings: { defaultNumber: '' } }));
			expect((cleared.options as IDataObject).defaultValue ?? null).toBeNull();
		});

		it('Update changes name and description, and clears the description', async () => {
			const named = await output('update', on('Price', { name: 'Cost', description: 'No tax' }));
			expect(named).toMatchObject({ name: 'Cost', description: 'No tax' });
			const options = { clearDescription: true };
			const cleared = await output('update', on('Cost', { options }));
			expect(cleared.description ?? '').toBe('');
		});

		it('Update sets rules, keeps them, removes them, and says why they cannot be set', async () => {
			await create('Key', { type: 'singleLineText' });
			await table().fill([{ Key: 'a' }, { Key: 'b' }]);
			const rules = async (settings: INodeParameters) => {
				const { unique, notNull } = await output('update', on('Key', { settings }));
				return [unique ?? false, notNull ?? false];
			};
			expect(await rules({ unique: true, required: true })).toEqual([true, true]);
			expect(await rules({ defaultText: 'x' })).toEqual([true, true]);
			expect(await rules({ unique: false, required: false })).toEqual([false, false]);
			await table().fill([{ Key: 'a', Name: 'x' }]);
			const settings = { unique: true };
			expect(await failure('update', on('Key', { settings }))).toContain(
				"'Unique' can't be turned on because several records have the same value.",
			);
		});

		it('Update changes a formula to one that returns text', async () => {
			await create('Sum', { type: 'formula', formula: '{Amount} * 2' });
			const settings = { formula: '{Name} & "!"' };
			expect(await output('update', on('Sum', { settings }))).toMatchObject({
				cellValueType: 'string',
			});
		});

		it('Update removes the display of text as a link, or says that it cannot', async () => {
			await create('Site', { type: 'singleLineText', showAs: 'url' });
			const { items, error } = await node.run(
				'update',
				on('Site', { settings: { showAs: 'text' } }),
			);
			const shown = items.map(({ json }) => (json.options as IDataObject).showAs ?? null);
			expect([
				null,
				"'Show As' can't be removed from 'Site' on this Teable server. Set another value, or remove it in Teable.",
			]).toContain(error?.message ?? shown[0]);
		});

		it('Change Choices keeps the cells when choices are renamed and moved', async () => {
			for (const [name, type] of [
				['One', 'singleSelect'],
				['Many', 'multipleSelect'],
			]) {
				const choice = ['a', 'b', 'c'].map((choiceName) => ({ name: choiceName }));
				await create(name, { type, choices: { choice } });
				const held = (text: string) => (type === 'multipleSelect' ? [text] : text);
				await table().fill(['a', 'b', 'c'].map((text) => ({ [name]: held(text) })));
				const change = [
					{ kind: 'rename', choice: 'a', newName: 'b' },
					{ kind: 'rename', choice: 'b', newName: 'a' },
					{ kind: 'move', choice: 'c', before: 'a' },
					{ kind: 'add', newName: 'd', color: 'red', before: '' },
				];
				const changed = await output('changeChoices', on(name, { changes: { change } }));
				expect((changed.options as { choices: IDataObject[] }).choices).toMatchObject([
					...[{ name: 'c' }, { name: 'b' }, { name: 'a' }, { name: 'd', color: 'red' }],
				]);
				expect(await cells(name)).toEqual([held('b'), held('a'), held('c')]);
			}
		});

		it('Change Choices says how many cells would be emptied by removing a choice', async () => {
			const changes = { change: [{ kind: 'remove', choice: 'c' }] };
			expect(await failure('changeChoices', on('One', { changes }))).toContain(
				"'Changes' removes 'c', which empties 1 cell.",
			);
			await output('changeChoices', on('One', { changes, options: { removeUsed: true } }));
			expect(await cells('One')).toEqual(['b', 'a']);
		});

		it('Change Choices renames the default too', async () => {
			const choice = [{ name: 'x' }, { name: 'y' }];
			await create('Start', { type: 'singleSelect', choices: { choice }, defaultChoice: 'x' });
			const changes = { change: [{ kind: 'rename', choice: 'x', newName: 'z' }] };
			expect(await output('changeChoices', on('Start', { changes }))).toMatchObject({
				options: { choices: [{ name: 'z' }, { name: 'y' }], defaultValue: 'z' },
			});
			const more = { defaultChoices: 'x', choices: { choice } };
			await create('Starts', { type: 'multipleSelect', ...more });
			expect(await output('changeChoices', on('Starts', { changes }))).toMatchObject({
				options: { choices: [{ name: 'z' }, { name: 'y' }], defaultValue: ['z'] },
			});
		});

		it('Duplicate copies the values before it ends', async () => {
			for (const name of ['One', 'Many', 'Key']) {
				const before = await cells(name);
				await output('duplicate', on(name, { name: `${name} copy` }));
				expect(await cells(`${name} copy`)).toEqual(before);
			}
		});

		it.each([
			['Amount', 5],
			['Paid', true],
			['Stars', 4],
			['Due', '2026-01-31T10:00:00.000Z'],
		])('Duplicate copies the values of %s', async (name, value) => {
			await table().fill([{ [name]: value }]);
			await output('duplicate', on(name, { name: `${name} copy` }));
			expect(await cells(`${name} copy`)).toEqual(await cells(name));
		});

		it('Duplicate copies links', async () => {
			await table().fill([{ Companies: [{ id: Object.values(table().companies)[0] }] }]);
			await output('duplicate', on('Companies', { name: 'Companies copy' }));
			expect(await cells('Companies copy')).toHaveLength((await cells('Companies')).length);
		});

		it('Update changes what a rollup and a lookup show', async () => {
			const source = { linkField: 'Companies', lookupField: 'Company' };
			await create('Seen', { type: 'lookup', ...source });
			const rollupFunction = 'countall({values})';
			await create('Counted', { type: 'rollup', ...source, rollupFunction });
			const settings = { rollupFunction: 'counta({values})' };
			expect(await output('update', on('Counted', { settings }))).toMatchObject({
				options: { expression: 'counta({values})' },
			});
			const lookup = { settings: { lookupField: 'Company' } };
			expect(await output('update', on('Seen', lookup))).toMatchObject({ isLookup: true });
			expect(await cells('Seen')).toContainEqual(['Acme']);
		});

		it('Delete can be undone', async () => {
			await table().fill([{ Tags: ['A'] }]);
			const run = { executionId: '231' };
			await node.output('delete', on('Tags', { options: { canBeUndone: true } }), run);
			await node.output('undoExecution', { resource: 'table', executionId: '231' }, run);
			expect(await cells('Tags')).toEqual([['A']]);
		});

		it('Delete names what uses the field, and refuses the primary field', async () => {
			expect(await failure('delete', on('Name'))).toContain('the primary field');
			expect(await failure('delete', on('Amount'))).toContain("the formula 'Double'");
			const options = { deleteIfUsed: true };
			const id = table().field('Amount');
			expect(await output('delete', on('Amount', { options }))).toEqual({ id, deleted: true });
			expect(await output('delete', on('Cost'))).toMatchObject({ deleted: true });
		});
	});
});
