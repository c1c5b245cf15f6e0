import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { EVERY_CASE } from '../../../../../harness/engines';
import { onEachEngine } from '../../../../../harness/table';

const ROUTE = '/api/table/:tableId/record';
const ROW_COUNT = '/api/table/:tableId/aggregation/row-count';

describe('The pages of Get Many Records', () => {
	onEachEngine((table) => {
		const list = async (parameters: INodeParameters = {}) =>
			await table().output('getAll', parameters);

		const failure = async (parameters: INodeParameters) =>
			await table().failure('getAll', parameters);

		const manyRows = async (count: number) =>
			await table().fill(Array.from({ length: count }, (_, index) => ({ Amount: index })));

		const requests = () => table().server.sandbox.count('GET', ROUTE);

		/** Waits until the server has counted, so that the first page is read and the others are not. */
		const firstPageRead = async () => {
			while (table().server.sandbox.count('GET', ROW_COUNT) === 0) {
				await sleep(5);
			}
		};

		const slowPages = () =>
			table().server.sandbox.inject({
				kind: 'delay',
				method: 'GET',
				route: ROUTE,
				after: 1,
				times: 2,
				delayMs: 500,
			});

		it('returns 50 records by default, with one request', async () => {
			await manyRows(60);
			expect(await list()).toHaveLength(50);
			expect(requests()).toBe(1);
			expect(table().server.sandbox.count('GET', ROW_COUNT)).toBe(0);
		});

		it('returns 2,500 of 3,000 records with 3 requests and one to count', async () => {
			await manyRows(3000);
			const records = await list({ limit: 2500 });
			expect(records.map(({ Amount }) => Amount)).toEqual(
				Array.from({ length: 2500 }, (_, index) => index),
			);
			expect(requests()).toBe(3);
			expect(table().server.sandbox.count('GET', ROW_COUNT)).toBe(1);
		});

		it('returns all 4,000 records of a table, not only the first page', async () => {
			await manyRows(4000);
			const records = await list({ returnAll: true });
			expect(records.map(({ Amount }) => Amount)).toEqual(
				Array.from({ length: 4000 }, (_, index) => index),
			);
			// The fifth is empty, because a count of whole thousands may be outdated.
			expect(requests()).toBe(5);
		});

		it('returns 20,000 records with 23 requests: the fields, the count, 20 pages and an empty one', async () => {
			for (let part = 0; part < 10; part++) await manyRows(2000);
			table().server.sandbox.resetRequests();
			expect(await list({ returnAll: true })).toHaveLength(20_000);
			expect(table().server.sandbox.requests).toHaveLength(23);
		});

		it('checks that a short page is the last, and counts only if all records are requested', async () => {
			await manyRows(3);
			expect(await list({ limit: 50 })).toHaveLength(3);
			expect(requests()).toBe(2);
			expect(table().server.sandbox.count('GET', ROW_COUNT)).toBe(0);
			expect(await list({ returnAll: true })).toHaveLength(3);
			expect(table().server.sandbox.count('GET', ROW_COUNT)).toBe(1);
			expect(requests()).toBe(3);
		});

		it('uses pages of 100 if the server allows the token no more', async () => {
			await manyRows(250);
			table().server.sandbox.inject({
				kind: 'status',
				method: 'GET',
				route: ROUTE,
				status: 400,
				body: {
					message:
						"This access token can't take more than 100 records per request, please reduce take count and paginate with skip",
					status: 400,
					code: 'validation_error',
				},
			});
			const records = await list({ returnAll: true });
			expect(records.map(({ Amount }) => Amount)).toEqual(
				Array.from({ length: 250 }, (_, index) => index),
			);
			const taken = table()
				.server.sandbox.requests.filter(({ method, route }) => method === 'GET' && route === ROUTE)
				.map(({ url }) => Number(/take=(\d+)/.exec(url)?.[1]));
			expect(taken).toEqual([1000, 100, 100, 100]);
		});

		it.each(EVERY_CASE ? [100, 7] : [100])(
			'returns all records in order from a server with %i per page',
			async (rows) => {
				await manyRows(3000);
				table().server.sandbox.inject({
					kind: 'shortPage',
					method: 'GET',
					route: ROUTE,
					rows,
					times: Infinity,
				});
				const all = Array.from({ length: 3000 }, (_, index) => index);
				const amounts = async (parameters: INodeParameters) =>
					(await list(parameters)).map(({ Amount }) => Amount);
				expect(await amounts({ limit: 500 })).toEqual(all.slice(0, 500));
				expect(await amounts({ limit: 2500 })).toEqual(all.slice(0, 2500));
				expect(await amounts({ returnAll: true })).toEqual(all);
				table().server.sandbox.inject({ kind: 'status', route: ROW_COUNT, status: 403 });
				expect(await amounts({ returnAll: true })).toEqual(all);
			},
		);

		it.each([1000, 1200])('returns all records if Teable counts %i of 3,000', async (rowCount) => {
			await manyRows(3000);
			table().server.sandbox.inject({
				kind: 'status',
				route: ROW_COUNT,
				status: 200,
				body: { rowCount },
			});
			expect(await list({ returnAll: true })).toHaveLength(3000);
		});

		it('continues if records are added meanwhile, and returns none twice', async () => {
			await manyRows(1500);
			slowPages();
			const listing = list({ returnAll: true });
			await firstPageRead();
			await manyRows(700);
			const records = await listing;
			expect(new Set(records.map(({ id }) => id)).size).toBe(2200);
			expect(records).toHaveLength(2200);
		});

		it('misses no record if others are deleted meanwhile', async () => {
			const ids = await manyRows(2500);
			slowPages();
			const listing = list({ returnAll: true });
			await firstPageRead();
			const query = ids
				.slice(0, 10)
				.map((id) => `recordIds[]=${id}`)
				.join('&');
			await table().server.ask('DELETE', `/table/${table().id}/record?${query}`);
			const found = (await listing).map(({ id }) => id);
			expect(new Set(found).size).toBe(found.length);
			expect(found).toEqual(expect.arrayContaining(ids.slice(10)));
		});

		it('reads one page after the other if the token cannot count', async () => {
			await manyRows(2100);
			table().server.sandbox.inject({ kind: 'status', route: ROW_COUNT, status: 403 });
			expect(await list({ returnAll: true })).toHaveLength(2100);
			expect(requests()).toBe(4);
		});

		it('requests no more pages after a failed one', async () => {
			await manyRows(12_000);
			table().server.sandbox.inject({
				kind: 'status',
				method: 'GET',
				route: ROUTE,
				status: 500,
				after: 1,
			});
			expect(await failure({ returnAll: true })).toContain('The Teable server failed (500)');
			// Time for the running pages to arrive, and for others to be requested.
			await sleep(500);
			expect(requests()).toBeLessThan(8);
		});
	});
});
