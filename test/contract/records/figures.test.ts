import type { INodeParameters } from 'n8n-workflow';

import { onContractTables } from '../table';

const figures = (...figure: Array<readonly [string, string]>): INodeParameters => ({
	figures: { figure: figure.map(([fieldId, name]) => ({ fieldId, function: name })) },
});

const where = (fieldId: string, operator: string, value: string): INodeParameters => ({
	filterBy: 'conditions',
	conditions: { condition: [{ fieldId, operator, value }] },
});

describe('Teable contract: aggregates', () => {
	onContractTables((table, { run, output, failure }) => {
		beforeAll(async () => {
			await table().fill([
				{ Name: 'Alpha', Amount: 10, Status: 'Todo', Paid: true },
				{ Name: 'Beta', Amount: 20, Status: 'Done', Paid: true },
				{ Name: 'BETA', Amount: 60, Status: 'Done' },
				{ Name: 'Delta' },
			]);
		});

		it('Count counts all records, those that match a filter, or those that contain a text', async () => {
			expect(await output('count')).toEqual([{ count: 4 }]);
			expect(await output('count', where('Amount', 'isGreater', '10'))).toEqual([{ count: 2 }]);
			expect(await output('count', { options: { search: 'beta' } })).toEqual([{ count: 2 }]);
			expect(await output('count', { options: { search: 'nowhere' } })).toEqual([{ count: 0 }]);
		});

		it('Aggregate returns several results for several fields in one item', async () => {
			const ofAmount = ['sum', 'average', 'max', 'empty'].map((name) => ['Amount', name] as const);
			const wanted = figures(
				...ofAmount,
				['Name', 'filled'],
				['Status', 'unique'],
				['Paid', 'percentChecked'],
			);
			expect(await output('aggregate', wanted)).toEqual([
				{
					values: {
						Amount: { sum: 90, average: 30, max: 60, empty: 1 },
						Name: { filled: 4 },
						Status: { unique: 2 },
						Paid: { percentChecked: 50 },
					},
				},
			]);
		});

		it('Aggregate returns an item for each group, with its number of records', async () => {
			const parameters = { ...figures(['Amount', 'sum']), groupBy: ['Status'] };
			const groups = await output('aggregate', parameters);
			expect(groups).toHaveLength(3);
			expect(groups).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ group: { Status: null }, count: 1 }),
					{ group: { Status: 'Todo' }, count: 1, values: { Amount: { sum: 10 } } },
					{ group: { Status: 'Done' }, count: 2, values: { Amount: { sum: 80 } } },
				]),
			);
		});

		it('Aggregate includes only records that match a filter or a search', async () => {
			const sum = figures(['Amount', 'sum']);
			const filtered = { ...sum, ...where('Amount', 'isLess', '50') };
			expect(await output('aggregate', filtered)).toEqual([{ values: { Amount: { sum: 30 } } }]);
			const searched = { ...sum, options: { search: 'alpha' } };
			expect(await output('aggregate', searched)).toEqual([{ values: { Amount: { sum: 10 } } }]);
		});

		it('Aggregate is case-sensitive like Get Many, or says that the server cannot be', async () => {
			const parameters = { ...figures(['Amount', 'sum']), ...where('Name', 'is', 'Beta') };
			const { items, error } = await run('aggregate', parameters);
			expect([
				[{ values: { Amount: { sum: 20 } } }],
				expect.stringContaining("'Filter' compares 'Name' in a way that this version of Teable"),
			]).toContainEqual(error?.message ?? items.map(({ json }) => json));
		});

		it.each<[string, INodeParameters, string]>([
			[
				'an unknown field',
				figures(['Nope', 'sum']),
				"contains 'Nope', which the table doesn't have",
			],
			['a function that does not fit', figures(['Paid', 'sum']), 'Use one of: count, checked'],
			[
				'an unknown field to group by',
				{ groupBy: ['Nope'] },
				"contains 'Nope', which the table doesn't have",
			],
		])('%s is refused', async (_what, parameters, message) => {
			expect(await failure('aggregate', parameters)).toContain(message);
		});
	});
});
