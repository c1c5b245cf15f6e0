import { range } from 'lodash';
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { fileInMemory } from '../../../../harness/files';
import { onEachEngine } from '../../../../harness/table';

const EMAIL = { fieldId: 'Email', value: '={{ $json.email }}' };

describe('If Record Exists and If Record Does Not Exist', () => {
	onEachEngine((table) => {
		const run = async (
			operation: 'ifExists' | 'ifNotExists',
			items: IDataObject[],
			column: INodeParameters[] = [EMAIL],
			{ onError, matchTexts }: { onError?: OnError; matchTexts?: string } = {},
		) =>
			await table().run(
				operation,
				{
					columnsToMatch: { column },
					options: matchTexts === undefined ? {} : { matchTexts },
				},
				{
					items,
					onError,
					binary: items.map(() => ({ data: fileInMemory('x', 'x.txt', 'text/plain') })),
				},
			);

		it('pass on the input items unchanged: their data, files and pairing', async () => {
			await table().fill([{ Email: 'a@x.org' }, { Email: 'b@x.org' }]);
			const items = ['b@x.org', 'c@x.org', 'B@x.org', 'a@x.org'].map((email, index) => ({
				...{ email, deep: { index } },
			}));
			const there = await run('ifExists', items);
			expect(there.error?.message).toBeUndefined();
			expect(there.items).toEqual(
				[0, 3].map((item) => ({
					json: items[item],
					binary: { data: expect.objectContaining({ fileName: 'x.txt' }) },
					pairedItem: { item },
				})),
			);
			const missing = await run('ifNotExists', items);
			expect(missing.items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
				[1, 2].map((item) => [items[item], { item }]),
			);
		});

		it.each([
			['exactly', 'ada@X.org', false],
			['ignoringCase', 'ada@X.org', true],
			['ignoringSpaces', ' Ada@x.org ', true],
			['ignoringBoth', ' ada@X.org ', true],
			['ignoringBoth', 'bob@x.org', false],
		])("compare text as set in 'Match Text': %s, '%s'", async (matchTexts, email, matches) => {
			await table().fill([{ Email: 'Ada@x.org' }]);
			const passed = async (operation: 'ifExists' | 'ifNotExists') => {
				const { items, error } = await run(operation, [{ email }], [EMAIL], { matchTexts });
				expect(error?.message).toBeUndefined();
				return items.map(({ json }) => json);
			};
			expect(await passed('ifExists')).toEqual(matches ? [{ email }] : []);
			expect(await passed('ifNotExists')).toEqual(matches ? [] : [{ email }]);
		});

		it('change nothing, and look up 2,000 items in few requests', async () => {
			await table().fill(range(1000).map((index) => ({ Email: `u${index}` })));
			table().server.sandbox.resetRequests();
			const items = range(2000).map((index) => ({ email: `u${index}` }));
			const { items: there } = await run('ifExists', items);
			expect(there.map(({ json }) => json)).toEqual(items.slice(0, 1000));
			const { requests } = table().server.sandbox;
			expect(requests.length).toBeLessThan(8);
			expect(requests.map(({ method }) => method)).not.toContain('POST');
		});

		it('accept several columns, and treat several matching records as one', async () => {
			await table().fill([
				{ Email: 'a', Amount: 1, Due: '2026-01-15T09:30:00.000Z' },
				{ Email: 'a', Amount: 1, Due: '2026-01-15T09:30:00.000Z' },
			]);
			const column = [
				EMAIL,
				{ fieldId: 'Amount', value: '={{ $json.amount }}' },
				{ fieldId: 'Due', value: '2026-01-15T10:30:00+01:00' },
			];
			const items = [
				{ email: 'a', amount: 1 },
				{ email: 'a', amount: '2' },
			];
			expect((await run('ifExists', items, column)).items.map(({ json }) => json)).toEqual([
				items[0],
			]);
			expect((await run('ifNotExists', items, column)).items.map(({ json }) => json)).toEqual([
				items[1],
			]);
		});

		it('refuse an item without a value, which would count as missing', async () => {
			const items = [{ email: 'a' }, { email: '' }];
			const message =
				"'Email' is used for matching, but has no value [item 1]. Map a value to it, or match on another column.";
			expect((await run('ifNotExists', items)).error?.message).toBe(message);
			const { items: given } = await run('ifNotExists', items, [EMAIL], {
				onError: 'continueRegularOutput',
			});
			expect(given.map(({ json }) => json)).toEqual([items[0], { error: message }]);
		});

		it('pass nothing on if the server refuses', async () => {
			table().server.sandbox.inject({
				...{ method: 'GET', route: '/api/table/:tableId/record', kind: 'status', status: 403 },
			});
			for (const operation of ['ifExists', 'ifNotExists'] as const) {
				const { items, error } = await run(operation, [{ email: 'a' }]);
				expect(items).toEqual([]);
				expect(error?.message).toContain("isn't allowed to do this");
				table().server.sandbox.clearFaults();
				table().server.sandbox.inject({
					...{ method: 'GET', route: '/api/table/:tableId/record', kind: 'status', status: 403 },
				});
			}
		});

		it('tell an AI agent whether the record exists, which its own item would not show', async () => {
			await table().fill([{ Email: 'a' }]);
			const ask = async (operation: string, value: string) =>
				(
					await table().run(
						operation,
						{
							columnsToMatch: { column: [{ fieldId: 'Email', value }] },
						},
						{ asTool: true },
					)
				).items.map(({ json }) => json);
			expect(await ask('ifExists', 'a')).toEqual([{ exists: true }]);
			expect(await ask('ifExists', 'b')).toEqual([{ exists: false }]);
			expect(await ask('ifNotExists', 'a')).toEqual([{ exists: true }]);
		});
	});
});
