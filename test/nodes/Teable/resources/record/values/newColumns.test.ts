import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { NodeOutput, NodeRun } from '../../../../../harness/engine';
import { onEachEngine } from '../../../../../harness/table';

const FIELDS = '/api/table/:tableId/field';
const RECORDS = '/api/table/:tableId/record';

const CREATE_THEM = { options: { unknownColumns: 'create' } };

describe("'Create Them' under 'Unknown Columns'", () => {
	onEachEngine((table) => {
		const run = async (
			items: IDataObject[],
			{ operation = 'create', options = {}, match = [] as string[], ...more }: Settings = {},
		) =>
			await table().run(
				operation,
				{
					...table().automatic(match),
					options: { ...CREATE_THEM.options, leaveOutEmpty: true, ...options },
				},
				{ items, ...more },
			);

		interface Settings extends Partial<Pick<NodeRun, 'onError' | 'timezone'>> {
			operation?: string;
			options?: IDataObject;
			match?: string[];
		}

		const written = ({ items, error }: NodeOutput) => {
			expect(error?.message).toBeUndefined();
			return items.map(({ json }) => omit(json, ['id']));
		};

		/** The columns that the test table didn't have. */
		const made = async () => {
			const fields = (await table().server.ask(
				'GET',
				`/table/${table().id}/field`,
			)) as unknown as IDataObject[];
			return fields.slice(11).map(({ name, type, options }) => ({ name, type, options }));
		};

		const sent = (method: string, route: string) => table().server.sandbox.count(method, route);

		it('adds a column with the type of all its values, once per execution, before the records', async () => {
			const items = [
				{ Name: 'a', City: 'Paris', Price: 12.5, Member: true, Since: '2026-01-15' },
				{ Name: 'b', City: 'Rome', Price: 3, Member: true, Labels: ['x', 'y'] },
			];
			expect(written(await run(items, { timezone: 'Europe/Paris' }))).toEqual([
				{ ...items[0], Since: '2026-01-14T23:00:00.000Z' },
				items[1],
			]);
			expect((await made()).map(({ name, type }) => [name, type])).toEqual([
				['City', 'singleLineText'],
				['Price', 'number'],
				['Member', 'checkbox'],
				['Since', 'date'],
				['Labels', 'multipleSelect'],
			]);
			expect(sent('POST', RECORDS)).toBe(1);
		});

		it('creates a text column if two items disagree on the type', async () => {
			const items = [{ Extra: 5 }, { Extra: 'five' }, { Extra: { a: 1 } }, { Extra: true }];
			expect(written(await run(items))).toEqual([
				{ Extra: '5' },
				{ Extra: 'five' },
				{ Extra: '{"a":1}' },
				{ Extra: 'true' },
			]);
		});

		it('finds the columns again in the next execution', async () => {
			const item = { ' City ': 'Paris', '': 'x', Name: 'a' };
			await run([item]);
			await run([item]);
			expect(await made()).toMatchObject([{ name: 'City' }, { name: 'Column 2' }]);
			expect(await table().rows()).toMatchObject([
				{ City: 'Paris', 'Column 2': 'x' },
				{ City: 'Paris', 'Column 2': 'x' },
			]);
		});

		it('adds no column for which no item has a value', async () => {
			expect(written(await run([{ Name: 'a', Empty: '', None: null, List: [] }]))).toEqual([
				{ Name: 'a' },
			]);
			expect(await made()).toEqual([]);
		});

		it("adds no column for the record's own ID, but one for another ID", async () => {
			written(await run([{ id: 'recAAAAAAAAAAAAAAAA', Name: 'a' }]));
			expect(await made()).toEqual([]);
			written(await run([{ id: 7, Name: 'b' }]));
			expect(await table().rows()).toMatchObject([{ Name: 'a' }, { id: 7, Name: 'b' }]);
		});

		it('writes columns with names that every JavaScript object has', async () => {
			const item = JSON.parse(
				'{"__proto__": "a", "constructor": "b", "toString": 3}',
			) as IDataObject;
			const [record] = written(await run([item]));
			expect(JSON.stringify(record)).toBe(JSON.stringify(item));
			expect((await made()).map(({ name }) => name)).toEqual([
				'__proto__',
				'constructor',
				'toString',
			]);
		});

		it('uses columns that another batch of the same execution has just created', async () => {
			const { error } = await table().server.run(
				'create',
				{
					...table().target('create', table().automatic()),
					options: { unknownColumns: 'create', fieldKeys: '={{ $json.keys }}' },
				},
				{ items: [{ keys: 'id' }, { keys: 'name' }] },
			);
			expect(error?.message).toBeUndefined();
			expect(await made()).toMatchObject([{ name: 'keys' }]);
			expect(await table().rows()).toMatchObject([{ keys: 'id' }, { keys: 'name' }]);
		});

		it('also if records are updated, or created or updated', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			await run(
				[
					{ Name: 'a', City: 'Paris' },
					{ Name: 'b', City: 'Rome' },
				],
				{
					operation: 'upsert',
					match: ['Name'],
				},
			);
			await run([{ id, Country: 'France' }], { operation: 'update', match: ['id'] });
			expect(await table().rows()).toMatchObject([
				{ id, Name: 'a', City: 'Paris', Country: 'France' },
				{ Name: 'b', City: 'Rome' },
			]);
		});

		it('respects strict types: a text that contains a number stays text', async () => {
			const options = { strict: true };
			expect(written(await run([{ Code: '12' }], { options }))).toEqual([{ Code: '12' }]);
			expect(await made()).toMatchObject([{ name: 'Code', type: 'singleLineText' }]);
			const { error } = await run([{ Other: 'a' }, { Other: 5 }], { options });
			expect(error?.message).toContain("'5' isn't valid for 'Other' [item 1]");
			expect(await made()).toHaveLength(1);
		});

		it('changes nothing if an item is refused', async () => {
			const { error } = await run([{ Amount: 'many', City: 'Paris' }]);
			expect(error?.message).toContain("'many' isn't valid for 'Amount'");
			expect(await made()).toEqual([]);
			expect(sent('POST', FIELDS)).toBe(0);
		});

		it('creates only columns of the good items if On Error is set to continue', async () => {
			const items = [
				{ Amount: 'many', City: 'x' },
				{ Amount: 1, City: 'Paris' },
			];
			const output = await run(items, { onError: 'continueRegularOutput' });
			expect(output.items.map(({ json }) => json.error ?? json.City)).toEqual([
				expect.stringContaining("'many' isn't valid for 'Amount'"),
				'Paris',
			]);
		});

		it('says which columns stay if one cannot be created, and that no item was written', async () => {
			table().server.sandbox.inject({
				...{ method: 'POST', route: FIELDS, kind: 'status', status: 403, after: 1 },
			});
			const { error } = await run([{ One: 1, Two: 2 }]);
			expect(error?.message).toMatch(/^Column 'Two' could not be created\. /);
			expect(error?.message).toMatch(
				/Not done: item 0\. Column 'One' was created and stays in the table\.$/,
			);
			expect((await made()).map(({ name }) => name)).toEqual(['One']);
			expect(await table().rows()).toEqual([]);
		});

		it('says that nothing was changed if even the first cannot be created', async () => {
			table().server.sandbox.inject({
				...{ method: 'POST', route: FIELDS, kind: 'status', status: 403 },
			});
			const { error } = await run([{ One: 1 }]);
			expect(error?.message).toMatch(
				/^Column 'One' could not be created\. .* Nothing was changed\.$/,
			);
		});

		it('says which columns stay if the records are refused', async () => {
			table().server.sandbox.inject({
				...{ method: 'POST', route: RECORDS, kind: 'status', status: 403 },
			});
			const { error } = await run([{ One: 1, Two: 2 }]);
			expect(error?.message).toMatch(
				/Not done: item 0\. Columns 'One', 'Two' were created and stay in the table\.$/,
			);
		});

		it('creates each column once if the answer is lost', async () => {
			table().server.sandbox.inject({ method: 'POST', route: FIELDS, kind: 'resetAfter' });
			expect(written(await run([{ One: 1 }]))).toEqual([{ One: 1 }]);
			expect(await made()).toHaveLength(1);
		});
	});
});
