import type { TriggerRun } from '../../../harness/poll';
import type { SmallTable } from './world';
import { onEachEngine } from './world';

describe('Record Created or Updated', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let run: TriggerRun;
		let old: string;

		beforeEach(async () => {
			table = await server.makeTable();
			[old] = await table.create([{ Name: 'old' }]);
			server.tick(1);
			run = table.trigger('recordCreatedOrUpdated');
			await run.poll();
		});

		it('distinguishes new records from changed ones', async () => {
			server.tick(1);
			await table.update([{ id: old, fields: { Name: 'changed' } }]);
			const [made] = await table.create([{ Name: 'new' }]);

			expect(await run.poll()).toEqual([
				{ event: 'created', id: made, Name: 'new' },
				{ event: 'updated', id: old, Name: 'changed' },
			]);
			expect(await run.poll()).toEqual([]);
		});

		it('treats early changes of a new record as a part of its creation', async () => {
			server.tick(1);
			const [made] = await table.create([{ Name: 'new' }]);
			server.tick(1);
			await table.update([{ id: made, fields: { Name: 'complete' } }]);

			expect(await run.poll()).toEqual([{ event: 'created', id: made, Name: 'complete' }]);
			expect(await run.poll()).toEqual([]);
			server.tick(1);
			await table.update([{ id: made, fields: { Name: 'changed' } }]);
			expect(await run.poll()).toEqual([{ event: 'updated', id: made, Name: 'changed' }]);
		});

		it('sends one small request if nothing has changed', async () => {
			server.sandbox.resetRequests();

			await run.poll();

			expect(server.sandbox.requests).toHaveLength(1);
		});

		it('shows a real record in the editor', async () => {
			expect(await run.test()).toEqual([{ event: 'updated', id: old, Name: 'old' }]);
		});
	});
});
