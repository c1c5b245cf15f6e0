import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SOME_ENGINES } from '../../../../harness/engines';
import { onEachEngine } from '../../../../harness/table';

const FIELD = '/api/table/:tableId/field/:fieldId';
const CONVERT = `${FIELD}/convert`;

describe('Field: Update', () => {
	onEachEngine(
		(table) => {
			const target = (field: string, more: INodeParameters): INodeParameters => ({
				...table().target('update', more),
				...{ resource: 'field', fieldId: { __rl: true, mode: 'name', value: field } },
			});

			const update = async (field: string, more: INodeParameters) => {
				const [updated] = await table().server.output('update', target(field, more));
				return updated;
			};

			const set = async (field: string, settings: INodeParameters) =>
				await update(field, { settings });

			const failure = async (field: string, more: INodeParameters) => {
				const { sandbox } = table().server;
				sandbox.resetRequests();
				const message = await table().server.failure('update', target(field, more));
				expect(sandbox.count('PUT', CONVERT) + sandbox.count('PATCH', FIELD)).toBe(0);
				return message;
			};

			const fieldOf = async (name: string): Promise<IDataObject> =>
				await table().server.ask('GET', `/table/${table().id}/field/${table().field(name)}`);

			it('changes only the name and the description', async () => {
				const before = await fieldOf('Amount');
				await table().fill([{ Amount: 7 }]);
				expect(await update('Amount', { name: 'Net', description: 'No tax' })).toMatchObject({
					...{ id: before.id, name: 'Net', description: 'No tax', options: before.options },
				});
				expect(await table().rows()).toMatchObject([{ Net: 7 }]);
				expect(table().server.sandbox.count('PUT', CONVERT)).toBe(0);
			});

			it('clears the description', async () => {
				await update('Amount', { description: 'No tax' });
				const options = { clearDescription: true };
				const { description } = await update('Amount', { options });
				expect(description ?? '').toBe('');
			});

			it.each<[string, string, INodeParameters, IDataObject]>([
				[
					'only the decimal places',
					'Price',
					{ precision: 4 },
					{ formatting: { type: 'currency', precision: 4, symbol: '€' }, defaultValue: 5 },
				],
				[
					'the format of a number',
					'Price',
					{ numberFormat: 'percent' },
					{ formatting: { type: 'percent', precision: 2 }, defaultValue: 5 },
				],
				[
					'the time zone of a date',
					'Day',
					{ timeZone: 'Asia/Tokyo' },
					{
						formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Asia/Tokyo' },
						defaultValue: 'now',
					},
				],
				['a default', 'Notes', { defaultText: 'x' }, { defaultValue: 'x' }],
				[
					'a default choice',
					'Status',
					{ defaultChoice: 'Done' },
					{ choices: [{ name: 'Todo' }, { name: 'Done' }], defaultValue: 'Done' },
				],
				['how text is shown', 'Email', { showAs: 'email' }, { showAs: { type: 'email' } }],
			])('changes %s, and keeps the rest', async (_what, field, settings, options) => {
				const updated = await set(field, settings);
				expect(updated.options).toMatchObject(options);
				expect((await fieldOf(field)).options).toEqual(updated.options);
			});

			it('keeps the cells of a select field', async () => {
				await table().fill([{ Status: 'Done', Tags: ['A', 'B'] }]);
				await set('Status', { defaultChoice: 'Todo' });
				await set('Tags', { noNewChoices: true });
				expect(await table().rows()).toMatchObject([{ Status: 'Done', Tags: ['A', 'B'] }]);
			});

			it('removes a default', async () => {
				expect((await set('Price', { defaultNumber: '' })).options).not.toHaveProperty(
					'defaultValue',
				);
				expect((await set('Day', { defaultNow: false })).options).not.toHaveProperty(
					'defaultValue',
				);
			});

			it('sets unique and required, keeps them through other changes, and removes them', async () => {
				await table().fill([{ Name: 'a' }, { Name: 'b' }]);
				expect(await set('Name', { unique: true, required: true })).toMatchObject({
					...{ unique: true, notNull: true },
				});
				expect(await set('Name', { defaultText: 'x' })).toMatchObject({
					...{ unique: true, notNull: true },
				});
				const { unique, notNull } = await set('Name', { unique: false, required: false });
				expect([unique ?? false, notNull ?? false]).toEqual([false, false]);
			});

			it('says why unique and required cannot be set, and keeps the field as it is', async () => {
				await table().fill([{ Name: 'a' }, { Name: 'a', Amount: 1 }]);
				const message = async (field: string, settings: INodeParameters) =>
					await table().server.failure('update', target(field, { settings }));
				expect(await message('Name', { unique: true })).toMatch(
					/^'Unique' can't be turned on because several records have the same value\. Teable refused this: /,
				);
				expect(await message('Amount', { required: true })).toMatch(
					/^'Required' can't be turned on because some records have no value\. Teable refused this: /,
				);
			});

			it('changes a formula, also to one that returns text', async () => {
				await table().fill([{ Name: 'a', Amount: 2 }]);
				await set('Double', { formula: '{Amount} * 3' });
				expect(await table().rows()).toMatchObject([{ Double: 6 }]);
				await set('Double', { formula: "CONCATENATE({Name}, '!')" });
				expect(await table().rows()).toMatchObject([{ Double: 'a!' }]);
			});

			it('changes what a rollup and a lookup show', async () => {
				const lookupOptions = {
					linkFieldId: table().field('Companies'),
					...(await companyField()),
				};
				await table().addField({
					...{ name: 'Looked up', type: 'singleLineText', isLookup: true, lookupOptions },
				});
				await table().addField({
					...{ name: 'Number', type: 'rollup', lookupOptions },
					options: { expression: 'countall({values})' },
				});
				expect(await set('Number', { rollupFunction: 'counta({values})' })).toMatchObject({
					options: { expression: 'counta({values})' },
				});
				expect(await set('Looked up', { lookupField: 'Company' })).toMatchObject({
					...{ isLookup: true, lookupOptions },
				});
			});

			async function companyField() {
				const { options } = await fieldOf('Companies');
				const { foreignTableId } = options as { foreignTableId: string };
				const [company] = (await table().server.ask(
					'GET',
					`/table/${foreignTableId}/field`,
				)) as unknown as IDataObject[];
				return { foreignTableId, lookupFieldId: company.id };
			}

			it('lowers the highest rating only if no record has a higher one', async () => {
				await table().fill([{ Stars: 5 }, { Stars: 4 }, { Stars: 1 }]);
				expect(await failure('Stars', { settings: { max: 3 } })).toBe(
					"'Highest Rating' is 3, but 2 records have a higher rating in this field. Change these records first.",
				);
				expect(await set('Stars', { max: 10 })).toMatchObject({ options: { max: 10 } });
			});

			it.each<[string, string, INodeParameters, string]>([
				['nothing to change', 'Name', {}, "'New Name' and all other fields are empty"],
				[
					'a name that is in use',
					'Name',
					{ name: 'Amount' },
					"'New Name' is 'Amount', but the table already has a field with this name (fld",
				],
				[
					'a setting of another type',
					'Name',
					{ settings: { precision: 1 } },
					"'Decimal Places' doesn't apply to 'Name', which has the type Single Line Text. It is for Number.",
				],
				[
					'a symbol without a currency',
					'Amount',
					{ settings: { symbol: '€' } },
					"'Currency Symbol' is set, but the field's format is not Currency.",
				],
				[
					'a default that is not a choice',
					'Status',
					{ settings: { defaultChoice: 'Lost' } },
					"'Default Choice' is 'Lost', which is not one of the choices. Use one of Todo, Done.",
				],
				[
					'a formula that refers to itself',
					'Double',
					{ settings: { formula: '{Double} * 2' } },
					"'Formula' refers to the field 'Double' itself.",
				],
				[
					'a field that the table does not have',
					'Nonsense',
					{ name: 'x' },
					"'Field' is 'Nonsense', which the table doesn't have",
				],
			])('refuses %s before anything is sent', async (_what, field, more, message) => {
				expect(await failure(field, more)).toContain(message);
			});

			it('detects that a field was changed if the answer is lost', async () => {
				const { sandbox } = table().server;
				sandbox.inject({ method: 'PUT', route: CONVERT, kind: 'resetAfter' });
				sandbox.inject({ method: 'PATCH', route: FIELD, kind: 'resetAfter' });
				const more = { name: 'Cost', settings: { defaultNumber: '' } };
				const { name, options } = await update('Price', more);
				expect(name).toBe('Cost');
				expect(options).not.toHaveProperty('defaultValue');
				expect(sandbox.count('PUT', CONVERT)).toBe(1);
			});

			it('does not count a lost change as done only because the default was to be removed', async () => {
				const { sandbox } = table().server;
				sandbox.inject({ method: 'PUT', route: CONVERT, kind: 'status', status: 500 });
				const more = target('Price', { settings: { defaultNumber: '' } });
				await table().server.failure('update', more);
				expect((await fieldOf('Price')).options).toMatchObject({ defaultValue: 5 });
			});

			it('says what was changed before renaming failed', async () => {
				const { sandbox } = table().server;
				sandbox.inject({ method: 'PATCH', route: FIELD, kind: 'status', status: 403 });
				const more = target('Price', { name: 'Cost', settings: { precision: 1 } });
				expect(await table().server.failure('update', more)).toContain(
					'Already changed: settings. Not changed: name.',
				);
			});
		},
		SOME_ENGINES,
		[
			{
				...{ name: 'Price', type: 'number' },
				options: {
					...{ formatting: { type: 'currency', precision: 2, symbol: '€' }, defaultValue: 5 },
				},
			},
			{
				...{ name: 'Day', type: 'date' },
				options: {
					formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'UTC' },
					defaultValue: 'now',
				},
			},
		],
	);

	onEachEngine(
		(table) => {
			it.each<[string, INodeParameters, string]>([
				['Open', { defaultChoice: '' }, 'Default Choice'],
				['Site', { showAs: 'text' }, 'Show As'],
				['Press', { mostClicks: 0 }, 'Click Limit'],
			])('refuses to remove from %s what v2 keeps', async (field, settings, label) => {
				const fieldId = { __rl: true, mode: 'name', value: field };
				const more = { resource: 'field', fieldId, settings };
				const message = await table().failure('update', more);
				expect(message).toBe(
					`'${label}' can't be removed from '${field}' on this Teable server. Set another value, or remove it in Teable.`,
				);
				expect(table().server.sandbox.count('PUT', CONVERT)).toBe(0);
			});

			it('says that Teable changed nothing although it reported success', async () => {
				const id = await table().addField({
					...{ name: 'Text', type: 'formula', options: { expression: "CONCATENATE('a')" } },
				});
				const fieldId = { __rl: true, mode: 'id', value: id };
				const settings = { formula: 'CREATED_TIME()' };
				const more = { resource: 'field', fieldId, settings };
				expect(await table().failure('update', more)).toContain(
					"Teable changed the field 'Text', but ignored expression.",
				);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
		[
			{
				...{ name: 'Open', type: 'singleSelect' },
				options: { choices: [{ name: 'a' }], defaultValue: 'a' },
			},
			{ name: 'Site', type: 'singleLineText', options: { showAs: { type: 'url' } } },
			{ name: 'Press', type: 'button', options: { label: 'Go', color: 'teal', maxCount: 2 } },
		],
	);
});
