import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { conditions, json, where } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';
import { filtered } from './filtered';

const ROUTE = '/api/table/:tableId/record';
const ROW_COUNT = '/api/table/:tableId/aggregation/row-count';

/** Due is shown in Paris, an hour ahead of UTC. */
const rows: IDataObject[] = [
	{ Name: 'Alpha', Amount: 10, Status: 'Todo', Tags: ['A'], Due: '2025-01-15T10:30:00.000Z' },
	{ Name: 'Beta', Amount: 0, Status: 'Done', Tags: ['A', 'B'], Paid: true, Notes: '100% _sure' },
	{ Name: 'gamma', Amount: -5.5, Notes: '100 sure', Due: '2025-01-14T23:30:00.000Z' },
	{ Name: 'alpha', Amount: 1000, Due: '2025-01-15T23:30:00.000Z' },
	{ Notes: 'no name' },
];

describe('Filtering records', () => {
	onEachEngine((table) => {
		const { names, count, failure } = filtered(table);

		beforeEach(async () => {
			await table().fill(rows);
			table().server.sandbox.resetRequests();
		});

		it('is refused if an expression chooses what the menu does not offer', async () => {
			expect(await failure({ filterBy: '={{ "JSON" }}' })).toBe(
				"'Filter' is 'JSON', which isn't one of its options. Use one of 'none', 'conditions', 'json'.",
			);
			expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
		});

		it.each([
			['Amount', 'isGreater', '0', ['Alpha', 'alpha']],
			['Amount', 'is', '10', ['Alpha']],
			['Status', 'is', 'Todo', ['Alpha']],
			['Status', 'isAnyOf', 'Todo, Done', ['Alpha', 'Beta']],
			['Tags', 'hasAllOf', 'A, B', ['Beta']],
			['Tags', 'hasNoneOf', 'A', ['gamma', 'alpha', '']],
			['Paid', 'is', 'true', ['Beta']],
			['Paid', 'is', 'false', ['Alpha', 'gamma', 'alpha', '']],
			['Notes', 'contains', 'SURE', ['Beta', 'gamma']],
			['Notes', 'isEmpty', undefined, ['Alpha', 'alpha']],
			['Name', 'isNotEmpty', undefined, ['Alpha', 'Beta', 'gamma', 'alpha']],
			['Double', 'isLess', '0', ['gamma']],
		])('by a condition of the editor: %s %s %s', async (field, operator, value, found) => {
			expect(await names(where(field, operator, value))).toEqual(found);
			expect(await names(where(table().field(field), operator, value))).toEqual(found);
		});

		it('joins conditions by all or any', async () => {
			const both = [
				{ fieldId: 'Amount', operator: 'isGreater', value: '5' },
				{ fieldId: 'Status', operator: 'isNotEmpty' },
			];
			expect(await names(conditions(...both))).toEqual(['Alpha']);
			expect(await names({ ...conditions(...both), match: 'or' })).toEqual([
				'Alpha',
				'Beta',
				'alpha',
			]);
		});

		it('takes nested groups as JSON, fields by name or ID', async () => {
			const filter = {
				conjunction: 'or',
				filterSet: [
					{ fieldId: table().field('Amount'), operator: 'isLess', value: 0 },
					{
						conjunction: 'and',
						filterSet: [
							{ fieldId: 'Status', operator: 'isAnyOf', value: ['Todo', 'Done'] },
							{ fieldId: 'Paid', operator: 'is', value: true },
						],
					},
				],
			};
			expect(await names(json(filter))).toEqual(['Beta', 'gamma']);
			expect(await count(json(filter))).toEqual([{ count: 2 }]);
		});

		describe('text', () => {
			it('is compared exactly, though the older engines ignore case', async () => {
				expect(await names(where('Name', 'is', 'Alpha'))).toEqual(['Alpha']);
				expect(await names(where('Name', 'is', 'ALPHA'))).toEqual([]);
				expect(await names(where('Name', 'isNot', 'Alpha'))).toEqual([
					'Beta',
					'gamma',
					'alpha',
					'',
				]);
			});

			it('is counted as it is listed', async () => {
				expect(await count(where('Name', 'is', 'Alpha'))).toEqual([{ count: 1 }]);
				expect(await count(where('Name', 'isNot', 'Alpha'))).toEqual([{ count: 4 }]);
			});

			it('with a percent sign or an underscore is not a pattern', async () => {
				expect(await names(where('Notes', 'contains', '100% '))).toEqual(['Beta']);
				expect(await names(where('Notes', 'contains', '% _'))).toEqual(['Beta']);
				expect(await names(where('Notes', 'doesNotContain', '0%'))).toEqual([
					'Alpha',
					'gamma',
					'alpha',
					'',
				]);
			});

			it('is found up to the limit, whatever else the server sends', async () => {
				await table().fill(
					Array.from({ length: 30 }, (_, index) => ({ Name: index % 2 ? 'same' : 'Same' })),
				);
				expect(await names({ ...where('Name', 'is', 'same'), limit: 12 })).toEqual(
					Array(12).fill('same'),
				);
			});

			it('is compared even if the field is not returned', async () => {
				const filter = where('Name', 'is', 'Alpha');
				expect(
					await table().output('getAll', { ...filter, options: { fieldsToReturn: ['Amount'] } }),
				).toEqual([{ id: expect.stringMatching(/^rec/), Amount: 10 }]);
			});

			it('is not compared with a field that a view hides', async () => {
				const view = await table().server.ask('POST', `/table/${table().id}/view`, {
					name: 'Hides the notes',
					type: 'grid',
					columnMeta: { [table().field('Notes')]: { order: 1, hidden: true } },
				});
				const parameters = {
					...where('Notes', 'is', '100 sure'),
					viewId: { __rl: true, mode: 'id', value: String(view.id) } as INodeParameters,
				};
				const { items, error } = await table().run('getAll', parameters);
				const outcome = error?.message ?? items.map(({ json: { Name } }) => Name);
				expect([
					['gamma'],
					"'Filter' uses the column 'Notes', which is hidden in the chosen view. Show it in the view, or leave 'View' empty.",
				]).toContainEqual(outcome);
			});
		});

		describe('a filter that cannot be applied', () => {
			it('is refused for an operator that does not fit, with which the old engine would return every record', async () => {
				expect(await failure(where('Amount', 'contains', '1'))).toBe(
					"'Filter' uses the operator 'contains', which the column 'Amount' (number) doesn't have. Its operators are is, isNot, isGreater, isGreaterEqual, isLess, isLessEqual, isEmpty, isNotEmpty.",
				);
				expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
			});

			it('is refused without a value, with which 1.10 would return every record', async () => {
				expect(await failure(where('Name', 'is', ''))).toContain(
					"has no value for the column 'Name'. Enter one.",
				);
				expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
			});

			it.each(['constructor', 'toString'])(
				"is refused with '%s' (it was taken for a value, and the condition sent without one)",
				async (value) => {
					expect(await failure(where('Paid', 'is', value))).toContain('It accepts true or false');
					expect(await failure(where('Due', 'is', value))).toContain('It accepts a date');
					expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
				},
			);

			it('is refused without conditions', async () => {
				expect(await failure({ filterBy: 'conditions' })).toContain('so every record would match');
			});

			it('is refused if it is not JSON', async () => {
				expect(await failure({ filterBy: 'json', filterJson: '{bad' })).toContain(
					"'Filter (JSON)' is not JSON",
				);
			});

			it('is refused before it is sent if it is too long', async () => {
				const value = Array.from({ length: 1500 }, () => 'Todo');
				const filter = {
					conjunction: 'and',
					filterSet: [{ fieldId: 'Status', operator: 'isAnyOf', value }],
				};
				expect(await failure(json(filter))).toMatch(
					/^'Filter' is too long: the request would have \d+ characters, but Teable accepts only 14000\./,
				);
				expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
			});
		});

		it('by field ID returns only those records, not every row of the table', async () => {
			expect(await names(where(table().field('Name'), 'is', 'Beta'))).toEqual(['Beta']);
		});

		it('asks for the engine of the table only if it matters, and once per execution', async () => {
			const probes = () =>
				table().server.sandbox.requests.filter(({ url }) => url.endsWith('?take=1')).length;
			await names(where('Amount', 'is', '10'));
			expect(probes()).toBe(0);
			await table().run('getAll', where('Name', 'is', 'x'), {
				items: [{}, {}, {}],
			});
			expect(probes()).toBe(1);
		});

		it('counts with one request if the server counts exactly, and one to check that it filters at all', async () => {
			expect(await count(where('Amount', 'isGreater', '0'))).toEqual([{ count: 2 }]);
			expect(table().server.sandbox.count('GET', ROW_COUNT)).toBe(2);
			expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
		});
	});
});
