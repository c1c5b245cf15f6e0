import type { IDataObject } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { TABLES, tablesOf } from './tables';

describe('Table: Create, refusals', () => {
	onEachEngine((table) => {
		const { failure, linkedFields } = tablesOf(table);

		it.each<[string, unknown, string]>([
			['no list', {}, 'The table has no fields. Add at least one.'],
			['no field', [], 'The table has no fields. Add at least one.'],
			['a mere name', ['A'], "Field 1 is 'A', which is not an object."],
			['a field without a name', [{ type: 'number' }], 'Field 1 has no name.'],
			['a blank name', [{ name: ' ', type: 'number' }], 'Field 1 has no name.'],
			[
				'a type that Teable does not have',
				[{ name: 'A', type: 'text' }],
				"The field 'A' has the type 'text', which Teable does not have. Use a type such as 'longText'",
			],
			[
				'a name twice',
				[
					{ name: 'A', type: 'number' },
					{ name: 'A', type: 'date' },
				],
				"Two fields have the name 'A'",
			],
			[
				'a first field that cannot be first',
				[{ name: 'A', type: 'checkbox' }],
				"A field of the type checkbox cannot be the first field of a table, as 'A' is.",
			],
			[
				'a formula as the first field',
				[
					{ name: 'A', type: 'formula', options: { expression: '{B}' } },
					{ name: 'B', type: 'number' },
				],
				"The first field 'A' is a formula that uses later fields",
			],
			[
				'a formula with a field that does not exist',
				[
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'formula', options: { expression: '{C} & "{D}"' } },
				],
				"Field 'B': The formula contains the field 'C', which the table doesn't have.",
			],
			[
				'formulas that refer to each other',
				[
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'formula', options: { expression: '{C}' } },
					{ name: 'C', type: 'formula', options: { expression: '{B}' } },
				],
				"The fields 'B', 'C' depend on each other.",
			],
			[
				'what Teable would ignore',
				[{ name: 'A', type: 'singleSelect', choices: ['B'] }],
				"The field 'A' contains 'choices', which Teable would ignore.",
			],
			[
				'a duplicate choice',
				[{ name: 'A', type: 'singleSelect', options: { choices: ['B', { name: 'B' }] } }],
				"The field 'A' has the choice 'B' twice.",
			],
			[
				'a link without a table',
				[
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'link', options: { relationship: 'manyOne' } },
				],
				"The field 'B' is a link and requires 'foreignTableId' in 'options'.",
			],
		])('refuses %s before anything is sent', async (_what, fields, message) => {
			expect(await failure('Invoices', fields)).toContain(
				`'Fields (JSON)' can't be used. ${message}`,
			);
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('refuses a link to a table that does not exist before anything is created', async () => {
			const options = { relationship: 'manyOne', foreignTableId: 'tblAAAAAAAAAAAAAAAA' };
			expect(
				await failure('Invoices', [
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'link', options },
				]),
			).toContain("Teable has no table 'tblAAAAAAAAAAAAAAAA'");
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('refuses a lookup of a field that the linked table does not have before anything is created', async () => {
			const { id } = await linkedFields();
			expect(
				await failure('Invoices', [
					{ name: 'A', type: 'number' },
					{
						...{ name: 'B', type: 'link' },
						options: { relationship: 'manyOne', foreignTableId: id },
					},
					{
						...{ name: 'C', type: 'lookup' },
						lookupOptions: { linkFieldId: 'B', lookupFieldId: 'Nope' },
					},
				]),
			).toContain("Field 'C' looks up 'Nope', which doesn't exist in the linked table.");
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('refuses a blank name', async () => {
			expect(await failure('   ', [{ name: 'A', type: 'number' }])).toContain("'Name' is empty.");
		});

		it.each(['box', '7'])('refuses the icon %s, which is not an emoji', async (icon) => {
			expect(await failure('Invoices', [{ name: 'A', type: 'number' }], { icon })).toContain(
				`'Icon' is '${icon}', which is not an emoji.`,
			);
		});
	});

	onEachEngine(
		(table) => {
			it.each<[string, string, IDataObject[]]>([
				["'Name' has 101 characters", 'a'.repeat(101), [{ name: 'A', type: 'number' }]],
				[
					'There are 501 fields',
					'Wide',
					Array.from({ length: 501 }, (_, index) => ({ name: `${index}`, type: 'number' })),
				],
				['has a name of 101 characters', 'Long name', [{ name: 'a'.repeat(101), type: 'number' }]],
			])('says that "%s" before anything is sent', async (message, name, fields) => {
				const baseId = { __rl: true, mode: 'id', value: table().baseId };
				const parameters = { resource: 'table', baseId, name, fieldsFrom: 'json' };
				const fieldsJson = JSON.stringify(fields);
				expect(await table().server.failure('create', { ...parameters, fieldsJson })).toContain(
					message,
				);
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
	);
});
