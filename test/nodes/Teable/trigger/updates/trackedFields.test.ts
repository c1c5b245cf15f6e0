import { SlowServer } from '../world';

const MODIFIED = { name: 'Modified', type: 'lastModifiedTime' };

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ Amount: index }));

describe('Record Updated, if a last modified time can track only some fields', () => {
	describe.each(['v1', 'v2'] as const)('on the engine %s of 2026', (engine) => {
		const server = new SlowServer('2026-07');
		beforeAll(async () => await server.startWith(engine));
		afterAll(async () => await server.sandbox.stop());

		it('misses no change of the fields that it does not track', async () => {
			const table = await server.makeTable();
			const trackedFieldIds = [await table.field('Amount')];
			await server.ask('POST', `/table/${table.id}/field`, {
				...MODIFIED,
				options: { trackedFieldIds },
			});
			const [id] = await table.create([{ Name: 'A' }]);
			const run = table.trigger('recordUpdated');
			await run.poll();
			server.tick(1);
			await table.update([{ id, fields: { Name: 'changed' } }]);

			expect(await run.poll()).toEqual([{ id, Name: 'changed' }]);
			server.tick(1);
			await table.update([{ id, fields: { Amount: 2 } }]);
			const Modified = new Date(server.now()).toISOString();
			expect(await run.poll()).toEqual([{ id, Name: 'changed', Amount: 2, Modified }]);
		});

		it('reads only what was changed if the field tracks all of them', async () => {
			const table = await server.makeTable([MODIFIED]);
			const [id] = await table.create([{ Name: 'A' }, ...rows(2500)]);
			const run = table.trigger('recordUpdated');
			await run.poll();
			server.tick(86_400_000);
			await table.update([{ id, fields: { Name: 'changed' } }]);
			await run.poll();
			server.tick(1);
			await table.update([{ id, fields: { Name: 'changed again' } }]);
			server.sandbox.resetRequests();

			expect(await run.poll()).toHaveLength(1);
			expect(server.sandbox.count('GET', '/api/table/:tableId/record')).toBeLessThan(3);
		});
	});
});
