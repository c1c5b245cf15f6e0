import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../../../../harness/engine';
import { fileInMemory } from '../../../../harness/files';
import { onEachEngine } from '../../../../harness/table';

const TABLES = '/api/base/:baseId/table';
const RECORDS = '/api/table/:tableId/record';

describe('Table: Create from input items', () => {
	onEachEngine((table) => {
		type Settings = Partial<Pick<NodeRun, 'onError' | 'timezone' | 'binary'>>;

		const run = async (items: IDataObject[], more: INodeParameters = {}, options: Settings = {}) =>
			await table().server.run(
				'create',
				{
					...{ resource: 'table', baseId: { __rl: true, mode: 'id', value: table().baseId } },
					...{ name: 'From a file', fieldsFrom: 'items', firstColumn: '', attachFiles: true },
					...more,
				},
				{ items, ...options },
			);

		const made = async (...call: Parameters<typeof run>) => {
			const { items, error } = await run(...call);
			expect(error?.message).toBeUndefined();
			expect(items).toHaveLength(1);
			return items[0].json as { id: string; fields: IDataObject[]; recordCount: number };
		};

		/** What the node reads back. */
		const records = async ({ id }: { id: string }) => {
			const rows = await table().server.output('getAll', {
				...{ resource: 'record', tableId: { __rl: true, mode: 'id', value: id } },
				...{ returnAll: true, options: { outputFormat: 'nested', leaveOutEmpty: true } },
			});
			return rows.map(({ fields }) => fields as IDataObject);
		};

		const tables = async () =>
			(
				(await table().server.ask(
					'GET',
					`/base/${table().baseId}/table`,
				)) as unknown as IDataObject[]
			).map(({ name }) => name);

		const typesOf = ({ fields }: { fields: IDataObject[] }) =>
			fields.map(({ name, type }) => [name, type]);

		it('creates a column for each key, in the order of their first appearance, and writes the items', async () => {
			const items = [
				{ Name: 'Ada', Born: '1815-12-10', Score: 9.5 },
				{ Name: 'Alan', Site: 'https://a.example', Score: 10, Tags: ['x', 'y'] },
				{ Name: 'Grace', Active: true, Text: 'two\nlines', Extra: { a: [1] } },
			];
			const result = await made(items, {}, { timezone: 'Europe/Paris' });
			expect(result).toMatchObject({ name: 'From a file', isNew: true, recordCount: 3 });
			expect(typesOf(result)).toEqual([
				['Name', 'singleLineText'],
				['Born', 'date'],
				['Score', 'number'],
				['Site', 'singleLineText'],
				['Tags', 'multipleSelect'],
				['Active', 'checkbox'],
				['Text', 'longText'],
				['Extra', 'longText'],
			]);
			const born = DateTime.fromISO('1815-12-10', { zone: 'Europe/Paris' }).toUTC().toISO();
			expect(await records(result)).toEqual([
				{ ...items[0], Born: born },
				items[1],
				{ ...items[2], Extra: '{"a":[1]}' },
			]);
		});

		it('creates a table of 10,000 rows in one execution', async () => {
			const items = Array.from({ length: 10_000 }, (_, index) => ({
				...{ Code: String(index).padStart(5, '0'), Amount: String(index / 4) },
			}));
			const result = await made(items);
			expect(result.recordCount).toBe(10_000);
			expect(table().server.sandbox.count('POST', RECORDS)).toBe(10);
			expect(await records(result)).toEqual(
				items.map(({ Code, Amount }) => ({ Code, Amount: Number(Amount) })),
			);
		});

		it('puts the chosen column first', async () => {
			const items = [{ A: 1, B: 'x', C: true }];
			expect(typesOf(await made(items, { firstColumn: 'B' }))).toEqual([
				['B', 'singleLineText'],
				['A', 'number'],
				['C', 'checkbox'],
			]);
		});

		it('puts the first possible column first, and adds one if there is none', async () => {
			const first = await made([{ Done: true, Title: 'x' }]);
			expect(typesOf(first)).toEqual([
				['Title', 'singleLineText'],
				['Done', 'checkbox'],
			]);
			const added = await made([{ Done: true }], { name: 'Another' });
			expect(typesOf(added)).toEqual([
				['Name', 'singleLineText'],
				['Done', 'checkbox'],
			]);
			expect(await records(added)).toEqual([{ Done: true }]);
		});

		it.each([
			[
				'Nope',
				[{ A: 1 }],
				"'First Column' is 'Nope', which no input item has. The items have 'A'.",
			],
			['A', [{ A: true }], "'First Column' is 'A', which contains true and false"],
		])(
			'refuses %s as the first column before anything is sent',
			async (firstColumn, items, text) => {
				const { error } = await run(items, { firstColumn });
				expect(error?.message).toContain(text);
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			},
		);

		it('accepts keys that are not valid names for columns', async () => {
			const item = JSON.parse(
				`{"": 1, " a ": 2, "a": 3, "__proto__": 4, "id": "recAAAAAAAAAAAAAAAA", "${'x'.repeat(120)}": 5}`,
			) as IDataObject;
			const result = await made([item]);
			expect(typesOf(result).map(([name]) => name)).toEqual([
				...['Column 1', 'a 2', 'a', '__proto__', 'id', 'x'.repeat(100)],
			]);
			expect(Object.values((await records(result))[0])).toEqual([
				...[1, 2, 3, 4, 'recAAAAAAAAAAAAAAAA', 5],
			]);
		});

		it('writes files as attachments, with a column per binary field, also one with the name of a key', async () => {
			const binary = [{ data: fileInMemory('Hello', 'hello.txt', 'text/plain') }];
			const items = [{ data: 'x' }, { data: 'y' }];
			const result = await made(items, {}, { binary });
			expect(typesOf(result)).toEqual([
				['data', 'singleLineText'],
				['data 2', 'attachment'],
			]);
			expect(await records(result)).toMatchObject([
				{ data: 'x', 'data 2': [{ name: 'hello.txt', mimetype: 'text/plain' }] },
				{ data: 'y' },
			]);
			const without = await made(items, { name: 'Other', attachFiles: false }, { binary });
			expect(typesOf(without)).toEqual([['data', 'singleLineText']]);
		});

		it('creates a record for a blank item too, and a column for a key without values', async () => {
			const result = await made([{ A: 'x', Empty: '' }, {}, { A: 'z' }]);
			expect(typesOf(result)).toEqual([
				['A', 'singleLineText'],
				['Empty', 'singleLineText'],
			]);
			expect(await records(result)).toEqual([{ A: 'x' }, {}, { A: 'z' }]);
		});

		it('accepts records that another node has read, in any format', async () => {
			const id = 'recAAAAAAAAAAAAAAAA';
			const nested = await made([{ id, createdTime: 'x', fields: { A: 1 } }]);
			expect(await records(nested)).toEqual([{ A: 1 }]);
		});

		it('creates a table for each name in the items', async () => {
			const items = [
				{ Country: 'France', City: 'Paris' },
				{ Country: 'Italy', City: 'Rome' },
				{ Country: 'France', City: 'Nice' },
			];
			const output = await run(items, { name: '={{ $json.Country }}' });
			expect(
				output.items.map(({ json, pairedItem }) => [json.name, json.recordCount, pairedItem]),
			).toEqual([
				['France', 2, { item: 0 }],
				['Italy', 1, { item: 1 }],
			]);
		});

		it('refuses items without anything in them', async () => {
			const { error } = await run([{}, {}]);
			expect(error?.message).toContain("'Fields' is set to From Input Items, but");
		});

		it('creates nothing if an item cannot be written', async () => {
			const { error } = await run([{ A: 'good' }, { A: 'bad\0' }]);
			expect(error?.message).toContain("'bad\0' isn't valid for 'A' [item 1]");
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('writes the good items if On Error is set to continue', async () => {
			const output = await run(
				[{ A: 'bad\0' }, { A: 'good' }],
				{},
				{ onError: 'continueRegularOutput' },
			);
			expect(
				output.items.map(({ json, pairedItem }) => [json.error ?? json.recordCount, pairedItem]),
			).toEqual([
				[expect.stringContaining("isn't valid for 'A'"), { item: 0 }],
				[1, { item: 1 }],
			]);
		});

		const refuseRecords = (after = 0) =>
			table().server.sandbox.inject({
				...{ method: 'POST', route: RECORDS, kind: 'status', status: 403, after },
			});

		it('removes the table again if its records are refused', async () => {
			const before = await tables();
			refuseRecords(1);
			const { error } = await run(Array.from({ length: 1500 }, (_, A) => ({ A })));
			expect(error?.message).toContain("Table 'From a file' (tbl");
			expect(error?.message).toMatch(
				/had already been created\. It was deleted again\. Nothing was changed\.$/,
			);
			expect(await tables()).toEqual(before);
		});

		it('says what was created if the table should stay', async () => {
			refuseRecords(1);
			const { error } = await run(
				Array.from({ length: 1500 }, (_, A) => ({ A })),
				{ options: { removeOnFailure: false } },
			);
			expect(error?.message).toMatch(
				/Done: items 0-999\. Not done: items 1000-1499\. Table 'From a file' \(tbl\w+\) had already been created\. It still exists, with the fields 'A'\.$/,
			);
			expect(await tables()).toContain('From a file');
		});

		it('removes the table again if no item could be written, with On Error set to continue', async () => {
			refuseRecords();
			const output = await run([{ A: 1 }, { A: 2 }], {}, { onError: 'continueRegularOutput' });
			expect(output.items.map(({ json }) => json.error)).toEqual([
				expect.stringMatching(/It was deleted again\. This item was not done\.$/),
				expect.stringMatching(/It was deleted again\. This item was not done\.$/),
			]);
			expect(await tables()).not.toContain('From a file');
		});

		it('refuses a name that is in use, and an existing table to write into', async () => {
			const name = 'Orders';
			expect((await run([{ A: 1 }], { name })).error?.message).toContain("'Name' is 'Orders'");
			const { error } = await run([{ A: 1 }], { name, options: { ifNameTaken: 'use' } });
			expect(error?.message).toContain('items are only written to new tables');
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});
	});
});
