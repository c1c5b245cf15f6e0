import { range } from 'lodash';
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { json, where } from '../../../../../harness/filters';
import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';

const BY_FILTER = { findBy: 'filter' };

const NONE = { filterBy: 'none' };

interface More {
	items?: IDataObject[];
	options?: INodeParameters;
	onError?: OnError;
}

describe('Update and Delete by filter', () => {
	onEachEngine((table) => {
		const run = async (
			operation: string,
			parameters: INodeParameters,
			{ items, options = {}, onError }: More = {},
		) => await table().run(operation, { ...BY_FILTER, ...parameters, options }, { items, onError });

		const output = async (...call: Parameters<typeof run>) => {
			const { items, error } = await run(...call);
			expect(error?.message).toBeUndefined();
			return items.map(({ json: item }) => item);
		};

		const failure = async (...call: Parameters<typeof run>) => {
			const { items, error } = await run(...call);
			expect(items).toEqual([]);
			return error?.message;
		};

		const names = async () => (await table().rows()).map(({ Name }) => Name);

		const amounts = async () => (await table().rows()).map(({ Amount }) => Amount);

		const { requests, count } = {
			requests: () => table().server.sandbox.requests,
			count: (method: string) => table().server.sandbox.count(method, ROUTE),
		};

		it('Update changes all matching records, and returns an item for each', async () => {
			const [first, , third] = await table().fill([
				{ Name: 'a', Status: 'Todo' },
				{ Name: 'b', Status: 'Done' },
				{ Name: 'c', Status: 'Todo' },
			]);
			const filter = where('Status', 'is', 'Todo');
			const columns = table().columns({ Status: 'Done', Amount: 7 });
			expect(await output('update', { ...filter, ...columns })).toEqual([
				expect.objectContaining({ id: first, Status: 'Done', Amount: 7 }),
				expect.objectContaining({ id: third, Status: 'Done', Amount: 7 }),
			]);
			expect(await amounts()).toEqual([7, undefined, 7]);
		});

		it('Update finds all records before it changes the first, also those that the change takes out of the filter', async () => {
			await table().fill(range(2500).map(() => ({ Amount: 1 })));
			const changed = await output('update', {
				...where('Amount', 'is', '1'),
				...table().columns({ Amount: 2 }),
			});
			expect(changed).toHaveLength(2500);
			const filtered = requests().map(({ method }) => method);
			expect(filtered.lastIndexOf('GET')).toBeLessThan(filtered.indexOf('PATCH'));
			expect(count('PATCH')).toBe(3);
		});

		it('Update takes filter and values from each item, and reads equal filters once', async () => {
			await table().fill(['a', 'b', 'c'].map((Name) => ({ Name })));
			const items = ['a', 'c', 'x', 'a'].map((who, index) => ({ who, index }));
			const changed = await output(
				'update',
				{
					...where('Name', 'is', '={{ $json.who }}'),
					...table().columns({ Amount: '={{ $json.index }}' }),
				},
				{ items },
			);
			expect(changed.map(({ Amount }) => Amount)).toEqual([0, 1, 3]);
			expect(await amounts()).toEqual([3, undefined, 1]);
		});

		it('Update changes nothing if nothing matches', async () => {
			await table().fill([{ Name: 'a' }]);
			const columns = table().columns({ Amount: 1 });
			expect(await output('update', { ...where('Name', 'is', 'x'), ...columns })).toEqual([]);
			expect(count('PATCH')).toBe(0);
		});

		it('Update applies a view and a search in addition to the filter', async () => {
			await table().fill([
				{ Name: 'Berlin one', Amount: 1 },
				{ Name: 'Berlin two', Amount: 5 },
				{ Name: 'Paris', Amount: 5 },
			]);
			await output(
				'update',
				{ ...where('Amount', 'is', '5'), ...table().columns({ Notes: 'x' }) },
				{ options: { search: 'berlin' } },
			);
			expect((await table().rows()).map(({ Notes }) => Notes)).toEqual([undefined, 'x', undefined]);
		});

		it('Delete deletes all matching records, 200 per request', async () => {
			const ids = await table().fill(range(450).map((Amount) => ({ Amount })));
			const deleted = await output('delete', where('Amount', 'isGreaterEqual', '10'));
			expect(deleted).toEqual(ids.slice(10).map((id) => ({ id, deleted: true })));
			expect(count('DELETE')).toBe(3);
			expect(await amounts()).toEqual(range(10));
		});

		it('Delete returns a record once, for the first item whose filter matches', async () => {
			const [a, b] = await table().fill([{ Name: 'a' }, { Name: 'b' }, { Name: 'c' }]);
			const items = [{ who: 'a' }, { who: 'a' }, { who: 'b' }];
			const output = await run('delete', where('Name', 'is', '={{ $json.who }}'), { items });
			expect(output.items.map(({ json: item, pairedItem }) => [item.id, pairedItem])).toEqual([
				[a, { item: 0 }],
				[b, { item: 2 }],
			]);
			expect(await names()).toEqual(['c']);
		});

		it.each<[string, INodeParameters, INodeParameters]>([
			['no filter', NONE, {}],
			[
				'no filter, and a search that an expression leaves empty',
				NONE,
				{ search: '={{ $json.x }}' },
			],
		])(
			'nothing is sent with %s, because it would match every record',
			async (_what, filter, options) => {
				await table().fill([{ Name: 'a' }]);
				table().server.sandbox.resetRequests();
				for (const operation of ['update', 'delete']) {
					const columns = table().columns({ Amount: 1 });
					expect(await failure(operation, { ...filter, ...columns }, { options })).toBe(
						"'Filter' is None, so every record would be affected. Choose a filter, or turn on 'All Records'.",
					);
				}
				expect(requests()).toEqual([]);
			},
		);

		it("takes every record if 'All Records' is on, and those of a search without it", async () => {
			await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			const columns = table().columns({ Amount: 1 });
			await output('update', { ...NONE, ...columns }, { options: { search: 'b' } });
			expect(await amounts()).toEqual([undefined, 1]);
			await output('update', { ...NONE, allRecords: true, ...columns });
			expect(await amounts()).toEqual([1, 1]);
			await output('delete', { ...NONE, allRecords: true });
			expect(await names()).toEqual([]);
		});

		it('a view is not enough without a filter, because anyone can remove the filter from it', async () => {
			const { id } = await table().server.ask('POST', `/table/${table().id}/view`, {
				name: 'All',
				type: 'grid',
			});
			const viewId = { __rl: true, mode: 'id', value: String(id) };
			expect(await failure('delete', { ...NONE, viewId })).toContain("'Filter' is None");
		});

		it.each<[string, INodeParameters]>([
			['no condition', { filterBy: 'conditions', conditions: {} }],
			['an empty group', json({ conjunction: 'and', filterSet: [] })],
			['an empty value', where('Name', 'is', '={{ $json.gone }}')],
			['an unknown column', where('Nmae', 'is', 'a')],
		])('changes nothing with %s', async (_what, filter) => {
			await table().fill([{ Name: 'a' }]);
			const columns = table().columns({ Amount: 1 });
			expect(await failure('update', { ...filter, ...columns })).toContain("'Filter'");
			expect(await failure('delete', filter)).toContain("'Filter'");
			expect(await table().rows()).toEqual([expect.not.objectContaining({ Amount: 1 })]);
		});

		it('changes nothing if a server or a proxy drops the filter or the search', async () => {
			await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			table().server.sandbox.inject({ kind: 'noFilter', method: 'GET', times: Infinity });
			const columns = table().columns({ Amount: 1 });
			const dropped = 'The server returned records that do not match the filter or search';
			const filter = where('Name', 'is', 'a');
			expect(await failure('update', { ...filter, ...columns })).toContain(dropped);
			expect(await failure('delete', filter)).toContain(dropped);
			const options = { search: 'a' };
			expect(await failure('delete', NONE, { options })).toContain(dropped);
			expect(await names()).toEqual(['a', 'b']);
		});

		it('changes nothing if fewer records come than the server counts', async () => {
			await table().fill(range(10).map((Amount) => ({ Amount })));
			const emptyPages = { kind: 'status' as const, status: 200, body: { records: [] } };
			table().server.sandbox.inject({
				...{ method: 'GET', route: ROUTE, times: Infinity, ...emptyPages },
			});
			expect(await failure('delete', where('Amount', 'isGreater', '0'))).toMatch(
				/Teable counted \d+ records but returned only 0/,
			);
		});

		it('compares text exactly, including percent signs, though some servers do not', async () => {
			await table().fill([{ Name: 'A%' }, { Name: 'a%' }, { Name: 'A1' }]);
			await output('delete', where('Name', 'is', 'A%'));
			expect(await names()).toEqual(['a%', 'A1']);
		});

		it('stops at a failure in the middle, and says how many records were deleted before', async () => {
			await table().fill(range(500).map((Amount) => ({ Amount })));
			table().server.sandbox.inject({
				...{ method: 'DELETE', route: ROUTE, kind: 'status', status: 403, after: 1 },
			});
			const message = await failure('delete', where('Amount', 'isGreaterEqual', '0'));
			expect(message).toMatch(
				/^Only 200 of the 500 matching records are known to have been deleted\. /,
			);
			expect(message).toMatch(/ Unknown: item 0\.$/);
			expect(await table().rows()).toHaveLength(300);
		});

		it('continues with the other records and items if On Error is set to continue', async () => {
			await table().fill(range(500).map((Amount) => ({ Amount })));
			table().server.sandbox.inject({
				...{ method: 'DELETE', route: ROUTE, kind: 'status', status: 403, after: 1 },
			});
			const items = [
				{ from: 100, to: 600 },
				{ from: -1, to: 99 },
			];
			const filter = json({
				conjunction: 'and',
				filterSet: [{ fieldId: 'Amount', operator: 'isGreaterEqual', value: 100 }],
			});
			filter.filterJson = `={{ JSON.stringify({ conjunction: 'and', filterSet: [
				{ fieldId: 'Amount', operator: 'isGreaterEqual', value: $json.from },
				{ fieldId: 'Amount', operator: 'isLessEqual', value: $json.to },
			] }) }}`;
			const { items: given } = await run('delete', filter, {
				items,
				onError: 'continueRegularOutput',
			});
			expect(given[0].json.error).toContain(
				'Only 200 of the 400 matching records are known to have been deleted [item 0].',
			);
			expect(given.slice(1).map(({ pairedItem }) => pairedItem)).toEqual(
				range(100).map(() => ({ item: 1 })),
			);
			expect(await table().rows()).toHaveLength(200);
		});

		it('says how many records were changed if one is refused', async () => {
			await table().fill(range(3).map((Amount) => ({ Amount })));
			table().server.sandbox.inject({
				...{ method: 'PATCH', route: ROUTE, kind: 'status', status: 403, after: 0 },
			});
			const message = await failure('update', {
				...where('Amount', 'isGreaterEqual', '0'),
				...table().columns({ Notes: 'x' }),
			});
			expect(message).toMatch(/Nothing was changed\.$/);
		});
	});
});
