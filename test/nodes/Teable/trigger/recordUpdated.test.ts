import { json } from '../../../harness/filters';
import type { TriggerRun } from '../../../harness/poll';
import type { SmallTable } from './world';
import { onEachEngine } from './world';

const MODIFIED = { name: 'Modified', type: 'lastModifiedTime' };

const withChanges = { options: { includeChanges: true } };

const HISTORY = '/api/table/:tableId/record/history';

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ Amount: index }));

describe('Record Updated', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let run: TriggerRun;
		let ids: string[];

		beforeEach(async () => {
			table = await server.makeTable([MODIFIED]);
			ids = await table.create([{ Name: 'A', Amount: 1 }, { Name: 'B' }, { Name: 'C' }]);
			server.tick(1);
			run = table.trigger('recordUpdated');
		});

		const change = async (id: string, fields: object) => {
			server.tick(1);
			await table.update([{ id, fields: { ...fields } }]);
		};

		it('ignores changes before the workflow was published', async () => {
			await change(ids[0], { Name: 'changed' });

			expect(await run.poll()).toEqual([]);
			expect(await run.poll()).toEqual([]);
		});

		it('announces a changed record once, with its current values', async () => {
			await run.poll();
			await change(ids[0], { Name: 'changed' });
			await change(ids[0], { Name: 'changed again' });

			expect(await run.poll()).toEqual([
				expect.objectContaining({ id: ids[0], Name: 'changed again', Amount: 1 }),
			]);
			expect(await run.poll()).toEqual([]);
		});

		it('announces records in the order of their changes', async () => {
			await run.poll();
			await change(ids[2], { Name: '1' });
			await change(ids[0], { Name: '2' });
			await change(ids[1], { Name: '3' });

			expect((await run.poll()).map(({ Name }) => Name)).toEqual(['1', '2', '3']);
		});

		it('ignores new and deleted records', async () => {
			await run.poll();
			await table.create([{ Name: 'new' }]);
			await change(ids[0], { Name: 'changed' });
			await table.delete(ids[0]);

			expect(await run.poll()).toEqual([]);
		});

		it('sends one small request if nothing has changed', async () => {
			await run.poll();
			await change(ids[0], { Name: 'changed' });
			await run.poll();
			server.sandbox.resetRequests();

			await run.poll();

			expect(server.sandbox.requests.map(({ url }) => url)).toEqual([
				`/api/base/${table.baseId}/table/${table.id}`,
			]);
		});

		it('reads only what was changed if a field shows the time of the last change', async () => {
			await table.create(rows(2500));
			server.tick(86_400_000);
			await change(ids[1], { Name: 'changed' });
			await run.poll();
			await change(ids[0], { Name: 'changed' });
			server.sandbox.resetRequests();

			expect(await run.poll()).toHaveLength(1);
			expect(server.sandbox.count('GET', '/api/table/:tableId/record')).toBeLessThan(3);
		});

		it('reads the whole table without such a field', async () => {
			const plain = await server.makeTable();
			const [id] = await plain.create([{ Name: 'A' }, ...rows(2500)]);
			const plainRun = plain.trigger('recordUpdated');
			await plainRun.poll();
			server.tick(1);
			await plain.update([{ id, fields: { Name: 'changed' } }]);
			server.sandbox.resetRequests();

			expect(await plainRun.poll()).toEqual([{ id, Name: 'changed' }]);
			expect(server.sandbox.count('GET', '/api/table/:tableId/record')).toBe(3);
		});

		it('finds the base of the table by itself', async () => {
			const baseless = table.trigger('recordUpdated', { baseId: '' });
			await baseless.poll();
			server.sandbox.resetRequests();
			await baseless.poll();

			expect(server.sandbox.requests).toHaveLength(1);
			await change(ids[1], { Name: 'changed' });
			expect(await baseless.poll()).toHaveLength(1);
		});

		it('works with a token that can only read records and fields', async () => {
			server.useToken(await server.makeToken('record|read', 'field|read'));
			await run.poll();
			await change(ids[0], { Name: 'changed' });

			expect(await run.poll()).toHaveLength(1);
			expect(await run.poll()).toEqual([]);
			// Even if it is changed again within the same millisecond.
			await table.update([{ id: ids[0], fields: { Name: 'and again' } }]);
			expect(await run.poll()).toEqual([expect.objectContaining({ Name: 'and again' })]);
			expect(await run.poll()).toEqual([]);
		});

		it('returns old and new value of each field, with time and author', async () => {
			const telling = table.trigger('recordUpdated', withChanges);
			await telling.poll();
			await change(ids[0], { Name: 'B', Amount: null });
			await change(ids[0], { Name: 'C' });
			const changedTime = new Date(server.now()).toISOString();

			expect(await telling.poll()).toEqual([
				expect.objectContaining({
					id: ids[0],
					Name: 'C',
					changes: {
						Name: { before: 'A', after: 'C' },
						Amount: { before: 1, after: null },
					},
					changedTime,
					changedBy: {
						id: server.sandbox.account.userId,
						name: expect.any(String),
						email: server.sandbox.account.email,
					},
				}),
			]);
			expect(await telling.poll()).toEqual([]);
		});

		it('names changed fields by ID if the output does', async () => {
			const telling = table.trigger('recordUpdated', {
				options: { includeChanges: true, fieldKeys: 'id' },
			});
			await telling.poll();
			await change(ids[0], { Name: 'changed' });
			const name = await table.field('Name');

			expect(await telling.poll()).toEqual([
				expect.objectContaining({
					[name]: 'changed',
					changes: { [name]: { before: 'A', after: 'changed' } },
				}),
			]);
		});

		it('announces only changes of the watched fields', async () => {
			const watching = table.trigger('recordUpdated', { watchedFields: ['Amount'] });
			await watching.poll();
			await change(ids[0], { Name: 'changed' });
			await change(ids[1], { Name: 'changed', Amount: 2 });

			expect((await watching.poll()).map(({ id }) => id)).toEqual([ids[1]]);
			expect(await watching.poll()).toEqual([]);
		});

		it.each([
			['a name with a comma', 'City, Country', 'City, Country'],
			['a name with spaces around it', ' padded ', ' padded '],
			['a list as JSON', '["City, Country"]', 'City, Country'],
		])('watches the field of %s', async (_what, watchedFields, field) => {
			for (const name of ['City', 'City, Country', ' padded ']) {
				await server.ask('POST', `/table/${table.id}/field`, { name, type: 'singleLineText' });
			}
			const watching = table.trigger('recordUpdated', { watchedFields });
			await watching.poll();
			await change(ids[0], { City: 'Oslo' });
			await change(ids[1], { [field]: 'changed' });

			expect((await watching.poll()).map(({ id }) => id)).toEqual([ids[1]]);
		});

		it('sends one request if nothing has changed, also if it reads the history', async () => {
			const telling = table.trigger('recordUpdated', withChanges);
			await telling.poll();
			await change(ids[0], { Name: 'changed' });
			await telling.poll();
			server.sandbox.resetRequests();

			await telling.poll();

			expect(server.sandbox.requests).toHaveLength(1);
		});

		it('names the missing scope for the history', async () => {
			server.useToken(await server.makeToken('record|read', 'field|read', 'table|read'));

			await expect(table.trigger('recordUpdated', withChanges).poll()).rejects.toThrow(
				/lacks the scope table_record_history\|read/,
			);
		});

		it('starts from a date, on request', async () => {
			await change(ids[0], { Name: 'before' });
			server.tick(1);
			const startDate = new Date(server.now()).toISOString();
			await table.update([{ id: ids[1], fields: { Name: 'at' } }]);
			await change(ids[2], { Name: 'after' });
			const late = table.trigger('recordUpdated', { startFrom: 'date', startDate });

			expect((await late.poll()).map(({ Name }) => Name)).toEqual(['at', 'after']);
			expect(await late.poll()).toEqual([]);
		});

		it('starts with all changes ever made, on request', async () => {
			await change(ids[0], { Name: 'long ago' });
			server.tick(86_400_000);
			const early = table.trigger('recordUpdated', { startFrom: 'beginning' });

			expect((await early.poll()).map(({ Name }) => Name)).toEqual(['long ago']);
			expect(await early.poll()).toEqual([]);
		});

		it('stops if Teable begins the history again at a cursor that it no longer knows', async () => {
			const telling = table.trigger('recordUpdated', withChanges);
			await telling.poll();
			await change(ids[0], { Name: 'changed' });
			const history = await server.ask('GET', `/table/${table.id}/record/history`);
			server.sandbox.resetRequests();
			server.sandbox.inject({
				...{ route: HISTORY, kind: 'status', status: 200, times: 5 },
				body: { ...history, nextCursor: 'forgotten' },
			});

			expect((await telling.poll()).map(({ Name }) => Name)).toEqual(['changed']);
			expect(server.sandbox.count('GET', HISTORY)).toBe(2);
		});

		it('announces only records that match the filter', async () => {
			const filtered = table.trigger(
				'recordUpdated',
				json({
					conjunction: 'and',
					filterSet: [{ fieldId: 'Amount', operator: 'isGreater', value: 10 }],
				}),
			);
			await filtered.poll();
			await change(ids[0], { Amount: 5 });
			await change(ids[1], { Amount: 20 });

			expect((await filtered.poll()).map(({ id }) => id)).toEqual([ids[1]]);
			await change(ids[0], { Amount: 21 });
			expect((await filtered.poll()).map(({ id }) => id)).toEqual([ids[0]]);
		});

		it('shows a real change in the editor, and does not move its position', async () => {
			const telling = table.trigger('recordUpdated', withChanges);
			await telling.poll();
			await change(ids[1], { Name: 'changed' });
			const kept = telling.kept;

			const [item] = await telling.test();

			expect(item).toMatchObject({
				id: ids[1],
				changes: { Name: { before: 'B', after: 'changed' } },
			});
			expect(telling.kept).toBe(kept);
			expect(await telling.poll()).toHaveLength(1);
		});

		it('shows a record in the editor even if none was ever changed', async () => {
			expect(await run.test()).toEqual([expect.objectContaining({ Name: 'C' })]);
			expect(await table.trigger('recordUpdated', withChanges).test()).toEqual([
				expect.objectContaining({ Name: 'C', changes: {} }),
			]);
		});
	});
});
