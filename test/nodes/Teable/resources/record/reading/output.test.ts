import { omit } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { NO_VALUES, onEachEngine } from '../../../../../harness/table';

const rows: IDataObject[] = [
	{ Name: 'Alpha', Amount: 10, Status: 'Todo', Tags: ['A'], Due: '2025-01-15T10:30:00.000Z' },
	{ Name: 'Beta', Status: 'Done', Paid: true },
	{ Notes: 'no name' },
];

describe('The output of Get Many Records', () => {
	onEachEngine((table) => {
		const list = async (parameters: INodeParameters = {}) =>
			await table().output('getAll', parameters);

		const fill = async () => await table().fill(rows);

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
			expect(records.map(({ Name }) => Name)).toEqual(['Alpha', 'Beta', null]);
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
			const entries = records.map((record) => Object.entries(omit(record, 'id')));
			expect(entries).toEqual(
				[
					{ Name: 'Alpha', Status: 'Todo', Paid: false },
					{ Name: 'Beta', Status: 'Done', Paid: true },
					{ Name: null, Status: null, Paid: false },
				].map(Object.entries),
			);
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
});
