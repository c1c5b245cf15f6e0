import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { NO_VALUES, onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('Create or Update Record', () => {
	onEachEngine((table) => {
		const run = async (parameters: INodeParameters, items?: IDataObject[], onError?: OnError) =>
			await table().run('upsert', parameters, { items, onError });

		it('updates existing records, creates new ones, and says which', async () => {
			const [id] = await table().fill([{ Email: 'a', Amount: 1 }]);
			const { items, error } = await run(table().automatic(['Email']), [
				{ Email: 'a', Amount: 10 },
				{ Email: 'b', Amount: 20 },
			]);
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual([
				expect.objectContaining({ id, Email: 'a', Amount: 10, action: 'updated' }),
				expect.objectContaining({ Email: 'b', Amount: 20, action: 'created' }),
			]);
			expect((await table().rows()).map(({ Email, Amount }) => [Email, Amount])).toEqual([
				['a', 10],
				['b', 20],
			]);
		});

		it('the second item with a new key updates the record that the first one created', async () => {
			const { items } = await run(table().automatic(['Email']), [
				{ Email: 'new', Amount: 1 },
				{ Email: 'new', Notes: 'second' },
			]);
			expect(items.map(({ json }) => json.action)).toEqual(['created', 'updated']);
			expect(await table().rows()).toEqual([
				expect.objectContaining({ Email: 'new', Amount: 1, Notes: 'second' }),
			]);
		});

		it('looks up 1,000 items in few requests, never one by one', async () => {
			await table().fill(Array.from({ length: 500 }, (_, index) => ({ Email: `u${index}@x.org` })));
			table().server.sandbox.resetRequests();
			const { items } = await run(
				table().automatic(['Email']),
				Array.from({ length: 1000 }, (_, index) => ({ Email: `u${index}@x.org`, Amount: index })),
			);
			expect(items.filter(({ json }) => json.action === 'created')).toHaveLength(500);
			expect(await table().rows()).toHaveLength(1000);
			expect(table().server.sandbox.requests.length).toBeLessThan(10);
		});

		it('creates no duplicates on a server that returns 100 records per page', async () => {
			const rows = Array.from({ length: 300 }, (_, index) => ({ Email: `u${index}@x.org` }));
			await table().fill(rows);
			table().server.sandbox.inject({
				kind: 'shortPage',
				method: 'GET',
				route: ROUTE,
				times: Infinity,
			});
			const { items } = await run(table().automatic(['Email']), rows);
			expect(items.map(({ json }) => json.action)).toEqual(rows.map(() => 'unchanged'));
			table().server.sandbox.clearFaults();
			expect(await table().rows()).toHaveLength(300);
		});

		it('creates nothing if fewer records come than Teable counts', async () => {
			const rows = Array.from({ length: 10 }, (_, index) => ({ Email: `u${index}@x.org` }));
			await table().fill(rows);
			table().server.sandbox.inject({
				kind: 'status',
				method: 'GET',
				route: ROUTE,
				status: 200,
				body: { records: [] },
				times: Infinity,
			});
			const { error } = await run(table().automatic(['Email']), rows);
			expect(error?.message).toContain('Teable counted 10 records but returned only 0');
			table().server.sandbox.clearFaults();
			expect(await table().rows()).toHaveLength(10);
		});

		it('looks up single items by value, so that a large table is not read', async () => {
			await table().fill(Array.from({ length: 2500 }, (_, index) => ({ Email: `u${index}` })));
			table().server.sandbox.resetRequests();
			await run(table().columns({ Email: 'u2000', Amount: 1 }, ['Email']));
			// One of them only finds out which engine answers.
			expect(table().server.sandbox.count('GET', ROUTE)).toBe(2);
		});

		it('matches on several columns, numbers, dates and choices', async () => {
			await table().fill([
				{ Status: 'Todo', Amount: 1, Due: '2026-01-15T09:30:00.000Z' },
				{ Status: 'Done', Amount: 1, Due: '2026-01-15T09:30:00.000Z' },
			]);
			const { items } = await run(table().automatic(['Status', 'Amount', 'Due']), [
				{ Status: 'Done', Amount: '1', Due: '2026-01-15 10:30', Name: 'hit' },
			]);
			expect(items[0].json.action).toBe('updated');
			expect((await table().rows()).map(({ Name }) => Name)).toEqual([undefined, 'hit']);
		});

		it('never uses the first row of the table instead (filter by field ID under name keys)', async () => {
			await table().fill([{ Email: 'first', Amount: 1 }]);
			const { error } = await run(table().automatic(['Email']), [{ Email: '', Amount: 99 }]);
			expect(error?.message).toContain("'Email' is used for matching, but has no value");
			await run(table().automatic(['Email']), [{ Email: 'other', Amount: 99 }]);
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([1, 99]);
		});

		it('looks up a key that is too long for a URL (each item failed)', async () => {
			const long = 'ä'.repeat(3000);
			await table().fill([{ Email: long }, { Email: 'a' }]);
			const { items, error } = await run(table().automatic(['Email']), [
				{ Email: 'a', Amount: 1 },
				{ Email: long, Amount: 2 },
				{ Email: 'c', Amount: 3 },
			]);
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json.action)).toEqual(['updated', 'updated', 'created']);
		});

		it('creates no second record for a key with a line break (the older engines keep a space)', async () => {
			const item = { Name: 'Main St 1\nBerlin' };
			const actions = async () =>
				(await run(table().automatic(['Name']), [item])).items.map(({ json }) => json.action);
			expect(await actions()).toEqual(['created']);
			expect(await actions()).toEqual(['unchanged']);
		});

		it('updates the first of several matches, in whichever order the pages come', async () => {
			const Due = '2026-01-15T10:00:00.000Z';
			const others = Array.from({ length: 999 }, () => ({ Name: 'other' }));
			await table().fill(others);
			await table().fill([{ Name: 'other' }, { Name: 'early', Due }, ...others.slice(1)]);
			await table().fill([{ Name: 'late', Due }]);
			table().server.sandbox.inject({
				...{ method: 'GET', route: ROUTE, kind: 'delay', delayMs: 300, after: 1 },
			});
			const { items, error } = await run(
				{ ...table().automatic(['Due']), options: { severalMatches: 'first' } },
				[{ Due, Notes: 'changed' }],
			);
			expect(error?.message).toBeUndefined();
			expect(items).toHaveLength(1);
			const { records } = (await table().server.ask(
				'GET',
				`/table/${table().id}/record?take=1000&skip=1000`,
			)) as unknown as { records: Array<{ id: string; fields: IDataObject }> };
			expect(records[0]).toMatchObject({
				id: items[0].json.id,
				fields: { Name: 'early', Notes: 'changed' },
			});
		});

		it('stops if the matching column no longer exists, and lists the existing columns', async () => {
			const { error } = await run({
				columns: {
					mappingMode: 'autoMapInputData',
					value: null,
					matchingColumns: ['fldAAAAAAAAAAAAAAAA'],
					schema: [],
				},
			});
			expect(error?.message).toContain(
				"contains 'fldAAAAAAAAAAAAAAAA', which the table doesn't have",
			);
			expect(error?.message).toContain("'Email'");
		});

		it('only the bad item fails if On Error is set to continue', async () => {
			const { items } = await run(
				table().automatic(['Email']),
				[
					{ Email: 'a', Companies: [{ id: 'recAAAAAAAAAAAAAAAA' }] },
					{ Email: 'a', Amount: 1 },
					{ Email: 'b', Amount: 2 },
				],
				'continueRegularOutput',
			);
			expect(items.map(({ json }) => json.action ?? 'failed')).toEqual([
				'failed',
				'created',
				'created',
			]);
		});

		it('finds the record if the answer is lost, and does not create it again', async () => {
			table().server.sandbox.inject({ method: 'POST', route: ROUTE, kind: 'resetAfter' });
			const { items, error } = await run(table().automatic(['Email']), [{ Email: 'a' }]);
			expect(error?.message).toBeUndefined();
			const rows = await table().rows();
			expect(rows).toHaveLength(1);
			expect(items.map(({ json }) => json)).toEqual([
				{ ...NO_VALUES, id: rows[0].id, Email: 'a', action: 'created' },
			]);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(1);
		});
	});
});
