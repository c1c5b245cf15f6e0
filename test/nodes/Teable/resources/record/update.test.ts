import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('Update Record', () => {
	onEachEngine((table) => {
		const run = async (parameters: INodeParameters, items?: IDataObject[], onError?: OnError) =>
			await table().run('update', parameters, { items, onError });

		it('changes the given columns of a record by its ID, and keeps the others', async () => {
			const [id] = await table().fill([{ Name: 'Nathan', Amount: 1, Notes: 'keep' }]);
			const { items, error } = await run(table().columns({ id, Amount: 2 }, ['id']));
			expect(error?.message).toBeUndefined();
			expect(items[0].json).toMatchObject({ id, Amount: 2 });
			expect(await table().rows()).toEqual([
				expect.objectContaining({ Name: 'Nathan', Amount: 2, Notes: 'keep' }),
			]);
		});

		it("changes a record by its ID if the table has a column named 'id' (the ID was taken for its value)", async () => {
			await table().addField({ name: 'id', type: 'singleLineText' });
			const [first, second] = await table().fill([{ id: 'A-1' }, { id: 'A-2' }]);
			const mapped = await run(table().columns({ id: first, Amount: 1 }, ['id']));
			expect(mapped.error?.message).toBeUndefined();
			const automatic = await run(table().automatic(['id']), [{ id: second, Amount: 2 }]);
			expect(automatic.error?.message).toBeUndefined();
			expect(await table().rows()).toMatchObject([
				{ id: 'A-1', Amount: 1 },
				{ id: 'A-2', Amount: 2 },
			]);
		});

		it('changes 1,200 records in 2 requests', async () => {
			const ids = await table().fill(Array.from({ length: 1200 }, () => ({ Amount: 0 })));
			table().server.sandbox.resetRequests();
			const { items } = await run(
				table().automatic(['id']),
				ids.map((id, index) => ({ id, Amount: index })),
			);
			expect(items).toHaveLength(1200);
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(2);
		});

		it('finds records by columns, comparing exactly', async () => {
			await table().fill([{ Email: 'a@x.org' }, { Email: 'A@x.org' }, { Email: 'b@x.org' }]);
			await run(table().automatic(['Email']), [
				{ Email: 'A@x.org', Amount: 1 },
				{ Email: 'b@x.org', Amount: 2 },
			]);
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([undefined, 1, 2]);
		});

		it('only the item with an unknown record fails, even on servers that skip it silently', async () => {
			const [id] = await table().fill([{ Name: 'x' }]);
			const { items } = await run(
				table().automatic(['id']),
				[
					{ id: 'recAAAAAAAAAAAAAAAA', Amount: 1 },
					{ id, Amount: 2 },
				],
				'continueRegularOutput',
			);
			expect(items[0].json.error).toBe(
				'The table has no record with this ID [item 0]. It may have been deleted, or belong to another table.',
			);
			expect(items[1].json).toMatchObject({ id, Amount: 2 });
		});

		it('does not count an item without a record as written', async () => {
			const [first, last] = await table().fill([{ Name: 'x' }, { Name: 'y' }]);
			const { error } = await run(table().automatic(['id']), [
				{ id: first, Amount: 1 },
				{ id: 'recAAAAAAAAAAAAAAAA', Amount: 2 },
				{ id: last, Amount: 3 },
			]);
			// v2 skips unknown records, and writes the others of the request.
			const written = (await table().rows()).flatMap(({ Amount }) => Amount ?? []);
			expect(error?.message).toContain(
				written.length === 2
					? 'Done: items 0, 2. Not done: item 1.'
					: 'Done: item 0. Not done: items 1-2.',
			);
		});

		it('changes records that are given twice in a row in two requests, not one by one', async () => {
			const ids = await table().fill(Array.from({ length: 50 }, () => ({ Amount: 0 })));
			table().server.sandbox.resetRequests();
			const { items } = await run(
				table().automatic(['id']),
				ids.flatMap((id, index) => [
					{ id, Amount: index },
					{ id, Amount: index + 100 },
				]),
			);
			expect(items.map(({ json }) => json.id)).toEqual(ids.flatMap((id) => [id, id]));
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(2);
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual(
				ids.map((_, index) => index + 100),
			);
		});

		it('finds a record by a column that Teable fills, also given as text', async () => {
			await table().fill([
				{ Name: 'x', Amount: 1 },
				{ Name: 'y', Amount: 2 },
			]);
			const byNumber = await run(table().automatic(['Double']), [{ Double: '4', Notes: 'b' }]);
			expect(byNumber.error?.message).toBeUndefined();
			expect(await table().rows()).toMatchObject([{ Name: 'x' }, { Name: 'y', Notes: 'b' }]);
		});

		it('leaves a cell unchanged if its list contains nothing (an empty text was split)', async () => {
			const [id] = await table().fill([{ Tags: ['A'] }]);
			await run(table().automatic(['id']), [{ id, Tags: [''], Companies: ['', null] }]);
			expect(await table().rows()).toMatchObject([{ Tags: ['A'] }]);
		});

		it('leaves a cell unchanged if its input is empty, and clears it on request', async () => {
			const [id] = await table().fill([{ Name: 'x', Notes: 'keep', Amount: 5 }]);
			await run(table().columns({ id, Notes: '', Amount: null }, ['id']));
			expect(await table().rows()).toEqual([expect.objectContaining({ Notes: 'keep', Amount: 5 })]);
			await run({
				...table().columns({ id, Notes: '' }, ['id']),
				options: { emptyValues: 'clear', columnsToClear: 'Amount' },
			});
			const [row] = await table().rows();
			expect(row).not.toHaveProperty('Notes');
			expect(row).not.toHaveProperty('Amount');
		});

		it('makes both changes if two items change the same record', async () => {
			const [id] = await table().fill([{ Name: 'x' }]);
			await run(table().automatic(['id']), [
				{ id, Amount: 1 },
				{ id, Notes: 'second' },
			]);
			expect(await table().rows()).toEqual([
				expect.objectContaining({ Amount: 1, Notes: 'second' }),
			]);
		});

		it('refuses to choose among several matches, or changes the first or all on request', async () => {
			await table().fill([{ Email: 'same' }, { Email: 'same' }]);
			const match = table().columns({ Email: 'same', Amount: 7 }, ['Email']);
			const { error } = await run(match);
			expect(error?.message).toContain("2 records found where 'Email' is 'same'");
			await run({ ...match, options: { severalMatches: 'first' } });
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([7, undefined]);
			const { items } = await run({ ...match, options: { severalMatches: 'all' } });
			expect(items).toHaveLength(2);
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([7, 7]);
		});

		it('names the item that matches nothing, before anything is written', async () => {
			await table().fill([{ Email: 'a' }]);
			const { error } = await run(table().automatic(['Email']), [
				{ Email: 'a', Amount: 1 },
				{ Email: 'b', Amount: 1 },
			]);
			expect(error?.message).toContain("No record found where 'Email' is 'b' [item 1]");
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(0);
		});

		const NO_TABLE = { message: 'Table not found', status: 404, code: 'not_found' };

		it.each([
			['continues if Teable says after a change that the table is not found', true, 2],
			['changes nothing, and says that the result is unknown, if Teable says so before', false, 1],
		])('%s', async (_title, applied, amount) => {
			const [id] = await table().fill([{ Amount: 1 }]);
			const fault = { kind: 'status' as const, status: 404, body: NO_TABLE, applied };
			table().server.sandbox.inject({ method: 'PATCH', route: ROUTE, ...fault });
			table().server.sandbox.resetRequests();
			const options = { timeout: 1 };
			const { error } = await run({ ...table().columns({ id, Amount: 2 }, ['id']), options });
			if (applied) expect(error?.message).toBeUndefined();
			else expect(error?.message).toContain('It is unknown whether Teable carried this out.');
			expect(await table().rows()).toMatchObject([{ Amount: amount }]);
			expect(table().server.sandbox.count('PATCH', ROUTE)).toBe(1);
		});

		it('asks for the record ID if there is none', async () => {
			const { error } = await run(table().automatic(['id']), [{ Amount: 1 }]);
			expect(error?.message).toContain("'Record ID' is empty");
		});

		it('says what a record ID is, as the mapper has no list of records', async () => {
			const { error } = await run(table().automatic(['id']), [{ id: 'Nathan', Amount: 1 }]);
			expect(error?.message).toContain("'Record ID' is 'Nathan', which is not a record ID");
			expect(error?.message).toContain("Map the 'id' that a Teable node returns");
			expect(error?.message).not.toContain('list');
		});
	});
});
