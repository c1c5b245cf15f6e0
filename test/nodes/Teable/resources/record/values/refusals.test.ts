import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('harmful input is refused before anything is sent', () => {
	onEachEngine((table) => {
		const run = async (
			operation: string,
			items: IDataObject[],
			matching: string[] = [],
			options: INodeParameters = {},
			onError?: OnError,
		) =>
			await table().run(
				operation,
				{
					...table().automatic(matching),
					options: { leaveOutEmpty: true, ...options },
				},
				{ items, onError },
			);

		it('an item without a value for any column creates no blank record, unless that is allowed', async () => {
			const { error } = await run('create', [{}]);
			expect(error?.message).toContain('The item has no value for any column');
			expect((await run('create', [{ Name: '' }])).error?.message).toContain("'Blank Records'");
			expect(await table().rows()).toEqual([]);
			const { items } = await run('create', [{}], [], { blankRecords: 'create' });
			expect(items).toHaveLength(1);
			expect(await table().rows()).toHaveLength(1);
		});

		it('Create or Update does not match on columns that Teable fills, which would create a record each time', async () => {
			await table().fill([{ Amount: 1 }]);
			const { error } = await run('upsert', [{ Double: 4, Name: 'x' }], ['Double']);
			expect(error?.message).toContain("Teable fills in 'Double' itself");
			const { items } = await run('upsert', [{ Double: 2, Name: 'x' }], ['Double']);
			expect(items[0].json).toMatchObject({ Name: 'x', action: 'updated' });
			expect(await table().rows()).toHaveLength(1);
		});

		it('two values for one column, under its name and its ID, are a conflict', async () => {
			const id = table().field('Name');
			const { error } = await run('create', [{ Name: 'a', [id]: 'b' }]);
			expect(error?.message).toContain("'Name' has two different values, in 'Name'");
			const { items } = await run('create', [{ Name: 'a', [id]: 'a' }]);
			expect(items[0].json.Name).toBe('a');
		});

		it('matching on a checkbox or on several values is refused with an explanation', async () => {
			const paid = await run('update', [{ Paid: true }], ['Paid']);
			expect(paid.error?.message).toContain("a checkbox can't identify a record");
			const tags = await run('update', [{ Tags: ['A'] }], ['Tags']);
			expect(tags.error?.message).toContain('it can contain several values');
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(0);
		});

		it('an update with nothing to write sends nothing and returns the record as it is', async () => {
			const [id] = await table().fill([{ Name: 'a', Amount: 1 }]);
			const { items, error } = await run('update', [{ id, Name: '' }], ['id']);
			expect(error?.message).toBeUndefined();
			expect(items[0].json).toEqual({ id, Name: 'a', Amount: 1 });
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(0);
			const unknown = await run('update', [{ id: 'recAAAAAAAAAAAAAAAA' }], ['id']);
			expect(unknown.error?.message).toContain('The table has no record with this ID');
		});

		it('Create or Update says that nothing needed to change', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			const { items } = await run('upsert', [{ Name: 'a' }], ['Name']);
			expect(items[0].json).toEqual({ id, Name: 'a', action: 'unchanged' });
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(0);
		});

		it('an item whose file cannot be downloaded creates no record', async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			const url = `${table().server.sandbox.url}/api/attachments/read/public/avatar/none`;
			const { error } = await run('create', [{ Name: 'x', Files: [{ url, filename: 'a.png' }] }]);
			expect(error?.message).toBe(
				`The server at ${table().server.sandbox.url} did not return the file: it answered 404.`,
			);
			expect(await table().rows()).toEqual([]);
		});

		it('a value that is not a file is refused with an explanation, with strict types too', async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			for (const strict of [true, false]) {
				const { error } = await run('create', [{ Files: [{ name: 'x' }] }], [], { strict });
				expect(error?.message).toContain("objects with 'url' and 'filename'");
			}
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});
	});
});
