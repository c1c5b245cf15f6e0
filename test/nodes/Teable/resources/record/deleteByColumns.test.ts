import { range } from 'lodash';
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

describe('Delete Record by matching columns', () => {
	onEachEngine((table) => {
		const run = async (
			column: INodeParameters[],
			items?: IDataObject[],
			options: INodeParameters = {},
			onError?: OnError,
		) =>
			await table().run(
				'delete',
				{ findBy: 'columns', columnsToMatch: { column }, options },
				{ items, onError },
			);

		const EMAIL = { fieldId: 'Email', value: '={{ $json.email }}' };

		const emails = async () => (await table().rows()).map(({ Email }) => Email);

		it('deletes the record of each item, comparing exactly', async () => {
			const [first, , third] = await table().fill([
				{ Email: 'a@x.org' },
				{ Email: 'A@x.org' },
				{ Email: 'b@x.org' },
			]);
			const { items, error } = await run([EMAIL], [{ email: 'b@x.org' }, { email: 'a@x.org' }]);
			expect(error?.message).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual([
				{ id: third, deleted: true },
				{ id: first, deleted: true },
			]);
			expect(await emails()).toEqual(['A@x.org']);
		});

		it('finds 1,000 records in few requests', async () => {
			const ids = range(1000).map((index) => `u${index}`);
			await table().fill([...ids, 'other'].map((Email) => ({ Email })));
			table().server.sandbox.resetRequests();
			const { items } = await run(
				[EMAIL],
				ids.map((email) => ({ email })),
			);
			expect(items).toHaveLength(1000);
			expect(table().server.sandbox.count('DELETE', ROUTE)).toBe(5);
			expect(table().server.sandbox.requests.length).toBeLessThan(12);
			expect(await emails()).toEqual(['other']);
		});

		it('accepts several columns, and values as text', async () => {
			await table().fill([
				{ Email: 'a', Amount: 1, Status: 'Todo' },
				{ Email: 'a', Amount: 2, Status: 'Todo' },
			]);
			const { error } = await run([
				{ fieldId: table().field('Email'), value: 'a' },
				{ fieldId: 'Amount', value: '2' },
				{ fieldId: 'Status', value: 'Todo' },
			]);
			expect(error?.message).toBeUndefined();
			expect((await table().rows()).map(({ Amount }) => Amount)).toEqual([1]);
		});

		it('says that no record matches before anything is deleted, or skips the item', async () => {
			const [id] = await table().fill([{ Email: 'a' }]);
			const items = [{ email: 'a' }, { email: 'b' }];
			const { error } = await run([EMAIL], items);
			expect(error?.message).toBe(
				"No record found where 'Email' is 'b' [item 1]. To skip such items, set 'If Record Not Found' to Ignore under 'Options'.",
			);
			expect(await emails()).toEqual(['a']);
			const ignored = await run([EMAIL], items, { alreadyGone: 'ignore' });
			expect(ignored.items.map(({ json }) => json)).toEqual([
				{ id, deleted: true },
				{ deleted: false },
			]);
		});

		it('refuses to choose among several matches, or deletes the first or all on request', async () => {
			const ids = await table().fill([{ Email: 'same' }, { Email: 'same' }, { Email: 'same' }]);
			const column = [{ fieldId: 'Email', value: 'same' }];
			expect((await run(column)).error?.message).toContain(
				"3 records found where 'Email' is 'same'. Match on more columns, or set 'If Multiple Matches' under 'Options'.",
			);
			await run(column, undefined, { severalMatches: 'first' });
			expect((await table().rows()).map(({ id }) => id)).toEqual(ids.slice(1));
			const { items } = await run(column, undefined, { severalMatches: 'all' });
			expect(items.map(({ json }) => json.id)).toEqual(ids.slice(1));
			expect(await emails()).toEqual([]);
		});

		it.each<[string, INodeParameters[], string]>([
			['no column', [], "'Columns to Match On' is empty. Add the column"],
			[
				'an unknown column',
				[{ fieldId: 'Emial', value: 'a' }],
				"contains 'Emial', which the table doesn't have",
			],
			['a column twice', [EMAIL, EMAIL], "contains column 'Email' twice"],
			[
				'a column of links',
				[{ fieldId: 'Companies', value: 'Acme' }],
				"can't be used for matching",
			],
			[
				'a value of another type',
				[{ fieldId: 'Amount', value: 'many' }],
				"'many' isn't valid for 'Amount'. It accepts a number",
			],
			[
				'no value',
				[{ fieldId: 'Email', value: '' }],
				"'Email' is used for matching, but has no value",
			],
		])('deletes nothing with %s', async (_what, column, message) => {
			await table().fill([{ Email: 'a' }, {}]);
			expect((await run(column, [{ email: 'a' }])).error?.message).toContain(message);
			expect(await emails()).toEqual(['a', undefined]);
		});

		it('only the item that matches nothing fails if On Error is set to continue', async () => {
			const [first, second] = await table().fill([{ Email: 'a' }, { Email: 'b' }]);
			const items = [{ email: 'a' }, { email: 'x' }, { email: '' }, { email: 'b' }];
			const { items: given } = await run([EMAIL], items, {}, 'continueRegularOutput');
			expect(given.map(({ json }) => json.id ?? json.error)).toEqual([
				first,
				expect.stringContaining("No record found where 'Email' is 'x' [item 1]"),
				expect.stringContaining('has no value [item 2]'),
				second,
			]);
		});
	});
});
