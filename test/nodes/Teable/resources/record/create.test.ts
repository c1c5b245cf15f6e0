import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { lostAttachment } from '../../../../harness/files';
import { NO_VALUES, onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('Create Record', () => {
	onEachEngine((table) => {
		const run = async (
			parameters: Parameters<ReturnType<typeof table>['target']>[1],
			options?: { items?: IDataObject[]; onError?: 'continueRegularOutput' },
		) => await table().run('create', parameters, options);

		it('maps each column by hand and returns the record with its ID', async () => {
			const { items, error } = await run(
				table().columns({ Name: 'Nathan', Amount: '12.5', Tags: 'A, B', Paid: 'yes' }),
			);
			expect(error?.message).toBeUndefined();
			const [{ id }] = await table().rows();
			expect(items).toEqual([
				{
					json: { ...NO_VALUES, id, Name: 'Nathan', Amount: 12.5, Tags: ['A', 'B'], Paid: true },
					pairedItem: { item: 0 },
				},
			]);
		});

		it('also writes a column to match on that was chosen for another operation', async () => {
			const [made] = (await run(table().columns({ Name: 'Nathan', Amount: 1 }, ['Name']))).items;
			expect(made.json).toMatchObject({ Name: 'Nathan', Amount: 1 });
			expect(await table().rows()).toMatchObject([{ Name: 'Nathan', Amount: 1 }]);
		});

		it('sends 2,500 items in 3 requests, in order, each output paired with its input', async () => {
			const input = Array.from({ length: 2500 }, (_, index) => ({
				Name: `n${index}`,
				Amount: index,
			}));
			const { items } = await run(table().automatic(), { items: input });
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(3);
			expect(items).toHaveLength(2500);
			expect(items.map(({ json }) => json.Amount)).toEqual(input.map(({ Amount }) => Amount));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		});

		it('reads the columns once, not once per item', async () => {
			await run(table().automatic(), { items: [{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }] });
			expect(table().server.sandbox.count('GET', '/api/table/:tableId/field')).toBe(1);
		});

		it("reads a date without a time zone in the field's time zone, and sends milliseconds", async () => {
			await run(table().columns({ Due: '2026-01-15 10:30' }));
			expect((await table().rows())[0].Due).toBe('2026-01-15T09:30:00.000Z');
		});

		it('uses field IDs as keys, or keeps the record as Teable sends it, on request', async () => {
			const { items } = await run({
				...table().columns({ Name: 'Nathan' }),
				options: { fieldKeys: 'id', outputFormat: 'nested', leaveOutEmpty: true },
			});
			expect(items[0].json).toEqual({
				id: expect.stringMatching(/^rec/),
				fields: { [table().field('Name')]: 'Nathan' },
			});
		});

		it('sends nothing if one item is bad, and names item, column, value and what is accepted', async () => {
			const { items, error } = await run(table().automatic(), {
				items: [{ Amount: 1 }, { Amount: 'abc' }, { Amount: 3 }],
			});
			expect(items).toEqual([]);
			expect(error?.message).toBe(
				"'abc' isn't valid for 'Amount' [item 1]. It accepts a number, e.g. 12.5.",
			);
			expect(error?.context?.itemIndex).toBe(1);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('creates the good items if On Error is set to continue', async () => {
			const { items } = await run(table().automatic(), {
				items: [{ Amount: 1 }, { Amount: 'abc' }, { Amount: 3 }],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.Amount ?? json.error)).toEqual([
				1,
				expect.stringContaining("'abc' isn't valid for 'Amount'"),
				3,
			]);
			expect(await table().rows()).toHaveLength(2);
		});

		it('finds the bad item of a refused request by halving it, and writes the good ones', async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			const input = Array.from({ length: 40 }, (_, Amount) => ({
				Amount,
				...(Amount === 17 && { Files: [lostAttachment] }),
			}));
			const { items } = await run(table().automatic(), {
				items: input,
				onError: 'continueRegularOutput',
			});
			const failed = items.filter(({ json }) => json.error !== undefined);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 17 }]);
			expect(failed[0].json.error).toContain('Teable refused this [item 17]: ');
			expect(await table().rows()).toHaveLength(39);
			expect(table().server.sandbox.count('POST', ROUTE)).toBeLessThan(15);
		});

		it('writes the good items after more than twenty bad ones in a row', async () => {
			const input = Array.from({ length: 64 }, (_, Amount) => ({
				Amount,
				...(Amount < 30 && { Companies: [{ id: 'recAAAAAAAAAAAAAAAA' }] }),
			}));
			const { items } = await run(table().automatic(), {
				items: input,
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.error === undefined)).toEqual(
				input.map(({ Amount }) => Amount >= 30),
			);
			expect(await table().rows()).toHaveLength(34);
		});

		it('a text with a NUL does not affect other items (the whole request failed)', async () => {
			const { items } = await run(table().automatic(), {
				items: [{ Name: 'a' }, { Name: 'b\0' }, { Name: 'c' }],
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.error ?? json.Name)).toEqual([
				'a',
				expect.stringContaining("isn't valid for 'Name'"),
				'c',
			]);
		});

		it('returns the values that Teable fills in by default on each engine', async () => {
			const options = { choices: [{ name: 'Open' }, { name: 'Shut' }], defaultValue: 'Open' };
			await table().addField({ name: 'State', type: 'singleSelect', options });
			const { items } = await run(table().automatic(), {
				items: [{ Name: 'a' }, { Name: 'b', State: 'Shut' }],
			});
			expect(items.map(({ json }) => json.State)).toEqual(['Open', 'Shut']);
		});

		it('says what was written into another table before one failed', async () => {
			const other = await table().server.ask('POST', `/base/${table().baseId}/table`, {
				...{ name: 'Other', records: [], fields: [{ name: 'Name', type: 'singleLineText' }] },
			});
			table().server.sandbox.inject({
				...{ method: 'POST', route: ROUTE, kind: 'status', status: 400, after: 1 },
			});
			const { error } = await table().server.run(
				'create',
				{
					...table().target('create', table().automatic()),
					tableId: { __rl: true, mode: 'id', value: '={{ $json.table }}' },
					options: { unknownColumns: 'ignore' },
				},
				{
					items: [
						{ Name: 'a', table: other.id },
						{ Name: 'b', table: table().id },
					],
				},
			);
			expect(error?.message).toContain('Teable refused this [item 1]: ');
			expect(error?.message).toContain('Done: item 0. Not done: item 1.');
		});

		it('names the column with a user whom Teable does not know', async () => {
			await table().addField({ name: 'Owner', type: 'user' });
			const { error } = await run(table().automatic(), {
				items: [{ Owner: { id: 'usrAAAAAAAAAAAAAAAA', title: 'Nobody' } }],
			});
			expect(error?.message).toContain("isn't valid for 'Owner'");
		});

		it('writes only items before the bad one if On Error is set to stop, and says so', async () => {
			await table().addField({ name: 'Files', type: 'attachment' });
			const input = Array.from({ length: 10 }, (_, Amount) => ({
				Amount,
				...(Amount === 6 && { Files: [lostAttachment] }),
			}));
			const { error } = await run(table().automatic(), { items: input });
			expect(error?.message).toContain('Teable refused this [item 6]: ');
			expect(error?.message).toContain('Done: items 0-5. Not done: items 6-9.');
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([0, 1, 2, 3, 4, 5]);
		});

		it('links records by title or ID', async () => {
			const { Acme, Globex } = table().companies;
			await run(table().automatic(), {
				items: [
					{ Companies: 'Acme, Globex' },
					{ Companies: [Acme] },
					{ Companies: { id: Globex } },
				],
			});
			expect((await table().rows()).map(({ Companies }) => Companies)).toEqual([
				[expect.objectContaining({ id: Acme }), expect.objectContaining({ id: Globex })],
				[expect.objectContaining({ id: Acme })],
				[expect.objectContaining({ id: Globex })],
			]);
		});

		it('names a column that the table does not have, and the columns it has', async () => {
			const { error } = await run(table().automatic(), { items: [{ Nmae: 'x' }] });
			expect(error?.message).toContain("no column 'Nmae'");
			expect(error?.message).toContain("'Name', 'Email'");
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('ignores unknown columns on request, and always those that Teable fills', async () => {
			const { items } = await run(
				{ ...table().automatic(), options: { unknownColumns: 'ignore' } },
				{ items: [{ id: 'recX', Name: 'x', Nmae: 'y', Double: 4 }] },
			);
			expect(items[0].json).toMatchObject({ Name: 'x' });
			expect(items[0].json).not.toHaveProperty('Nmae');
		});

		it("writes a column called 'id' (it was taken for the record's own)", async () => {
			await table().addField({ name: 'id', type: 'singleLineText' });
			await run(table().automatic(), { items: [{ id: 'A-1', Name: 'a' }] });
			expect(await table().rows()).toMatchObject([{ id: 'A-1', Name: 'a' }]);
		});

		it("asks what a record ID means if a column is called 'id'", async () => {
			await table().addField({ name: 'id', type: 'singleLineText' });
			const { error } = await run(table().automatic(), { items: [{ id: 'recAAAAAAAAAAAAAAAA' }] });
			expect(error?.message).toContain("The item has a record ID in 'id'");
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(0);
		});

		it('continues after a request whose answer is lost, if its records are found in the table', async () => {
			const input = Array.from({ length: 1500 }, (_, Amount) => ({ Amount }));
			table().server.sandbox.inject({ method: 'POST', route: ROUTE, kind: 'resetAfter', after: 1 });
			const { items, error } = await run(table().automatic(), { items: input });
			expect(error?.message).toBeUndefined();
			const rows = await table().server.ask(
				'GET',
				`/table/${table().id}/record?take=1000&skip=1000`,
			);
			const last = (rows.records as IDataObject[]).map(({ id }) => id);
			expect(last).toHaveLength(500);
			expect(items.slice(1000).map(({ json }) => json.id)).toEqual(last);
			expect(items.map(({ json }) => json.Amount)).toEqual(input.map(({ Amount }) => Amount));
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(2);
		});

		it('says which items are unknown if someone else creates the same record at the same time', async () => {
			table().server.sandbox.inject({ method: 'POST', route: ROUTE, kind: 'resetAfter' });
			table().server.sandbox.inject({
				method: 'GET',
				route: ROUTE,
				kind: 'delay',
				delayMs: 300,
			});
			const running = run(
				{ ...table().automatic(), options: { timeout: 1 } },
				{ items: [{ Name: 'same' }] },
			);
			while (table().server.sandbox.count('GET', ROUTE) === 0) await sleep(5);
			await table().fill([{ Name: 'same' }]);
			const { error } = await running;
			expect(error?.message).toContain('It is unknown whether Teable carried this out.');
			expect(error?.message).toMatch(/ Unknown: item 0\.$/);
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(2);
		});

		it('writes no record twice if the server fails after the write (halves were sent again after a 500)', async () => {
			const fault = { kind: 'status', status: 500, applied: true } as const;
			table().server.sandbox.inject({ method: 'POST', route: ROUTE, ...fault });
			const { items } = await run(table().automatic(), {
				items: Array.from({ length: 10 }, (_, Amount) => ({ Amount })),
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.Amount)).toEqual(range(10));
			expect(table().server.sandbox.count('POST', ROUTE)).toBe(1);
			expect(await table().rows()).toHaveLength(10);
		});

		it('creates no new choice, whatever the types', async () => {
			const { error } = await run(table().columns({ Status: 'Nope' }));
			expect(error?.message).toContain("It accepts one of 'Todo', 'Done'.");
		});
	});
});
