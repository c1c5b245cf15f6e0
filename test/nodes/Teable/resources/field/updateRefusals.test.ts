import type { INodeParameters } from 'n8n-workflow';

import { SOME_ENGINES } from '../../../../harness/engines';
import { onEachEngine } from '../../../../harness/table';
import { CONVERT, FIELD, WITH_DEFAULTS, updatesOf } from './updates';

describe('Field: Update, if something is wrong', () => {
	onEachEngine(
		(table) => {
			const { ofField, update, set, refusal, fieldOf } = updatesOf(table);

			it('says why unique and required cannot be set, and keeps the field as it is', async () => {
				await table().fill([{ Name: 'a' }, { Name: 'a', Amount: 1 }]);
				const message = async (field: string, settings: INodeParameters) =>
					await table().failure('update', ofField(field, { settings }));
				expect(await message('Name', { unique: true })).toMatch(
					/^'Unique' can't be turned on because several records have the same value\. Teable refused this: /,
				);
				expect(await message('Amount', { required: true })).toMatch(
					/^'Required' can't be turned on because some records have no value\. Teable refused this: /,
				);
			});

			it('lowers the highest rating only if no record has a higher one', async () => {
				await table().fill([{ Stars: 5 }, { Stars: 4 }, { Stars: 1 }]);
				expect(await refusal('Stars', { settings: { max: 3 } })).toBe(
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
				expect(await refusal(field, more)).toContain(message);
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
				const more = ofField('Price', { settings: { defaultNumber: '' } });
				await table().failure('update', more);
				expect((await fieldOf('Price')).options).toMatchObject({ defaultValue: 5 });
			});

			it('says what was changed before renaming failed', async () => {
				const { sandbox } = table().server;
				sandbox.inject({ method: 'PATCH', route: FIELD, kind: 'status', status: 403 });
				const more = ofField('Price', { name: 'Cost', settings: { precision: 1 } });
				expect(await table().failure('update', more)).toContain(
					'Already changed: settings. Not changed: name.',
				);
			});
		},
		SOME_ENGINES,
		WITH_DEFAULTS,
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
