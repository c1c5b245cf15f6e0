import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onContractTables, recordById, UNKNOWN_RECORD } from '../table';

const ROWS = [
	{ Name: 'Alpha', Amount: 10, Tags: ['A'], Due: '2025-01-15T10:30:00.000Z' },
	{ Name: 'Beta', Amount: 0, Paid: true, Notes: 'surely' },
	{ Name: 'gamma', Amount: -5.5, Notes: 'not sure' },
	{ Name: 'alpha', Amount: 1000 },
];

const NAMES = ROWS.map(({ Name }) => Name);

const sortBy = (...field: Array<[string, string]>): INodeParameters => ({
	sort: { field: field.map(([fieldId, direction]) => ({ fieldId, direction })) },
});

describe('Teable contract: getting records', () => {
	onContractTables((table, { run, output, failure }) => {
		let ids: string[];

		beforeAll(async () => void (ids = await table().fill(ROWS)));

		const names = async (parameters: INodeParameters) =>
			(await output('getAll', parameters)).map(({ Name }) => Name);

		it('Get returns the values of a record by name, including empty ones unless they are left out', async () => {
			const fieldsToReturn = ['Notes', 'Name', 'Amount', 'Tags', 'Due', 'Paid'];
			const [whole] = await output('get', { ...recordById(ids[0]), options: { fieldsToReturn } });
			expect(whole).toEqual({ id: ids[0], ...ROWS[0], Paid: false, Notes: null });
			expect(Object.keys(whole)).toEqual(['id', 'Name', 'Amount', 'Tags', 'Due', 'Paid', 'Notes']);
			const options = { fieldsToReturn, leaveOutEmpty: true };
			const [record] = await output('get', { ...recordById(ids[0]), options });
			expect(record).toEqual({ id: ids[0], ...ROWS[0] });
		});

		it('Get Many returns every column that a view shows, and none that it hides', async () => {
			const [Amount, Stars] = [table().field('Amount'), table().field('Stars')];
			const { id } = await table().server.ask('POST', `/table/${table().id}/view`, {
				name: 'Without amounts',
				type: 'grid',
				columnMeta: { [Amount]: { order: 1, hidden: true } },
			});
			const viewId = { __rl: true, mode: 'id', value: String(id) };
			const records = await output('getAll', { viewId, options: { fieldKeys: 'id' } });
			expect(records).toHaveLength(ROWS.length);
			for (const record of records) {
				expect(record).toHaveProperty(Stars, null);
				expect(record).not.toHaveProperty(Amount);
			}
		});

		it('Get returns the records of the items in order, and an unknown ID is an error of its item', async () => {
			const wanted = [ids[3], UNKNOWN_RECORD, ids[0], ids[3]];
			const { items } = await run('get', recordById('={{ $json.id }}'), {
				items: wanted.map((id) => ({ id })),
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.Name ?? json.error)).toEqual([
				'alpha',
				expect.stringContaining(`Record '${UNKNOWN_RECORD}' doesn't exist`),
				...['Alpha', 'alpha'],
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				wanted.map((_, item) => ({ item })),
			);
		});

		it('Get Many skips the given number of records, in any sort order', async () => {
			const by = sortBy(['Amount', 'desc']);
			expect(await names({ ...by, options: { offset: 1 } })).toEqual(['Alpha', 'Beta', 'gamma']);
			expect(await names({ ...by, limit: 2, options: { offset: 1 } })).toEqual(['Alpha', 'Beta']);
			expect(await names({ returnAll: true, options: { offset: 3 } })).toEqual(['alpha']);
			const none = { returnAll: true, options: { offset: 4, whenNothingFound: 'item' } };
			expect(await output('getAll', none)).toEqual([{ found: false }]);
		});

		it('Get returns an item that says so if the record does not exist, on request', async () => {
			const options = { whenNothingFound: 'item' };
			expect(await output('get', { ...recordById(UNKNOWN_RECORD), options })).toEqual([
				{ found: false },
			]);
		});

		it('Get and Get Many return fields of the linked records instead of their titles', async () => {
			const { Acme, Globex } = table().companies;
			const [id] = await table().fill([
				{ Name: 'linked', Companies: [{ id: Acme }, { id: Globex }] },
			]);
			const options = { expandedLinks: ['Companies'], linkedFields: 'Company' };
			const parameters = { ...recordById(id), returnAll: true, options };
			const expanded = [
				{ id: Acme, Company: 'Acme' },
				{ id: Globex, Company: 'Globex' },
			];
			expect((await output('get', parameters))[0].Companies).toEqual(expanded);
			const linked = (await output('getAll', parameters)).find((record) => record.id === id);
			expect(linked?.Companies).toEqual(expanded);
			await table().server.ask('DELETE', `/table/${table().id}/record/${id}`);
		});

		it('Get Many returns the records in the order in which they were created', async () => {
			const records = await output('getAll');
			expect(records.map(({ id }) => id)).toEqual(ids);
			expect(records).toMatchObject(ROWS);
		});

		it('no more than the limit', async () => {
			expect(await names({ limit: 2 })).toEqual(['Alpha', 'Beta']);
		});

		it('only the chosen fields, by name or ID', async () => {
			const fieldsToReturn = ['Name', table().field('Amount')];
			const records = await output('getAll', { options: { fieldsToReturn } });
			expect(records).toEqual(
				ROWS.map(({ Name, Amount }, index) => ({ id: ids[index], Name, Amount })),
			);
		});

		it('values as text, keyed by ID, in the format of Teable', async () => {
			const fieldsToReturn = ['Name', 'Amount', 'Tags', 'Due'];
			const [text] = await output('getAll', { options: { values: 'text', fieldsToReturn } });
			expect(text).toMatchObject({ Amount: '10.00', Tags: 'A', Due: '2025-01-15 11:30' });
			const options = { outputFormat: 'nested', fieldKeys: 'id', fieldsToReturn };
			const [nested] = await output('getAll', { options });
			expect(nested).toMatchObject({
				...{ id: ids[0], name: 'Alpha', autoNumber: expect.any(Number) },
				createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/),
			});
			expect(Object.keys(nested.fields as IDataObject).sort()).toEqual(
				fieldsToReturn.map((name) => table().field(name)).sort(),
			);
			expect(nested).not.toHaveProperty('lastModifiedTime');
		});

		it('sorted by one field or several', async () => {
			expect(await names(sortBy(['Amount', 'desc']))).toEqual(['alpha', 'Alpha', 'Beta', 'gamma']);
			expect(await names(sortBy(['Paid', 'desc'], ['Amount', 'asc']))).toEqual([
				...['Beta', 'gamma', 'Alpha', 'alpha'],
			]);
		});

		it('those that contain a text in any field or a chosen one, ignoring case', async () => {
			expect(await names({ options: { search: 'ALPHA' } })).toEqual(['Alpha', 'alpha']);
			const search = 'sure';
			expect(await names({ options: { search, searchField: 'Notes' } })).toEqual(['Beta', 'gamma']);
			expect(await names({ options: { search, searchField: 'Name' } })).toEqual([]);
		});

		it('those of a view, in its order', async () => {
			const { id } = await table().server.ask('POST', `/table/${table().id}/view`, {
				...{ name: 'Positive', type: 'grid' },
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: table().field('Amount'), operator: 'isGreater', value: 0 }],
				},
				sort: { sortObjs: [{ fieldId: table().field('Amount'), order: 'desc' }] },
			});
			const viewId: INodeParameters = { __rl: true, mode: 'id', value: String(id) };
			expect(await names({ viewId })).toEqual(['alpha', 'Alpha']);
			expect(await output('count', { viewId })).toEqual([{ count: 2 }]);
		});

		it.each<[string, INodeParameters]>([
			['sort', sortBy(['Nope', 'asc'])],
			['search', { options: { search: 'x', searchField: 'Nope' } }],
			['fields to return', { options: { fieldsToReturn: ['Nope'] } }],
		])(
			'an unknown column in the %s is refused, with the columns of the table',
			async (_what, by) => {
				expect(await failure('getAll', by)).toMatch(
					/contains 'Nope', which the table doesn't have\. Its columns are 'Name', 'Email'/,
				);
			},
		);

		// The last one, because the records it creates stay.
		it('all 2,300 records of a table, none missing or repeated, or 1,500 of them', async () => {
			await table().fill(Array.from({ length: 2296 }, (_, index) => ({ Name: `row ${index}` })));
			const all = [...NAMES, ...Array.from({ length: 2296 }, (_, index) => `row ${index}`)];
			const options = { fieldsToReturn: ['Name'] };
			expect(await names({ returnAll: true, options })).toEqual(all);
			expect(await names({ limit: 1500, options })).toEqual(all.slice(0, 1500));
			expect(await output('count')).toEqual([{ count: 2300 }]);
		});

		it('If Record Exists and If Record Does Not Exist split the items by whether a record matches', async () => {
			const items = [
				{ who: 'alpha', amount: 1000 },
				{ who: 'ALPHA', amount: 1000 },
				{ who: 'Alpha', amount: '10' },
				{ who: 'Alpha', amount: 11 },
			];
			const column = [
				{ fieldId: 'Name', value: '={{ $json.who }}' },
				{ fieldId: 'Amount', value: '={{ $json.amount }}' },
			];
			const parameters = { columnsToMatch: { column } };
			expect(await output('ifExists', parameters, { items })).toEqual([items[0], items[2]]);
			expect(await output('ifNotExists', parameters, { items })).toEqual([items[1], items[3]]);
		});
	});
});
