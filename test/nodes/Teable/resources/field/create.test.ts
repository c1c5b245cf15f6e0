import type { INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import { onEachEngine } from '../../../../harness/table';

const FIELD = '/api/table/:tableId/field';

describe('Field: Create', () => {
	onEachEngine((table) => {
		const target = (more: INodeParameters): INodeParameters => ({
			...table().target('create', more),
			resource: 'field',
		});

		const create = async (more: INodeParameters) => {
			const [field] = await table().server.output('create', target({ name: 'New', ...more }));
			return field;
		};

		const failure = async (more: INodeParameters) => {
			const message = await table().server.failure('create', target({ name: 'New', ...more }));
			expect(table().server.sandbox.count('POST', FIELD)).toBe(0);
			return message;
		};

		it.each<[string, INodeParameters, object]>([
			['text', { type: 'singleLineText', showAs: 'email' }, { showAs: { type: 'email' } }],
			['long text', { type: 'longText', defaultText: 'x' }, { defaultValue: 'x' }],
			[
				'a currency',
				{ type: 'number', numberFormat: 'currency', symbol: '€', precision: 3, defaultNumber: '7' },
				{ formatting: { type: 'currency', precision: 3, symbol: '€' }, defaultValue: 7 },
			],
			[
				'a percentage',
				{ type: 'number', numberFormat: 'percent', precision: 0 },
				{ formatting: { type: 'percent', precision: 0 } },
			],
			[
				'a date',
				{
					...{ type: 'date', dateFormat: 'D/M/YYYY', timeFormat: 'HH:mm' },
					...{ timeZone: 'Europe/Berlin', defaultNow: true },
				},
				{
					formatting: { date: 'D/M/YYYY', time: 'HH:mm', timeZone: 'Europe/Berlin' },
					defaultValue: 'now',
				},
			],
			[
				'a rating',
				{ type: 'rating', icon: 'heart', iconColor: 'redBright', max: 10 },
				{ icon: 'heart', color: 'redBright', max: 10 },
			],
			[
				'several users',
				{ type: 'user', severalUsers: true, notifyUsers: false, defaultCreator: true },
				{ isMultiple: true, shouldNotify: false, defaultValue: ['me'] },
			],
			['a checkbox', { type: 'checkbox', defaultChecked: true }, { defaultValue: true }],
			[
				'a button',
				{ type: 'button', buttonLabel: 'Go', buttonColor: 'red', mostClicks: 3, allowReset: true },
				{ label: 'Go', color: 'red', maxCount: 3, resetCount: true },
			],
			['files', { type: 'attachment' }, {}],
			[
				'the creation time',
				{ type: 'createdTime', timeFormat: 'HH:mm' },
				{
					formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'UTC' },
				},
			],
			['an auto number', { type: 'autoNumber' }, { expression: 'AUTO_NUMBER()' }],
		])('creates a field for %s', async (_what, { type, ...entries }, options) => {
			expect(await create({ type, ...entries })).toMatchObject({ name: 'New', type, options });
			expect(await fieldOf(table(), 'New')).toMatchObject({ type, options });
		});

		it('creates choices with colors, and a default among them', async () => {
			const made = await create({
				type: 'multipleSelect',
				choices: {
					choice: [
						{ name: 'To do', color: 'blueBright' },
						{ name: 'Done, really', color: 'automatic' },
					],
				},
				defaultChoices: 'Done, really',
				noNewChoices: true,
			});
			expect(made.options).toMatchObject({
				choices: [{ name: 'To do', color: 'blueBright' }, { name: 'Done, really' }],
				defaultValue: ['Done, really'],
				preventAutoNewOptions: true,
			});
		});

		it('creates a formula from the names of fields', async () => {
			await table().fill([{ Amount: 3 }]);
			const made = await create({ type: 'formula', formula: '{Amount} * 3' });
			expect(made).toMatchObject({
				options: { expression: `{${table().field('Amount')}} * 3` },
				isWritable: false,
			});
			expect(await table().rows()).toMatchObject([{ New: 9 }]);
		});

		it('creates a link that the linked table does not show', async () => {
			const foreign = await foreignOf(table());
			const before = await fieldsOf(table(), foreign);
			const made = await create({
				...{ type: 'link', relationship: 'manyOne', oneWay: true },
				linkedTableId: { __rl: true, mode: 'id', value: foreign },
			});
			expect(made.options).toMatchObject({
				...{ foreignTableId: foreign, relationship: 'manyOne', isOneWay: true },
			});
			expect(await fieldsOf(table(), foreign)).toEqual(before);
		});

		it('creates lookups and rollups of linked records', async () => {
			await table().fill([{ Companies: Object.values(table().companies).map((id) => ({ id })) }]);
			await create({ type: 'lookup', linkField: 'Companies', lookupField: 'Company' });
			await create({
				...{ name: 'Count', type: 'rollup', linkField: 'Companies', lookupField: 'Company' },
				rollupFunction: 'countall({values})',
			});
			expect(await table().rows()).toMatchObject([{ New: ['Acme', 'Globex'], Count: 2 }]);
		});

		it('creates a required field while the table is empty, and refuses it if records would be empty', async () => {
			expect(await create({ type: 'number', required: true, unique: true })).toMatchObject({
				notNull: true,
				unique: true,
			});
			table().server.sandbox.resetRequests();
			await table().fill([{ Name: 'a', New: 1 }]);
			expect(await failure({ name: 'Other', type: 'number', required: true })).toContain(
				"'Required' cannot be set for a new field of a table with records",
			);
		});

		it('creates a field that Undo Execution removes again, also from the linked table', async () => {
			const { server } = table();
			const executionId = '7';
			const foreign = await foreignOf(table());
			const before = [await fieldsOf(table()), await fieldsOf(table(), foreign)];
			const create = {
				...{ name: 'New', type: 'link', options: { canBeUndone: true } },
				linkedTableId: { __rl: true, mode: 'id', value: foreign },
			};
			await server.output('create', target(create), { executionId });
			expect((await fieldsOf(table(), foreign)).length).toBe(before[1].length + 1);
			const undo = { ...target({}), resource: 'table', operation: 'undoExecution', executionId };
			expect(await server.output('undoExecution', undo)).toMatchObject([
				{ undone: 1, complete: true },
			]);
			expect([await fieldsOf(table()), await fieldsOf(table(), foreign)]).toEqual(before);
		});

		it.each<[string, INodeParameters, string]>([
			['a name that is in use', { name: 'Amount' }, "The table already has a field 'Amount'"],
			[
				'a default that is not a choice',
				{ type: 'singleSelect', choices: { choice: [{ name: 'a' }] }, defaultChoice: 'b' },
				"'Default Choice' is 'b', which is not one of the choices. Use one of a.",
			],
			[
				'a duplicate choice',
				{ type: 'singleSelect', choices: { choice: [{ name: 'a' }, { name: 'a' }] } },
				"'Choices' contains the choice 'a' twice",
			],
			[
				'a choice without a name',
				{ type: 'singleSelect', choices: { choice: [{ name: ' ' }] } },
				"'Name' is empty",
			],
			[
				'a color that Teable does not have',
				{ type: 'singleSelect', choices: { choice: [{ name: 'a', color: 'pinkish' }] } },
				"'Color' is 'pinkish', which isn't one of its options",
			],
			[
				'a time zone that does not exist',
				{ type: 'date', timeZone: 'Mars/X' },
				"'Time Zone' is 'Mars/X', which is not a time zone",
			],
			[
				'a formula with a field that the table does not have',
				{ type: 'formula', formula: '{Amont} * 2' },
				"The formula contains the field 'Amont', which the table doesn't have.",
			],
			[
				'a field that is not a link',
				{ type: 'lookup', linkField: 'Name', lookupField: 'Company' },
				"'Link Field' is 'Name', which is not a link field of the table. Its link fields are 'Companies'.",
			],
			[
				'a field that the linked table does not have',
				{ type: 'lookup', linkField: 'Companies', lookupField: 'Turnover' },
				"'Field in Linked Table' is 'Turnover', which the linked table doesn't have. Its fields are 'Company'.",
			],
		])('refuses %s before anything is sent', async (_what, more, message) => {
			expect(await failure(more)).toContain(message);
		});
	});
});

interface Described {
	id: string;
	name: string;
	options: { foreignTableId: string };
}

const fieldsOf = async (table: TestTable, tableId = table.id): Promise<Described[]> =>
	(await table.server.ask('GET', `/table/${tableId}/field`)) as unknown as Described[];

const fieldOf = async (table: TestTable, name: string) =>
	(await fieldsOf(table)).find((field) => field.name === name);

const foreignOf = async (table: TestTable): Promise<string> =>
	(await fieldOf(table, 'Companies'))!.options.foreignTableId;
