import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('A required column', () => {
	onEachEngine((table) => {
		beforeEach(async () => {
			await table().addRequiredField({ name: 'Code', type: 'singleLineText' });
			table().server.sandbox.resetRequests();
		});

		const run = async (
			operation: string,
			parameters: INodeParameters,
			items: IDataObject[],
			onError?: 'continueRegularOutput',
		) =>
			await table().server.run(operation, table().target(operation, parameters), {
				items,
				onError,
			});

		it('is reported as missing before anything is sent', async () => {
			const items = [{ Name: 'a', Code: 'A1' }, { Name: 'b' }];
			const { error } = await run('create', table().automatic(), items);
			expect(error?.message).toBe(
				"'Code' has no value, but the table requires one [item 1]. Map a value to it.",
			);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('is reported as missing only for its own item if On Error is set to continue', async () => {
			const items = [{ Name: 'a' }, { Name: 'b', Code: 'B1' }];
			const output = await run('create', table().automatic(), items, 'continueRegularOutput');
			expect(output.items.map(({ json }) => json.error ?? json.Code)).toEqual([
				expect.stringContaining("no value for column 'Code'"),
				'B1',
			]);
		});

		it('is reported as missing when creating a record, not when updating one', async () => {
			await table().fill([{ Name: 'old', Code: 'O1' }]);
			const items = [{ Name: 'old', Notes: 'changed' }, { Name: 'new' }];
			const { error } = await run('upsert', table().automatic(['Name']), items);
			expect(error?.message).toContain("'Code' has no value, but the table requires one [item 1]");
			expect(await table().rows()).toMatchObject([{ Name: 'old' }]);

			const passedOn = await run(
				'upsert',
				table().automatic(['Name']),
				items,
				'continueRegularOutput',
			);
			expect(passedOn.items.map(({ json }) => json.error ?? json.action)).toEqual([
				'updated',
				expect.stringContaining("no value for column 'Code'"),
			]);
		});

		it('is named if Teable refuses to clear it (the error was a TypeError of the node)', async () => {
			const [id] = await table().fill([{ Name: 'a', Code: 'A1' }]);
			const { error } = await run(
				'update',
				{ ...table().automatic(['id']), options: { columnsToClear: 'Code' } },
				[{ id, Name: 'b' }],
			);
			expect(error?.message).toContain("'Code' needs a value");
		});
	});
});
