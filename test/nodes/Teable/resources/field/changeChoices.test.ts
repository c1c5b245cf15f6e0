import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SOME_ENGINES } from '../../../../harness/engines';
import { onEachEngine } from '../../../../harness/table';

const CONVERT = '/api/table/:tableId/field/:fieldId/convert';

type Changes = IDataObject[];

const rename = (choice: string, newName: string) => ({ kind: 'rename', choice, newName });

describe('Field: Change Choices', () => {
	onEachEngine(
		(table) => {
			const target = (
				field: string,
				change: Changes,
				options: INodeParameters = {},
			): INodeParameters => ({
				...table().target('changeChoices', { changes: { change } as INodeParameters, options }),
				...{ resource: 'field', fieldId: { __rl: true, mode: 'name', value: field } },
			});

			const change = async (field: string, changes: Changes, options?: INodeParameters) => {
				const [changed] = await table().server.output(
					'changeChoices',
					target(field, changes, options),
				);
				return changed.options as { choices: IDataObject[]; defaultValue?: unknown };
			};

			const namesOf = ({ choices }: { choices: IDataObject[] }) => choices.map(({ name }) => name);

			const refusal = async (field: string, changes: Changes) => {
				const { server } = table();
				const message = await server.failure('changeChoices', target(field, changes));
				expect(server.sandbox.count('PUT', CONVERT)).toBe(0);
				return message;
			};

			const cells = async (field: string) => (await table().rows()).map((row) => row[field]);

			it('adds, renames, recolors, moves and removes choices, and keeps the values of the records', async () => {
				await table().fill([{ Stage: 'one' }, { Stage: 'two' }]);
				const before = await table().server.ask(
					'GET',
					`/table/${table().id}/field/${table().field('Stage')}`,
				);
				const after = await change('Stage', [
					{ kind: 'add', newName: 'four', color: 'redBright', before: 'two' },
					{ kind: 'rename', choice: 'one', newName: 'first' },
					{ kind: 'color', choice: 'one', color: 'blueDark1' },
					{ kind: 'move', choice: 'one', before: '' },
					{ kind: 'remove', choice: 'three' },
				]);
				expect(after.choices).toMatchObject([
					{ name: 'four', color: 'redBright' },
					{ name: 'two' },
					{ name: 'first', color: 'blueDark1' },
				]);
				const { choices } = before.options as { choices: IDataObject[] };
				expect([after.choices[2].id, after.choices[1].id]).toEqual([choices[0].id, choices[1].id]);
				expect(await cells('Stage')).toEqual(['first', 'two']);
				expect(table().server.sandbox.count('PUT', CONVERT)).toBe(1);
			});

			it.each(['Stage', 'Marks'])('swaps the names of two choices of %s', async (field) => {
				const isMultiple = field === 'Marks';
				const held = (name: string) => (isMultiple ? [name] : name);
				await table().fill(['one', 'two', 'three'].map((name) => ({ [field]: held(name) })));
				const after = await change(field, [rename('one', 'two'), rename('two', 'one')]);
				expect(namesOf(after)).toEqual(['two', 'one', 'three']);
				expect(await cells(field)).toEqual([held('two'), held('one'), held('three')]);
			});

			it('can reuse the name of a choice that is removed or renamed', async () => {
				await table().fill([{ Stage: 'one' }, { Stage: 'two' }]);
				const after = await change('Stage', [
					{ kind: 'remove', choice: 'three' },
					rename('two', 'three'),
					rename('one', 'two'),
					{ kind: 'add', newName: 'one', color: 'automatic', before: '' },
				]);
				expect(namesOf(after)).toEqual(['two', 'three', 'one']);
				expect(await cells('Stage')).toEqual(['two', 'three']);
			});

			it('says how many records have a choice that is to be removed', async () => {
				await table().fill([{ Stage: 'one' }, { Stage: 'one' }, { Marks: ['one', 'two'] }]);
				expect(await refusal('Stage', [{ kind: 'remove', choice: 'one' }])).toBe(
					"'Changes' removes 'one', which empties 2 cells. To remove it anyway, turn on 'Remove Used Choices' under 'Options'.",
				);
				expect(await refusal('Marks', [{ kind: 'remove', choice: 'two' }])).toContain(
					"'Changes' removes 'two', which changes 1 cell.",
				);
			});

			it('removes a choice that records have, on request', async () => {
				await table().fill([{ Marks: ['one', 'two'] }, { Marks: ['two'] }]);
				await change('Marks', [{ kind: 'remove', choice: 'two' }], { removeUsed: true });
				expect(await cells('Marks')).toEqual([['one'], undefined]);
			});

			it('renames the default too', async () => {
				const open = await change('Open', [rename('a', 'z')]);
				expect(open).toMatchObject({ choices: [{ name: 'z' }, { name: 'b' }], defaultValue: 'z' });
				const several = await change('Several', [rename('a', 'b'), rename('b', 'a')]);
				expect(several).toMatchObject({
					choices: [{ name: 'b' }, { name: 'a' }, { name: 'c' }],
					defaultValue: ['b'],
				});
				const fewer = await change('Several', [{ kind: 'remove', choice: 'b' }]);
				expect(fewer.defaultValue ?? []).toEqual([]);
			});

			it('keeps the rules and other options of the field', async () => {
				const update = { ...target('Stage', []), operation: 'update' };
				await table().fill([{ Stage: 'one' }]);
				await table().server.output('update', {
					...update,
					settings: { required: true, noNewChoices: true },
				});
				await change('Stage', [rename('one', 'first')]);
				const path = `/table/${table().id}/field/${table().field('Stage')}`;
				expect(await table().server.ask('GET', path)).toMatchObject({
					...{ notNull: true, options: { preventAutoNewOptions: true } },
				});
			});

			it.each<[string, string, Changes, string]>([
				['no change', 'Stage', [], "'Changes' is empty, so there is nothing to change."],
				[
					'a choice that the field does not have',
					'Stage',
					[{ kind: 'remove', choice: 'nine' }],
					"'Choice' is 'nine', which is not a choice of 'Stage'. Its choices are 'one', 'two', 'three'.",
				],
				[
					'two choices with one name',
					'Stage',
					[rename('one', 'two')],
					"'Changes' would give two choices of 'Stage' the name 'two'.",
				],
				['an empty name', 'Stage', [rename('one', ' ')], "'New Name' is empty."],
				[
					'a position before a choice that does not exist',
					'Stage',
					[{ kind: 'move', choice: 'one', before: 'nine' }],
					"'Before' is 'nine'",
				],
				[
					'a field without choices',
					'Amount',
					[rename('one', 'two')],
					"'Field' is 'Amount', which has the type Number and no choices. Choose one of 'Status', 'Tags',",
				],
			])('refuses %s before anything is sent', async (_what, field, changes, message) => {
				expect(await refusal(field, changes)).toContain(message);
			});

			it('says that a part of the changes was made', async () => {
				const { sandbox } = table().server;
				sandbox.inject({ method: 'PUT', route: CONVERT, kind: 'status', status: 403, after: 1 });
				const changes = target('Stage', [rename('one', 'two'), rename('two', 'one')]);
				expect(await table().server.failure('changeChoices', changes)).toContain(
					'Some of the changes were already made. Check the choices in Teable before you run the node again.',
				);
			});

			it('detects that choices were changed if the answer is lost', async () => {
				const { sandbox } = table().server;
				sandbox.inject({ method: 'PUT', route: CONVERT, kind: 'resetAfter' });
				expect(namesOf(await change('Stage', [rename('one', 'first')]))[0]).toBe('first');
				expect(sandbox.count('PUT', CONVERT)).toBe(1);
			});
		},
		SOME_ENGINES,
		[
			{
				...{ name: 'Stage', type: 'singleSelect' },
				options: { choices: [{ name: 'one' }, { name: 'two' }, { name: 'three' }] },
			},
			{
				...{ name: 'Marks', type: 'multipleSelect' },
				options: { choices: [{ name: 'one' }, { name: 'two' }, { name: 'three' }] },
			},
			{
				...{ name: 'Open', type: 'singleSelect' },
				options: { choices: [{ name: 'a' }, { name: 'b' }], defaultValue: 'a' },
			},
			{
				...{ name: 'Several', type: 'multipleSelect' },
				options: {
					choices: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
					defaultValue: ['a'],
				},
			},
		],
	);

	onEachEngine(
		(table) => {
			it.each<[string, Changes, string]>([
				[
					'to remove the default of a single select',
					[{ kind: 'remove', choice: 'a' }],
					"'Changes' removes 'a', the default of 'Open', but this Teable server can't remove a default. Set another 'Default Choice' under 'Settings' with Field > Update first.",
				],
				[
					'to rename the default if no other choice stays',
					[rename('a', 'z'), rename('b', 'y')],
					"'Changes' renames 'a', the default of 'Open', and changes all other choices too.",
				],
			])('refuses %s', async (_what, change, message) => {
				const fieldId = { __rl: true, mode: 'name', value: 'Open' };
				const more = { resource: 'field', fieldId, changes: { change } as INodeParameters };
				const parameters = table().target('changeChoices', more);
				expect(await table().server.failure('changeChoices', parameters)).toContain(message);
				expect(table().server.sandbox.count('PUT', CONVERT)).toBe(0);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
		[
			{
				...{ name: 'Open', type: 'singleSelect' },
				options: { choices: [{ name: 'a' }, { name: 'b' }], defaultValue: 'a' },
			},
		],
	);
});
