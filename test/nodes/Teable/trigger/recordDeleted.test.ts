import type { INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { SmallTable } from './world';
import { onEachEngine } from './world';

/** 1.10 shows its trash to sessions only. */
const bySession: INodeParameters = { authentication: 'session' };

const byIds: INodeParameters = { findBy: 'ids' };

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ Amount: index }));

describe('Record Deleted', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let ids: string[];

		beforeEach(async () => {
			table = await server.makeTable();
			ids = await table.create([{ Name: 'A' }, { Name: 'B' }, { Name: 'C' }]);
		});

		describe('from the trash', () => {
			it('announces each deleted record once, with its name, time and author', async () => {
				await table.delete(ids[0]);
				const run = table.trigger('recordDeleted', bySession);
				expect(await run.poll()).toEqual([]);
				server.tick(1000);
				await table.delete(ids[2], ids[1]);
				const { userId: id, email } = server.sandbox.account;
				const deletedTime = new Date(server.now()).toISOString();
				const deletedBy = { id, email, name: expect.any(String) };

				expect(await run.poll()).toEqual([
					{ id: ids[2], name: 'C', deletedTime, deletedBy },
					{ id: ids[1], name: 'B', deletedTime, deletedBy },
				]);
				expect(await run.poll()).toEqual([]);
			});

			it('announces all if many were deleted one by one, in order', async () => {
				const many = await table.create(rows(45));
				const run = table.trigger('recordDeleted', bySession);
				await run.poll();
				for (const id of many) await table.delete(id);

				expect((await run.poll()).map(({ id }) => id)).toEqual(many);
				expect(await run.poll()).toEqual([]);
			});

			it('requests one entry if nothing was deleted', async () => {
				const run = table.trigger('recordDeleted', bySession);
				await table.delete(ids[0]);
				await run.poll();
				server.sandbox.resetRequests();

				await run.poll();

				expect(server.sandbox.requests).toHaveLength(1);
				expect(server.sandbox.requests[0].url).toContain('pageSize=1');
			});

			it('ignores a record that was restored', async () => {
				const run = table.trigger('recordDeleted', bySession);
				await table.delete(ids[0]);
				await run.poll();
				await table.delete(ids[1]);
				await table.restore();

				expect(await run.poll()).toEqual([]);
				await table.delete(ids[1]);
				expect((await run.poll()).map(({ id }) => id)).toEqual([ids[1]]);
			});

			it('starts from the beginning, on request', async () => {
				await table.delete(ids[1]);
				const run = table.trigger('recordDeleted', { ...bySession, startFrom: 'beginning' });

				expect((await run.poll()).map(({ id }) => id)).toEqual([ids[1]]);
				expect(await run.poll()).toEqual([]);
			});

			it('shows the last deletion in the editor, or else an existing record', async () => {
				const run = table.trigger('recordDeleted', bySession);
				expect(await run.test()).toEqual([
					{ id: ids[2], name: 'C', deletedTime: null, deletedBy: {} },
				]);
				await table.delete(ids[1]);
				expect(await run.test()).toMatchObject([{ id: ids[1], name: 'B' }]);
			});

			it('says how else to find deletions if the token cannot read the trash', async () => {
				server.useToken(await server.makeToken('record|read', 'field|read', 'table|read'));

				await expect(table.trigger('recordDeleted').poll()).rejects.toThrow(
					/set 'Find Deletions By' to Comparing IDs/,
				);
			});
		});

		describe('by comparing IDs', () => {
			it('announces each deleted record once', async () => {
				const run = table.trigger('recordDeleted', byIds);
				await run.poll();
				server.tick(1);
				await table.delete(ids[0], ids[2]);
				await table.create(rows(2));

				expect((await run.poll()).map(({ id }) => id)).toEqual([ids[0], ids[2]]);
				expect(await run.poll()).toEqual([]);
			});

			it('sends one small request if nothing has changed', async () => {
				const run = table.trigger('recordDeleted', byIds);
				await run.poll();
				server.sandbox.resetRequests();

				await run.poll();

				expect(server.sandbox.requests).toHaveLength(1);
			});

			it('does not report a record as deleted that has moved to a page read before', async () => {
				const many = await table.create(rows(2100));
				const run = table.trigger('recordDeleted', byIds);
				await run.poll();
				server.tick(1);
				await table.delete(many[5]);
				const route = '/api/table/:tableId/record';
				server.sandbox.inject({ kind: 'delay', delayMs: 150, route, after: 1, times: 9 });
				const polling = run.poll();
				await sleep(100);
				server.tick(1);
				await table.delete(many[6], many[7]);

				const items = await polling;
				server.tick(1);
				const gone = [...items, ...(await run.poll())].map(({ id }) => id);

				expect(gone.sort()).toEqual([many[5], many[6], many[7]].sort());
			});

			it('stores 32 characters per record, because n8n stores the state and a copy of it', async () => {
				await table.create(rows(997));
				const run = table.trigger('recordDeleted', byIds);
				await run.poll();

				expect(run.kept.length).toBeLessThan(32_600);
			});

			it('shows the ID of a real record in the editor', async () => {
				expect(await table.trigger('recordDeleted', byIds).test()).toEqual([{ id: ids[2] }]);
			});
		});
	});
});
