import { where } from '../../harness/filters';
import { empty, onContractTables, UNKNOWN_RECORD } from '../table';

describe('Teable contract: updating records', () => {
	onContractTables((table, { run, output, failure }) => {
		beforeEach(async () => await empty(table()));

		it('Update changes the given columns of a record, and keeps the others', async () => {
			const [id] = await table().fill([{ Name: 'Nathan', Amount: 1, Notes: 'kept' }]);
			const [record] = await output('update', table().columns({ id, Amount: '2' }, ['id']));
			expect(record).toMatchObject({ id, Amount: 2 });
			expect(await table().rows()).toMatchObject([{ Name: 'Nathan', Amount: 2, Notes: 'kept' }]);
		});

		it('finds records by a column, comparing exactly, though some servers ignore case', async () => {
			await table().fill([{ Email: 'a@x.org' }, { Email: 'A@x.org' }, { Email: 'a_x.org' }]);
			await output('update', table().automatic(['Email']), {
				items: [
					{ Email: 'A@x.org', Amount: 1 },
					{ Email: 'a_x.org', Amount: 2 },
				],
			});
			expect(await amounts()).toEqual([undefined, 1, 2]);
		});

		it('an unknown ID is an error of its item, and the others are updated', async () => {
			const [first, second] = await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			const { items } = await run('update', table().automatic(['id']), {
				items: [
					{ id: first, Amount: 1 },
					{ id: UNKNOWN_RECORD, Amount: 2 },
					{ id: second, Amount: 3 },
				],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.Amount ?? json.error)).toEqual([
				1,
				expect.stringMatching(/no record .*\[item 1\]/),
				3,
			]);
			expect(await amounts()).toEqual([1, 3]);
		});

		it('an item that matches no record is an error before anything is written', async () => {
			await table().fill([{ Email: 'a' }]);
			const items = [
				{ Email: 'a', Amount: 1 },
				{ Email: 'b', Amount: 1 },
			];
			expect(await failure('update', table().automatic(['Email']), { items })).toContain(
				"No record found where 'Email' is 'b' [item 1]",
			);
			expect(await amounts()).toEqual([undefined]);
		});

		it('empty input leaves a cell unchanged, unless it is set to clear it', async () => {
			const filled = { Name: 'x', Notes: 'text', Amount: 5, Tags: ['A'], Paid: true };
			const [id] = await table().fill([filled]);
			const nothing = { id, Notes: '', Amount: null, Tags: [] };
			await output('update', table().automatic(['id']), { items: [nothing] });
			expect(await table().rows()).toMatchObject([filled]);
			await output(
				'update',
				{ ...table().automatic(['id']), options: { emptyValues: 'clear' } },
				{ items: [nothing] },
			);
			const [{ Name, Notes = '', Amount, Tags = [], Paid }] = await table().rows();
			expect({ Name, Notes, Amount, Tags, Paid }).toEqual({
				...{ Name: 'x', Notes: '', Amount: undefined, Tags: [], Paid: true },
			});
		});

		it('cells of every type are cleared on request', async () => {
			const columns = ['Notes', 'Amount', 'Status', 'Tags', 'Due', 'Paid', 'Stars', 'Companies'];
			const { Acme } = table().companies;
			const [id] = await table().fill([
				{
					...{ Name: 'x', Notes: 'text', Amount: 5, Status: 'Todo', Tags: ['A'], Paid: true },
					...{ Due: '2026-01-15T09:30:00.000Z', Stars: 3, Companies: [{ id: Acme }] },
				},
			]);
			await output('update', {
				...table().columns({ id }, ['id']),
				options: { columnsToClear: columns.join(', ') },
			});
			const [record] = await output('getAll', {
				options: { fieldsToReturn: ['Name', ...columns] },
			});
			const empty = Object.fromEntries(columns.map((column) => [column, null]));
			expect(record).toEqual({ id, Name: 'x', ...empty, Paid: false });
		});

		it('two items that change the same record both take effect', async () => {
			const [id] = await table().fill([{ Name: 'x' }]);
			const items = [
				{ id, Amount: 1 },
				{ id, Notes: 'second' },
			];
			await output('update', table().automatic(['id']), { items });
			expect(await table().rows()).toMatchObject([{ Amount: 1, Notes: 'second' }]);
		});

		it('several matches are an error, unless the first or all of them should be updated', async () => {
			await table().fill([{ Email: 'same' }, { Email: 'same' }]);
			const columns = table().columns({ Email: 'same', Amount: 7 }, ['Email']);
			expect(await failure('update', columns)).toContain("2 records found where 'Email' is 'same'");
			await output('update', { ...columns, options: { severalMatches: 'first' } });
			expect(await amounts()).toEqual([7, undefined]);
			await output('update', { ...columns, options: { severalMatches: 'all' } });
			expect(await amounts()).toEqual([7, 7]);
		});

		it('a value that the column does not accept is refused, and every record stays the same', async () => {
			const [first, second] = await table().fill([{ Amount: 1 }, { Amount: 2 }]);
			const items = [
				{ id: first, Amount: 10 },
				{ id: second, Amount: 'many' },
			];
			expect(await failure('update', table().automatic(['id']), { items })).toContain(
				"'many' isn't valid for 'Amount' [item 1]",
			);
			expect(await amounts()).toEqual([1, 2]);
		});

		it('all records that match a filter are updated, even if they then no longer match', async () => {
			const rows = Array.from({ length: 1200 }, () => ({ Status: 'Todo' }));
			await table().fill([...rows, { Status: 'Done' }]);
			const changed = await output('update', {
				...{ findBy: 'filter', ...where('Status', 'is', 'Todo') },
				...table().columns({ Status: 'Done', Amount: 1 }),
			});
			expect(changed).toHaveLength(1200);
			expect(await output('count', where('Amount', 'is', '1'))).toEqual([{ count: 1200 }]);
			expect(await output('count', where('Status', 'is', 'Todo'))).toEqual([{ count: 0 }]);
		});

		it('each item updates the records that match its own filter', async () => {
			await table().fill(['a', 'b', 'A'].map((Name) => ({ Name })));
			const items = [
				{ who: 'A', value: 1 },
				{ who: 'b', value: 2 },
				{ who: 'x', value: 3 },
			];
			const byFilter = { findBy: 'filter', ...where('Name', 'is', '={{ $json.who }}') };
			const columns = table().columns({ Amount: '={{ $json.value }}' });
			const changed = await output('update', { ...byFilter, ...columns }, { items });
			expect(changed.map(({ Amount }) => Amount)).toEqual([1, 2]);
			expect(await amounts()).toEqual([undefined, 2, 1]);
		});

		const amounts = async () => (await table().rows()).map(({ Amount }) => Amount);
	});
});
