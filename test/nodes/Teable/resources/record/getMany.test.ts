import { omit } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { NO_VALUES, onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

const rows: IDataObject[] = [
	{ Name: 'Alpha', Amount: 10, Status: 'Todo', Tags: ['A'], Due: '2025-01-15T10:30:00.000Z' },
	{ Name: 'Beta', Amount: 0, Status: 'Done', Tags: ['A', 'B'], Paid: true, Notes: '100% _sure' },
	{ Name: 'gamma', Amount: -5.5, Email: 'g@example.com', Due: '2025-01-14T23:30:00.000Z' },
	{ Name: 'alpha', Amount: 1000 },
	{ Notes: 'no name' },
];

describe('Get Many Records', () => {
	onEachEngine((table) => {
		const list = async (parameters: INodeParameters = {}) =>
			await table().output('getAll', parameters);

		const names = async (parameters: INodeParameters = {}) =>
			(await list(parameters)).map(({ Name }) => Name ?? '');

		const failure = async (parameters: INodeParameters) =>
			await table().failure('getAll', parameters);

		const fill = async () => await table().fill(rows);

		describe('sorting and searching', () => {
			it('sorts by several fields, given by name or ID', async () => {
				await fill();
				expect(
					await names({
						sort: {
							field: [
								{ fieldId: 'Paid', direction: 'desc' },
								{ fieldId: table().field('Amount'), direction: 'desc' },
							],
						},
					}),
				).toEqual(['Beta', 'alpha', 'Alpha', 'gamma', '']);
			});

			it('is refused in a direction that does not exist, which would be ascending', async () => {
				await fill();
				const field = [{ fieldId: 'Amount', direction: '={{ "descending" }}' }];
				expect(await failure({ sort: { field } })).toBe(
					"'Direction' is 'descending', which isn't one of its options. Use one of 'asc', 'desc'.",
				);
			});

			it('keeps the full time of a record when sorted by a field that shows only days', async () => {
				await table().server.ask('POST', `/table/${table().id}/field`, {
					name: 'Created',
					type: 'createdTime',
				});
				await fill();
				const [record] = await list({
					sort: { field: [{ fieldId: 'Created', direction: 'asc' }] },
					options: { outputFormat: 'nested', fieldsToReturn: ['Name'] },
				});
				expect(record.createdTime).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
				expect(Object.keys(record.fields as IDataObject)).toEqual(['Name']);
			});

			it('finds a text in any field, or in the chosen one', async () => {
				await fill();
				expect(await names({ options: { search: 'ALPHA' } })).toEqual(['Alpha', 'alpha']);
				expect(await names({ options: { search: 'sure', searchField: 'Notes' } })).toEqual([
					'Beta',
				]);
				expect(await names({ options: { search: 'sure', searchField: 'Name' } })).toEqual([]);
			});

			it.each([
				['sort', { sort: { field: [{ fieldId: 'Nope', direction: 'asc' }] } }, 'Sort'],
				['search', { options: { search: 'x', searchField: 'Nope' } }, 'Search Field Name or ID'],
				['projection', { options: { fieldsToReturn: ['Nope'] } }, 'Output Field Names or IDs'],
				[
					'filter',
					{
						filterBy: 'conditions',
						conditions: { condition: [{ fieldId: 'Nope', operator: 'is', value: 'x' }] },
					},
					'Filter',
				],
			] as Array<[string, INodeParameters, string]>)(
				'names an unknown field in the %s with the columns of the table, and requests no records',
				async (_what, parameters, label) => {
					await fill();
					expect(await failure(parameters)).toBe(
						`'${label}' contains 'Nope', which the table doesn't have. Its columns are 'Name', 'Email', 'Amount', 'Status', 'Tags', 'Due', 'Paid', 'Stars', 'Notes', 'Companies', 'Double'.`,
					);
					expect(table().server.sandbox.count('GET', ROUTE)).toBe(0);
				},
			);
		});

		it.each(['true', 1, 'yes', true])(
			'returns all 70 records if Return All is %j',
			async (returnAll) => {
				await table().fill(Array.from({ length: 70 }, (_, index) => ({ Amount: index })));
				const { items, error } = await table().run('getAll', { returnAll });
				expect(error?.message).toBeUndefined();
				expect(items).toHaveLength(70);
			},
		);

		describe('a view', () => {
			it('returns the records that the view shows', async () => {
				await fill();
				const view = await table().server.ask('POST', `/table/${table().id}/view`, {
					name: 'Positive',
					type: 'grid',
					filter: {
						conjunction: 'and',
						filterSet: [{ fieldId: table().field('Amount'), operator: 'isGreater', value: 0 }],
					},
				});
				expect(await names({ viewId: { __rl: true, mode: 'id', value: String(view.id) } })).toEqual(
					['Alpha', 'alpha'],
				);
			});

			it('leaves out hidden columns, so that none seems to be empty', async () => {
				await fill();
				const { id } = await table().server.ask('POST', `/table/${table().id}/view`, {
					name: 'Names',
					type: 'grid',
					columnMeta: { [table().field('Amount')]: { order: 3, hidden: true } },
				});
				const [record] = await list({ viewId: { __rl: true, mode: 'id', value: String(id) } });
				const shown = Object.keys(omit(NO_VALUES, 'Amount'));
				expect(Object.keys(record)).toEqual(['id', ...shown, 'Double']);
			});

			it('that the token cannot read returns the filled cells', async () => {
				await fill();
				const views = await table().server.ask('GET', `/table/${table().id}/view`);
				const [{ id: viewId }] = views as unknown as [{ id: string }];
				const route = '/api/table/:tableId/view';
				table().server.sandbox.inject({ method: 'GET', route, kind: 'status', status: 403 });
				const [record] = await list({ viewId: { __rl: true, mode: 'id', value: viewId } });
				expect(record).toMatchObject({ Name: 'Alpha', Amount: 10 });
				expect(record).not.toHaveProperty('Notes');
			});
		});
	});
});
