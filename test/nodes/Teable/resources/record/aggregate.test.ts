import type { INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const FIGURES = '/api/table/:tableId/aggregation';

describe('Aggregate Records', () => {
	onEachEngine((table) => {
		const aggregate = async (parameters: INodeParameters) =>
			await table().output('aggregate', parameters);

		const failure = async (parameters: INodeParameters) =>
			await table().failure('aggregate', parameters);

		const figures = (...figure: Array<[string, string]>): INodeParameters => ({
			figures: { figure: figure.map(([fieldId, name]) => ({ fieldId, function: name })) },
		});

		const where = (fieldId: string, operator: string, value: string): INodeParameters => ({
			filterBy: 'conditions',
			conditions: { condition: [{ fieldId, operator, value }] },
		});

		beforeEach(async () => {
			await table().fill([
				{ Name: 'Alpha', Amount: 10, Status: 'Todo', Paid: true },
				{ Name: 'Beta', Amount: 20, Status: 'Done', Paid: true },
				{ Name: 'Gamma', Amount: 60, Status: 'Done' },
				{ Name: 'Delta' },
			]);
			table().server.sandbox.resetRequests();
		});

		it('returns several results for several fields in one item', async () => {
			expect(
				await aggregate(
					figures(
						['Amount', 'sum'],
						['Amount', 'average'],
						['Amount', 'max'],
						[table().field('Name'), 'filled'],
						['Paid', 'percentChecked'],
					),
				),
			).toEqual([
				{
					values: {
						Amount: { sum: 90, average: 30, max: 60 },
						Name: { filled: 4 },
						Paid: { percentChecked: 50 },
					},
				},
			]);
		});

		it('adds up only what the filter means (two errors of the engine cancelled each other out)', async () => {
			await table().fill([
				{ Name: 'X', Email: 'z', Amount: 100 },
				{ Name: 'x', Email: 'Y', Amount: 1 },
			]);
			const filter = {
				filterBy: 'conditions',
				conditions: {
					condition: [
						{ fieldId: 'Name', operator: 'is', value: 'x' },
						{ fieldId: 'Email', operator: 'isNot', value: 'y' },
					],
				},
			};
			const { items, error } = await table().run('aggregate', {
				...figures(['Amount', 'sum']),
				...filter,
			});
			expect([
				[{ values: { Amount: { sum: 1 } } }],
				expect.stringContaining("'Filter' compares 'Name', 'Email' in a way"),
			]).toContainEqual(error?.message ?? items.map(({ json }) => json));
		});

		it('returns one item for each group, with its number of records', async () => {
			expect(await aggregate({ ...figures(['Paid', 'checked']), groupBy: ['Status'] })).toEqual([
				{ group: { Status: null }, count: 1, values: { Paid: { checked: 0 } } },
				{ group: { Status: 'Todo' }, count: 1, values: { Paid: { checked: 1 } } },
				{ group: { Status: 'Done' }, count: 2, values: { Paid: { checked: 1 } } },
			]);
		});

		it('groups by several fields, and separates several results for one field', async () => {
			const groups = await aggregate({
				...figures(['Amount', 'sum'], ['Amount', 'count']),
				groupBy: ['Status', 'Paid'],
			});
			expect(groups).toContainEqual({
				group: { Status: 'Done', Paid: true },
				count: 1,
				values: { Amount: { sum: 20, count: 1 } },
			});
			expect(groups).toHaveLength(4);
		});

		it('returns only the sizes of groups if no result is requested', async () => {
			expect(await aggregate({ groupBy: '={{ ["Status"] }}' })).toContainEqual({
				group: { Status: 'Done' },
				count: 2,
				values: {},
			});
		});

		it('includes only records that match a filter or a search', async () => {
			expect(
				await aggregate({ ...figures(['Amount', 'sum']), ...where('Amount', 'isLess', '50') }),
			).toEqual([{ values: { Amount: { sum: 30 } } }]);
			expect(
				await aggregate({ ...figures(['Amount', 'sum']), options: { search: 'beta' } }),
			).toEqual([{ values: { Amount: { sum: 20 } } }]);
		});

		it('uses field IDs as keys on request', async () => {
			const parameters = { ...figures(['Amount', 'sum']), options: { fieldKeys: 'id' } };
			expect(await aggregate(parameters)).toEqual([
				{ values: { [table().field('Amount')]: { sum: 90 } } },
			]);
		});

		it('returns no group if there are no records', async () => {
			expect(
				await aggregate({
					...figures(['Amount', 'sum']),
					...where('Amount', 'is', '12345'),
					groupBy: ['Status'],
				}),
			).toEqual([]);
		});

		it('never includes records that differ from the filter in case', async () => {
			const parameters = { ...figures(['Amount', 'sum']), ...where('Name', 'is', 'Beta') };
			expect(await aggregate(parameters)).toEqual([{ values: { Amount: { sum: 20 } } }]);
			await table().fill([{ Name: 'BETA', Amount: 1000 }]);
			const { items, error } = await table().run('aggregate', parameters);
			const outcome = error?.message ?? items.map(({ json }) => json);
			expect([
				[{ values: { Amount: { sum: 20 } } }],
				"'Filter' compares 'Name' in a way that this version of Teable does not support in calculations: it matches case, contains '%' or '_', or uses an exact time. Read the records with Get Many, and calculate with n8n's Summarize node.",
			]).toContainEqual(outcome);
		});

		it('names a function that does not fit the field, and those that do', async () => {
			expect(await failure(figures(['Paid', 'sum']))).toBe(
				"'Calculations' uses 'sum', which isn't available for field 'Paid' (checkbox). Use one of: count, checked, unChecked, percentChecked, percentUnChecked.",
			);
			expect(table().server.sandbox.count('GET', FIGURES)).toBe(0);
		});

		it('names an unknown field', async () => {
			expect(await failure(figures(['Price', 'sum']))).toContain(
				"'Calculations' contains 'Price', which the table doesn't have.",
			);
		});

		it('groups by three fields at most', async () => {
			expect(await failure({ groupBy: ['Status', 'Paid', 'Stars', 'Name'] })).toBe(
				"'Group By Field Names or IDs' contains 4 fields. Choose at most 3.",
			);
		});

		it('says that there is nothing to calculate', async () => {
			expect(await failure({})).toContain("'Calculations' is empty.");
		});
	});
});
