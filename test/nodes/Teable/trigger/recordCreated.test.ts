import { sleep } from 'n8n-workflow';

import { where } from '../../../harness/filters';
import type { TriggerRun } from '../../../harness/poll';
import type { SmallTable } from './world';
import { onEachEngine } from './world';

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ Amount: index }));

describe('Record Created', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let run: TriggerRun;

		beforeEach(async () => {
			table = await server.makeTable();
			run = table.trigger('recordCreated');
		});

		it('ignores records that existed when the workflow was published', async () => {
			await table.create(rows(3));

			expect(await run.poll()).toEqual([]);
			expect(await run.poll()).toEqual([]);
		});

		it('announces each new record once, oldest first, in the format of Get Many', async () => {
			await run.poll();
			const [a, b] = await table.create([{ Name: 'A', Amount: 1 }, { Name: 'B' }]);

			expect(await run.poll()).toEqual([
				{ id: a, Name: 'A', Amount: 1 },
				{ id: b, Name: 'B' },
			]);
			expect(await run.poll()).toEqual([]);
		});

		it('asks for one record if nothing is new, however many there are', async () => {
			await table.create(rows(250));
			await run.poll();
			server.sandbox.resetRequests();

			await run.poll();

			expect(server.sandbox.requests).toHaveLength(1);
			expect(server.sandbox.requests[0].url).toContain('skip=249');
		});

		it('takes three requests for new records: for them, for late ones after them, and for the names of their fields', async () => {
			await table.create(rows(50));
			await run.poll();
			await table.create(rows(40));
			server.sandbox.resetRequests();

			expect(await run.poll()).toHaveLength(40);
			expect(server.sandbox.requests).toHaveLength(3);
		});

		it.each([100, 7])('announces each new record once if a page has at most %i', async (page) => {
			await table.create(rows(30));
			await run.poll();
			const ids = await table.create(rows(450));
			server.sandbox.inject({
				...{ kind: 'shortPage', rows: page, method: 'GET', times: Infinity },
				route: '/api/table/:tableId/record',
			});

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
			expect(await run.poll()).toEqual([]);
		});

		it('finds the end again after old records were deleted', async () => {
			const old = await table.create(rows(60));
			await run.poll();
			await table.delete(...old.slice(0, 50));
			const [id] = await table.create([{ Name: 'new' }]);

			expect(await run.poll()).toEqual([{ id, Name: 'new' }]);
			expect(await run.poll()).toEqual([]);
		});

		it('continues after all records were deleted', async () => {
			const old = await table.create(rows(3));
			await run.poll();
			await table.delete(...old);

			expect(await run.poll()).toEqual([]);
			const [id] = await table.create([{ Name: 'new' }]);
			expect(await run.poll()).toEqual([{ id, Name: 'new' }]);
		});

		it('announces a record that becomes visible later than one with a higher number', async () => {
			await run.poll();
			const [late] = await table.create([{ Name: 'late' }]);
			await table.delete(late);
			const [early] = await table.create([{ Name: 'early' }]);

			expect(await run.poll()).toEqual([{ id: early, Name: 'early' }]);
			await table.restore();

			expect(await run.poll()).toEqual([{ id: late, Name: 'late' }]);
			expect(await run.poll()).toEqual([]);
		});

		it('ignores a record that was restored from the trash', async () => {
			await run.poll();
			const [id] = await table.create([{ Name: 'A' }]);
			await run.poll();
			await table.delete(id);
			await run.poll();
			await table.restore();

			expect(await run.poll()).toEqual([]);
		});

		it('stops looking for a deleted record after some polls', async () => {
			await run.poll();
			const [first] = await table.create(rows(2));
			await table.delete(first);
			for (let polls = 0; polls < 6; polls++) await run.poll();
			server.sandbox.resetRequests();

			await run.poll();

			expect(server.sandbox.requests).toHaveLength(1);
			expect(JSON.parse(run.kept)).toMatchObject({
				'node:Teable Trigger': { state: { gaps: [] } },
			});
		});

		it('misses none if records are deleted while pages are read', async () => {
			const old = await table.create(rows(20));
			await run.poll();
			const ids = await table.create(rows(1500));
			server.sandbox.inject({ kind: 'delay', delayMs: 100, method: 'GET', after: 1, times: 9 });
			const polling = run.poll();
			await sleep(50);
			await table.delete(...old.slice(0, 15));

			expect((await polling).map(({ id }) => id)).toEqual(ids);
			expect(await run.poll()).toEqual([]);
		});

		it('does not wait for numbers that were missing long before', async () => {
			const old = await table.create(rows(150));
			await table.delete(...old.filter((_, index) => index % 3 === 0));
			server.tick(600_000);
			await table.create(rows(1));
			const early = table.trigger('recordCreated', { startFrom: 'beginning' });
			expect(await early.poll()).toHaveLength(101);
			server.sandbox.resetRequests();

			expect(await early.poll()).toEqual([]);
			expect(server.sandbox.requests).toHaveLength(1);
			expect(server.sandbox.requests[0].url).toContain('skip=100');
		});

		it('reads 100 at a time if the server accepts no more for this token', async () => {
			await run.poll();
			const ids = await table.create(rows(350));
			const tooMany = { status: 400, code: 'validation_error', message: 'reduce take count' };
			server.sandbox.inject({ kind: 'status', status: 400, body: tooMany, after: 1, times: 4 });

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('starts from the beginning, on request', async () => {
			const ids = await table.create(rows(2));
			const early = table.trigger('recordCreated', { startFrom: 'beginning' });

			expect((await early.poll()).map(({ id }) => id)).toEqual(ids);
			expect(await early.poll()).toEqual([]);
		});

		it('starts from a date, on request', async () => {
			await table.create(rows(20));
			server.tick(1000);
			const startDate = new Date(server.now()).toISOString();
			const ids = await table.create(rows(3));
			const run2 = table.trigger('recordCreated', { startFrom: 'date', startDate });

			expect((await run2.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('announces only records that match the filter', async () => {
			const filtered = table.trigger('recordCreated', where('Amount', 'isGreater', '10'));
			await filtered.poll();
			const [, id] = await table.create([{ Amount: 5 }, { Amount: 20 }]);

			expect(await filtered.poll()).toEqual([{ id, Amount: 20 }]);
			expect(await filtered.poll()).toEqual([]);
		});

		it('announces only records that the view shows', async () => {
			const view = await server.ask('POST', `/table/${table.id}/view`, {
				name: 'Large',
				type: 'grid',
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: await table.field('Amount'), operator: 'isGreater', value: 10 }],
				},
			});
			const viewed = table.trigger('recordCreated', {
				viewId: { __rl: true, mode: 'id', value: String(view.id) },
			});
			await viewed.poll();
			const [, id] = await table.create([{ Amount: 5 }, { Amount: 20 }]);

			expect(await viewed.poll()).toEqual([{ id, Amount: 20 }]);
		});

		it('shows the newest record in the editor, and does not move its position', async () => {
			const ids = await table.create(rows(5));
			await run.poll();
			const kept = run.kept;
			await table.create([{ Name: 'newest' }]);

			expect(await run.test()).toEqual([expect.objectContaining({ Name: 'newest' })]);
			expect(run.kept).toBe(kept);
			expect((await run.poll()).map(({ Name }) => Name)).toEqual(['newest']);
			expect(ids).toHaveLength(5);
		});

		it('says in the editor that the table has nothing to show', async () => {
			await expect(run.test()).rejects.toThrow(/no record yet.*Add one/);
		});

		it('returns every column that the view shows, including empty ones', async () => {
			const hidden = await table.field('Amount');
			const { id: viewId } = await server.ask('POST', `/table/${table.id}/view`, {
				name: 'Names',
				type: 'grid',
				columnMeta: { [hidden]: { order: 1, hidden: true } },
			});
			const whole = table.trigger('recordCreated', { options: { leaveOutEmpty: false } });
			const viewed = table.trigger('recordCreated', {
				viewId: { __rl: true, mode: 'id', value: String(viewId) },
				options: { leaveOutEmpty: false },
			});
			await whole.poll();
			await viewed.poll();
			const [id] = await table.create([{}]);

			expect(await whole.poll()).toMatchObject([{ id, Name: null, Amount: null }]);
			const [record] = await viewed.poll();
			expect(record).toMatchObject({ id, Name: null });
			expect(record).not.toHaveProperty('Amount');
		});

		it('returns field IDs, or records as Teable sends them, on request', async () => {
			const nested = table.trigger('recordCreated', {
				options: { fieldKeys: 'id', outputFormat: 'nested' },
			});
			await nested.poll();
			const [id] = await table.create([{ Name: 'A' }]);

			expect(await nested.poll()).toEqual([
				expect.objectContaining({
					id,
					autoNumber: 1,
					fields: { [await table.field('Name')]: 'A' },
				}),
			]);
		});
	});
});
