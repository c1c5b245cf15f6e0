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

		describe('the output', () => {
			it('has the values by name with the ID, in order of creation', async () => {
				const [id] = await fill();
				const records = await list();
				expect(records[0]).toEqual({
					...NO_VALUES,
					id,
					Name: 'Alpha',
					Amount: 10,
					Double: 20,
					Status: 'Todo',
					Tags: ['A'],
					Due: '2025-01-15T10:30:00.000Z',
				});
				expect(records.map(({ Name }) => Name)).toEqual(['Alpha', 'Beta', 'gamma', 'alpha', null]);
			});

			it('has the values by field ID on request', async () => {
				await fill();
				const [record] = await list({ options: { fieldKeys: 'id' } });
				expect(record).toMatchObject({ [table().field('Name')]: 'Alpha' });
			});

			it('keeps the record as Teable sends it on request, the same on each server', async () => {
				const [id] = await fill();
				const [record] = await list({ options: { outputFormat: 'nested' } });
				expect(record).toMatchObject({ id, name: 'Alpha', autoNumber: 1 });
				expect(record.fields).toMatchObject({ Name: 'Alpha', Amount: 10 });
				expect(record).toHaveProperty('createdTime');
				expect(record).not.toHaveProperty('lastModifiedTime');
				expect(record).not.toHaveProperty('lastModifiedBy');
			});

			it('says when a record was last changed, if it was', async () => {
				const [id] = await fill();
				await table().server.ask('PATCH', `/table/${table().id}/record/${id}`, {
					fieldKeyType: 'name',
					record: { fields: { Name: 'Changed' } },
				});
				const [record] = await list({ options: { outputFormat: 'nested' } });
				expect(record).toHaveProperty('lastModifiedTime');
			});

			it('has every column of the table, in its order, in every record', async () => {
				await table().fill([{ Stars: 2 }, { Name: 'x', Notes: '' }]);
				const columns = ['id', ...Object.keys(NO_VALUES), 'Double'];
				const records = await list();
				expect(records.map(Object.keys)).toEqual([columns, columns]);
				expect(records[1]).toMatchObject({ ...NO_VALUES, Name: 'x' });
				const [{ fields }] = await list({ options: { outputFormat: 'nested' } });
				expect(Object.keys(fields as IDataObject)).toEqual(columns.slice(1));
			});

			it('has the columns asked for in the order of the table, the empty ones too', async () => {
				await fill();
				const records = await list({ options: { fieldsToReturn: ['Status', 'Paid', 'Name'] } });
				expect(records.map((record) => Object.entries(omit(record, 'id')))).toMatchObject([
					...[
						[
							['Name', 'Alpha'],
							['Status', 'Todo'],
							['Paid', false],
						],
					],
					...[
						[
							['Name', 'Beta'],
							['Status', 'Done'],
							['Paid', true],
						],
					],
					...[
						[
							['Name', 'gamma'],
							['Status', null],
							['Paid', false],
						],
					],
					...[
						[
							['Name', 'alpha'],
							['Status', null],
							['Paid', false],
						],
					],
					...[
						[
							['Name', null],
							['Status', null],
							['Paid', false],
						],
					],
				]);
			});

			it('leaves out empty cells on request, including unchecked checkboxes and empty text', async () => {
				const [id] = await table().fill([{ Name: 'x', Notes: '', Paid: false }]);
				const [record] = await list({ options: { leaveOutEmpty: true } });
				expect(record).toEqual({ id, Name: 'x', Double: 0 });
			});

			it('has an empty value for an unchecked checkbox if values are text, because Teable shows nothing', async () => {
				await table().fill([{ Name: 'x' }]);
				expect((await list({ options: { values: 'text' } }))[0].Paid).toBeNull();
			});

			it('has the values as Teable displays them, on request', async () => {
				await fill();
				const [record] = await list({ options: { values: 'text' } });
				expect(record).toMatchObject({ Amount: '10.00', Tags: 'A', Due: '2025-01-15 11:30' });
			});

			it('has only the chosen fields, given by name or ID', async () => {
				const [id] = await fill();
				const [record] = await list({
					options: { fieldsToReturn: ['Name', table().field('Amount')] },
				});
				expect(record).toEqual({ id, Name: 'Alpha', Amount: 10 });
			});

			it('accepts the fields to return as one text, as from an expression', async () => {
				const [id] = await fill();
				const [record] = await list({ options: { fieldsToReturn: '={{ "Name, Status" }}' } });
				expect(record).toEqual({ id, Name: 'Alpha', Status: 'Todo' });
			});

			it('pairs the records with the input item that requested them', async () => {
				await fill();
				const { items } = await table().run(
					'getAll',
					{
						filterBy: 'json',
						filterJson:
							'={{ { conjunction: "and", filterSet: [{ fieldId: "Name", operator: "is", value: $json.name }] } }}',
					},
					{ items: [{ name: 'Beta' }, { name: 'nobody' }, { name: 'Alpha' }] },
				);
				expect(items.map(({ json, pairedItem }) => [json.Name, pairedItem])).toEqual([
					['Beta', { item: 0 }],
					['Alpha', { item: 2 }],
				]);
				expect(table().server.sandbox.count('GET', '/api/table/:tableId/field')).toBe(1);
			});
		});

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
