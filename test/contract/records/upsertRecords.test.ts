import { empty, onContractTables } from '../table';

describe('Teable contract: creating or updating records', () => {
	onContractTables((table, { run, output, failure }) => {
		beforeEach(async () => await empty(table()));

		it('Create or Update updates existing records, creates new ones, and says which', async () => {
			const [id] = await table().fill([{ Email: 'a', Amount: 1, Notes: 'kept' }]);
			const items = [
				{ Email: 'a', Amount: 10 },
				{ Email: 'b', Amount: 20 },
			];
			const records = await output('upsert', table().automatic(['Email']), { items });
			const rows = await table().rows();
			expect(records).toMatchObject([
				{ id, Email: 'a', Amount: 10, action: 'updated' },
				{ id: rows[1].id, Email: 'b', Amount: 20, action: 'created' },
			]);
			expect(rows).toMatchObject([{ Email: 'a', Amount: 10, Notes: 'kept' }, items[1]]);
		});

		it('cells that already have the value are not written again, for all types of columns', async () => {
			const { id: user, name } = await table().server.ask('GET', '/auth/user');
			const { Acme, Globex } = table().companies;
			await table().fill([
				{
					...{ Email: 'a', Amount: 0.1 + 0.2, Status: 'Todo', Tags: ['B', 'A'], Paid: true },
					...{ Due: '2026-01-15T09:30:00.001Z', Stars: 3, Notes: 'two\nlines' },
					Companies: [{ id: Globex }, { id: Acme }],
					Owner: { id: user, title: name },
				},
			]);
			const state = async () =>
				await table().server.ask('GET', `/table/${table().id}/record?take=1`);
			const before = await state();
			const items = await output('getAll');
			expect(await output('upsert', table().automatic(['Email']), { items })).toMatchObject([
				{ action: 'unchanged' },
			]);
			expect(await state()).toEqual(before);
			const [item] = items;
			const changed = [{ ...item, Tags: ['A', 'B'] }];
			expect(
				await output('upsert', table().automatic(['Email']), { items: changed }),
			).toMatchObject([{ action: 'updated', Tags: ['A', 'B'] }]);
			expect(await table().rows()).toMatchObject([{ Tags: ['A', 'B'], Stars: 3 }]);
		});

		it('the second item with a new key updates the record that the first one created', async () => {
			const items = [
				{ Email: 'new', Amount: 1 },
				{ Email: 'new', Notes: 'second' },
			];
			const records = await output('upsert', table().automatic(['Email']), { items });
			expect(records.map(({ action }) => action)).toEqual(['created', 'updated']);
			expect(await table().rows()).toMatchObject([{ Email: 'new', Amount: 1, Notes: 'second' }]);
		});

		it('keys are compared exactly, and no character in them is a wildcard', async () => {
			const keys = ['key', 'Key', 'k_y', 'k%', 'k"y', "k'y", 'k\\y', 'ключ 日本', 'a&b=c+d'];
			await table().fill(keys.map((Email) => ({ Email })));
			const items = keys.map((Email, Amount) => ({ Email, Amount }));
			const records = await output('upsert', table().automatic(['Email']), { items });
			expect(records.map(({ action }) => action)).toEqual(keys.map(() => 'updated'));
			expect(await table().rows()).toMatchObject(items);
		});

		it('text can match regardless of case and surrounding spaces, with any characters in it', async () => {
			const keys = ['Ada@X.org', 'MÜLLER@x.org', 'Ключ', 'K_y', 'K%y', 'K\\Y', 'ab'];
			await table().fill(keys.map((Email) => ({ Email })));
			const columns = { ...table().automatic(['Email']), options: { matchTexts: 'ignoringBoth' } };
			const items = keys.flatMap((key, Amount) => [
				{ Email: ` ${key.toLowerCase()}`, Amount },
				{ Email: `${key.toUpperCase()}\t`, Amount },
			]);
			const records = await output('upsert', columns, { items });
			expect(records.map(({ action }) => action)).toEqual(
				keys.flatMap(() => ['updated', 'unchanged']),
			);
			expect(await table().rows()).toMatchObject(keys.map((Email, Amount) => ({ Email, Amount })));
		});

		it('a key with surrounding spaces is found again', async () => {
			const items = [{ Email: ' ada ', Notes: ' tea\n' }];
			const columns = table().automatic(['Email']);
			expect(await output('upsert', columns, { items })).toMatchObject([{ action: 'created' }]);
			expect(await output('upsert', columns, { items })).toMatchObject([{ action: 'unchanged' }]);
		});

		it('a dry run shows what the real execution then does, and writes nothing', async () => {
			const [id] = await table().fill([{ Email: 'a', Amount: 1, Notes: 'old' }]);
			const before = await table().rows();
			const items = [
				{ Email: 'a', Amount: 1, Notes: 'new' },
				{ Email: 'b', Amount: 2 },
				{ Email: 'b', Amount: 2 },
			];
			const columns = table().automatic(['Email']);
			const dry = { ...columns, options: { dryRun: true } };
			expect(await output('upsert', dry, { items })).toEqual([
				{ id, dryRun: true, action: 'update', changes: { Notes: { from: 'old', to: 'new' } } },
				{
					...{ dryRun: true, action: 'create' },
					changes: { Email: { from: null, to: 'b' }, Amount: { from: null, to: 2 } },
				},
				{ dryRun: true, action: 'unchanged', changes: {} },
			]);
			expect(await table().rows()).toEqual(before);
			const records = await output('upsert', columns, { items });
			expect(records.map(({ action }) => action)).toEqual(['updated', 'created', 'unchanged']);
		});

		it('records are matched by several columns: choice, number and date', async () => {
			await table().fill([
				{ Status: 'Todo', Amount: 1, Due: '2026-01-15T09:30:00.000Z' },
				{ Status: 'Done', Amount: 1, Due: '2026-01-15T09:30:00.000Z' },
			]);
			const items = [{ Status: 'Done', Amount: 1, Due: '2026-01-15 10:30', Name: 'hit' }];
			const columns = table().automatic(['Status', 'Amount', 'Due']);
			expect(await output('upsert', columns, { items })).toMatchObject([{ action: 'updated' }]);
			expect((await table().rows()).map(({ Name }) => Name)).toEqual([undefined, 'hit']);
		});

		it('an item without a key never updates the first record of the table', async () => {
			await table().fill([{ Email: 'first', Amount: 1 }]);
			const columns = table().automatic(['Email']);
			const items = [{ Email: '', Amount: 99 }];
			expect(await failure('upsert', columns, { items })).toContain(
				"'Email' is used for matching, but has no value",
			);
			expect(await table().rows()).toMatchObject([{ Email: 'first', Amount: 1 }]);
		});

		it('a matching column that the table does not have is refused', async () => {
			await table().fill([{ Email: 'first', Amount: 1 }]);
			const { columns } = table().automatic(['Email']);
			const parameters = {
				columns: { ...(columns as object), matchingColumns: ['fldAAAAAAAAAAAAAAAA'] },
			};
			const items = [{ Email: 'first', Amount: 99 }];
			expect(await failure('upsert', parameters, { items })).toContain(
				"contains 'fldAAAAAAAAAAAAAAAA', which the table doesn't have",
			);
			expect(await table().rows()).toMatchObject([{ Amount: 1 }]);
		});

		it('several matches are an error, unless all of them should be updated', async () => {
			await table().fill([{ Email: 'same' }, { Email: 'same' }]);
			const columns = table().columns({ Email: 'same', Amount: 7 }, ['Email']);
			expect(await failure('upsert', columns)).toContain("2 records found where 'Email' is 'same'");
			const all = { ...columns, options: { severalMatches: 'all' } };
			expect(await output('upsert', all)).toMatchObject([
				{ action: 'updated' },
				{ action: 'updated' },
			]);
			expect(await table().rows()).toMatchObject([{ Amount: 7 }, { Amount: 7 }]);
		});

		it('only the bad item fails if On Error is set to continue', async () => {
			const [taken] = await table().fill([{ Code: 'x' }]);
			const { items } = await run('upsert', table().automatic(['Email']), {
				items: [
					{ Email: 'a', Code: 'x' },
					{ Email: 'b', Code: 'y', Amount: 2 },
				],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.action ?? json.error)).toEqual([
				expect.stringContaining("'x' isn't valid for 'Code', whose values must be unique [item 0]"),
				'created',
			]);
			expect(await table().rows()).toMatchObject([{ id: taken }, { Email: 'b', Amount: 2 }]);
		});

		it('1,200 items, half of them new, are all stored as given', async () => {
			const key = (index: number) => `user${index}@example.com`;
			await table().fill(Array.from({ length: 600 }, (_, index) => ({ Email: key(index) })));
			const items = Array.from({ length: 1200 }, (_, Amount) => ({ Email: key(Amount), Amount }));
			const records = await output('upsert', table().automatic(['Email']), { items });
			expect(records.map(({ action }) => action)).toEqual(
				items.map(({ Amount }) => (Amount < 600 ? 'updated' : 'created')),
			);
			const stored = await output('getAll', { returnAll: true });
			expect(stored.map(({ Email, Amount }) => ({ Email, Amount }))).toEqual(items);
		});
	});
});
