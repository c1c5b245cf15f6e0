import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('A required column', () => {
	onEachEngine((table) => {
		beforeEach(async () => {
			await table().addRequiredField({ name: 'Code', type: 'singleLineText' });
			table().server.sandbox.resetRequests();
		});

		it('is reported as missing before anything is sent', async () => {
			const items = [{ Name: 'a', Code: 'A1' }, { Name: 'b' }];
			const { error } = await table().run('create', table().automatic(), { items });
			expect(error?.message).toBe(
				"'Code' has no value, but the table requires one [item 1]. Map a value to it.",
			);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('is reported as missing only for its own item if On Error is set to continue', async () => {
			const items = [{ Name: 'a' }, { Name: 'b', Code: 'B1' }];
			const output = await table().run('create', table().automatic(), {
				items,
				onError: 'continueRegularOutput',
			});
			expect(output.items.map(({ json }) => json.error ?? json.Code)).toEqual([
				expect.stringContaining("'Code' has no value"),
				'B1',
			]);
		});

		it('is reported as missing when creating a record, not when updating one', async () => {
			await table().fill([{ Name: 'old', Code: 'O1' }]);
			const items = [{ Name: 'old', Notes: 'changed' }, { Name: 'new' }];
			const { error } = await table().run('upsert', table().automatic(['Name']), { items });
			expect(error?.message).toContain("'Code' has no value, but the table requires one [item 1]");
			expect(await table().rows()).toMatchObject([{ Name: 'old' }]);

			const passedOn = await table().run('upsert', table().automatic(['Name']), {
				items,
				onError: 'continueRegularOutput',
			});
			expect(passedOn.items.map(({ json }) => json.error ?? json.action)).toEqual([
				'updated',
				expect.stringContaining("'Code' has no value"),
			]);
		});

		it.each([[false], [true]])('is not cleared by an update (dry run: %s)', async (dryRun) => {
			const [id] = await table().fill([{ Name: 'a', Code: 'A1' }]);
			for (const [item, options] of [
				[{ id, Name: 'b' }, { columnsToClear: 'Code' }],
				[{ id, Name: 'b', Code: '' }, { emptyValues: 'clear' }],
			] as Array<[IDataObject, INodeParameters]>) {
				const parameters = { ...table().automatic(['id']), options: { ...options, dryRun } };
				const { error } = await table().run('update', parameters, { items: [item] });
				expect(error?.message).toContain("'Code' can't be cleared");
			}
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(0);
		});
	});
});
