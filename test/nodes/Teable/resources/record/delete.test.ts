import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('Delete Record', () => {
	onEachEngine((table) => {
		const run = async (ids: string[], options: IDataObject = {}, onError?: OnError) =>
			await table().run(
				'delete',
				{
					recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					options: options as INodeParameters,
				},
				{ items: ids.map((id) => ({ id })), onError },
			);

		it('deletes one record per item, 200 per request', async () => {
			const ids = await table().fill(Array.from({ length: 450 }, (_, Amount) => ({ Amount })));
			table().server.sandbox.resetRequests();
			const { items } = await run(ids);
			expect(items.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, deleted: true })));
			expect(table().server.sandbox.count('DELETE', ROUTE)).toBe(3);
			expect(await table().rows()).toEqual([]);
		});

		it('an unknown record is an error of its item, and the others are deleted', async () => {
			const [first, second] = await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			const { items } = await run(
				[first, 'recAAAAAAAAAAAAAAAA', second],
				{},
				'continueRegularOutput',
			);
			expect(items.map(({ json }) => json.deleted ?? json.error)).toEqual([
				true,
				expect.stringContaining("no record 'recAAAAAAAAAAAAAAAA' [item 1]"),
				true,
			]);
			expect(await table().rows()).toEqual([]);
		});

		it('says which records were deleted although one of them did not exist', async () => {
			const [first, second] = await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			const { error } = await run([first, 'recAAAAAAAAAAAAAAAA', second]);
			expect(error?.message).toContain("no record 'recAAAAAAAAAAAAAAAA' [item 1]");
			expect(error?.message).toContain('Done: items 0, 2. Not done: item 1.');
		});

		it('skips records that no longer exist, on request', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			const { items, error } = await run(['recAAAAAAAAAAAAAAAA', id], { alreadyGone: 'ignore' });
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json.deleted)).toEqual([false, true]);
		});

		it('finds records that no longer exist also if the server returns 100 per page (the batch failed)', async () => {
			const ids = await table().fill(Array.from({ length: 150 }, (_, Amount) => ({ Amount })));
			const tooMany = { status: 400, code: 'validation_error', message: 'reduce take count' };
			table().server.sandbox.inject({
				...{ method: 'GET', route: ROUTE, kind: 'status', status: 400, body: tooMany },
			});
			const { items, error } = await run([...ids, 'recAAAAAAAAAAAAAAAA'], {
				alreadyGone: 'ignore',
			});
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json.deleted)).toEqual([...ids.map(() => true), false]);
			// v2 deletes what exists at once, and isn't asked.
			table().server.sandbox.clearFaults();
			expect(await table().rows()).toEqual([]);
		});

		it('deletes a record given twice once', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			const { items } = await run([id, id]);
			expect(items.map(({ json }) => json)).toEqual([
				{ id, deleted: true },
				{ id, deleted: true },
			]);
		});

		it('sends nothing if an ID is malformed', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			table().server.sandbox.resetRequests();
			const { error } = await run([id, '../../user']);
			expect(error?.message).toContain("'Record' is '../../user', which is not an ID");
			expect(table().server.sandbox.requests).toEqual([]);
		});

		it('stops at a failure, and says how many records were deleted before', async () => {
			const ids = await table().fill(Array.from({ length: 500 }, (_, Amount) => ({ Amount })));
			table().server.sandbox.inject({
				method: 'DELETE',
				route: ROUTE,
				kind: 'status',
				status: 403,
				after: 1,
			});
			const { error } = await run(ids);
			expect(error?.message).toMatch(/ Done: items 0-199\. Not done: items 200-499\.$/);
			expect(await table().rows()).toHaveLength(300);
		});

		it('continues if an answer is lost but the records no longer exist', async () => {
			const ids = await table().fill(Array.from({ length: 300 }, (_, Amount) => ({ Amount })));
			table().server.sandbox.inject({ method: 'DELETE', route: ROUTE, kind: 'resetAfter' });
			const { items, error } = await run(ids);
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, deleted: true })));
			expect(table().server.sandbox.count('DELETE', ROUTE)).toBe(2);
		});
	});
});
