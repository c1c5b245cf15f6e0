import { getRecordHistoryQuerySchema, trashItemsRoSchema } from '@teable/openapi';
import { z } from 'zod';

import { events } from '../../../../../nodes/Teable/trigger';
import type { TriggerRun } from '../../../../harness/poll';
import { expectRequestsFit } from '../../../../harness/requests';
import { everythingIn, secretsIn } from '../../../../harness/secrets';
import type { SmallTable } from '../world';
import { onEachEngine } from '../world';

const RECORDS = '/api/table/:tableId/record';

describe('The trigger', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let run: TriggerRun;

		beforeEach(async () => {
			({ table, run } = await server.publish());
		});

		it('keeps its position if Teable fails, and later announces what happened meanwhile', async () => {
			const { kept } = run;
			const ids = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'status', status: 500, times: 50 });
			await expect(run.poll()).rejects.toThrow(/server failed \(500\)/);
			ids.push(...(await table.create([{ Name: 'B' }]).catch(() => [])));
			await expect(run.poll()).rejects.toThrow(/server failed \(500\)/);
			expect(run.kept).toBe(kept);
			server.sandbox.clearFaults();
			ids.push(...(await table.create([{ Name: 'C' }])));

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('keeps its position if the last of several requests fails', async () => {
			const { kept } = run;
			await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'status', status: 500, route: '/api/table/:tableId/field' });
			await expect(run.poll()).rejects.toThrow(/server failed \(500\)/);

			expect(run.kept).toBe(kept);
			expect(await run.poll()).toHaveLength(1);
		});

		it('survives a temporary fault', async () => {
			await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'status', status: 429, retryAfter: '0', times: 2 });

			expect(await run.poll()).toHaveLength(1);
		});

		it('announces the same again if n8n crashed before it was saved', async () => {
			const [id] = await table.create([{ Name: 'A' }]);

			expect(await run.crash()).toEqual([{ id, Name: 'A' }]);
			expect(await run.poll()).toEqual([{ id, Name: 'A' }]);
			expect(await run.poll()).toEqual([]);
		});

		it('announces nothing twice if a poll takes longer than the polling interval', async () => {
			const [id] = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'delay', delayMs: 100, route: RECORDS });

			const [first, second] = await Promise.all([run.poll(), run.crash()]);

			expect(first).toEqual([{ id, Name: 'A' }]);
			expect(second).toEqual([]);
		});

		it('starts again if another event is chosen', async () => {
			await table.create([{ Name: 'A' }]);
			run.parameters.event = 'recordUpdated';

			expect(await run.poll()).toEqual([]);
			expect(await run.poll()).toEqual([]);
		});

		it('starts again if another table is chosen, and does not mix them up', async () => {
			const other = await server.makeTable();
			await other.create([{ Name: 'old' }]);
			run.parameters.tableId = other.id;
			expect(await run.poll()).toEqual([]);
			const [id] = await other.create([{ Name: 'new' }]);

			expect(await run.poll()).toEqual([{ id, Name: 'new' }]);
		});

		it('sends only requests that Teable documents', async () => {
			const { requests } = server.sandbox;
			const before = requests.length;
			for (const { value: event } of events) {
				const condition = [{ fieldId: 'Name', operator: 'isNotEmpty' }];
				const parameters = {
					...{ authentication: 'session', options: { includeChanges: true } },
					...{ filterBy: 'conditions', match: 'and', conditions: { condition } },
				};
				const watching = table.trigger(event, parameters);
				await watching.poll();
				await table.delete(...(await table.create([{ Name: 'A' }, { Name: 'B' }])).slice(1));
				await watching.poll();
				await watching.test();
			}

			const reads = requests.slice(before).filter(({ method }) => method === 'GET');
			const isHistory = ({ route }: { route: string }) => route.endsWith('/history');
			const isTrash = ({ route }: { route: string }) => route === '/api/trash/items';
			const queryOf = ({ url }: { url: string }) =>
				Object.fromEntries(new URL(url, server.sandbox.url).searchParams);
			expectRequestsFit(reads.filter((read) => !isHistory(read) && !isTrash(read)));
			for (const read of reads.filter(isHistory)) {
				getRecordHistoryQuerySchema.strict().parse(queryOf(read));
			}
			// The page size is newer than the published schema.
			const pages = trashItemsRoSchema.extend({ pageSize: z.string().optional() }).strict();
			for (const read of reads.filter(isTrash)) pages.parse(queryOf(read));
		});

		it('stores and shows no secret', async () => {
			await table.create([{ Name: 'A' }]);
			const shown = everythingIn([await run.poll(), run.kept]);

			for (const secret of secretsIn(server.credentials)) expect(shown).not.toContain(secret);
		});
	});
});
