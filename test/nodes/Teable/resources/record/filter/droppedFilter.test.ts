import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { json } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';

const DROPPED = 'records that do not match the filter';

/** One condition of each type that matches Ada and not Grace. */
const CONDITIONS: Array<[string, IDataObject]> = [
	['a text', { fieldId: 'Name', operator: 'is', value: 'Ada' }],
	['a part of a text', { fieldId: 'Name', operator: 'contains', value: 'da' }],
	['an empty text', { fieldId: 'Email', operator: 'isEmpty', value: null }],
	['a number', { fieldId: 'Amount', operator: 'isGreater', value: 4 }],
	['a rating', { fieldId: 'Stars', operator: 'is', value: 5 }],
	['a ticked box', { fieldId: 'Paid', operator: 'is', value: true }],
	['a choice', { fieldId: 'Status', operator: 'isAnyOf', value: ['Done'] }],
	['a choice of several', { fieldId: 'Tags', operator: 'hasAnyOf', value: ['A'] }],
	['a day', { fieldId: 'Due', operator: 'isAfter', value: '2026-06-01' }],
	['a linked record', { fieldId: 'Companies', operator: 'isNotEmpty', value: null }],
	['a formula', { fieldId: 'Double', operator: 'isGreater', value: 8 }],
];

describe('A server or a proxy that drops the filter', () => {
	onEachEngine((table) => {
		beforeEach(async () => {
			await table().fill([
				{
					...{ Name: 'Ada', Amount: 5, Stars: 5, Paid: true, Status: 'Done', Tags: ['A'] },
					...{ Due: '2026-11-15T12:00:00.000Z', Companies: [{ id: table().companies.Acme }] },
				},
				{
					...{ Name: 'Grace', Email: 'grace@example.com', Amount: 2, Stars: 1, Status: 'Todo' },
					...{ Tags: ['B'], Due: '2026-01-15T12:00:00.000Z' },
				},
			]);
		});

		const run = async (
			operation: string,
			condition: IDataObject,
			more: INodeParameters = {},
			options: INodeParameters = {},
		) =>
			await table().run(operation, {
				...json({ conjunction: 'and', filterSet: [condition] }),
				...{ options, ...more },
			});

		const dropFilters = () =>
			table().server.sandbox.inject({ kind: 'noFilter', method: 'GET', times: Infinity });

		describe.each(CONDITIONS)('on %s', (_kind, condition) => {
			it.each<[string, string, INodeParameters, INodeParameters]>([
				['Get Many', 'getAll', {}, {}],
				['Get Many of other fields', 'getAll', {}, { fieldsToReturn: ['Name'] }],
				['Get Many as text', 'getAll', {}, { values: 'text' }],
				['Count', 'count', {}, {}],
				[
					'Aggregate',
					'aggregate',
					{ figures: { figure: [{ fieldId: 'Amount', function: 'sum' }] } },
					{},
				],
			])('is detected by %s', async (_name, operation, parameters, options) => {
				const honest = await run(operation, condition, parameters, options);
				expect(honest.error?.message).toBeUndefined();
				expect(honest.items).toHaveLength(1);

				dropFilters();
				const { error, items } = await run(operation, condition, parameters, options);
				expect(error?.message).toContain(DROPPED);
				expect(items).toEqual([]);
			});
		});

		it('is detected without extra output', async () => {
			const { items } = await run('getAll', CONDITIONS[3][1], {}, { fieldsToReturn: ['Name'] });
			expect(items.map(({ json }) => Object.keys(json))).toEqual([['id', 'Name']]);
		});

		it('does not affect Create or Update, which compares the records itself', async () => {
			dropFilters();
			const { items, error } = await table().run('upsert', table().automatic(['Name']), {
				items: [{ Name: 'Ada', Amount: 6 }],
			});
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json.action)).toEqual(['updated']);
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([6, 2]);
		});
	});
});
