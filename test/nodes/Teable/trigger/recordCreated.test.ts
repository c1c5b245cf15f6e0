import { onEachEngine } from '../../../harness/table';
import { TriggerRun } from '../../../harness/poll';

describe('Record Created', () => {
	onEachEngine((table) => {
		let run: TriggerRun;

		beforeEach(() => {
			run = new TriggerRun(
				{ authentication: 'accessToken', event: 'recordCreated', ...table().target('') },
				table().server.credentials,
			);
		});

		it('says nothing of the records that were there when the workflow was activated', async () => {
			await table().fill([{ Name: 'Old' }]);

			expect(await run.poll()).toEqual([]);
			expect(await run.poll()).toEqual([]);
		});

		it('gives each new record once, oldest first', async () => {
			await run.poll();
			const [a, b] = await table().fill([{ Name: 'A', Amount: 1 }, { Name: 'B' }]);

			expect(await run.poll()).toEqual([
				expect.objectContaining({ id: a, Name: 'A', Amount: 1 }),
				expect.objectContaining({ id: b, Name: 'B' }),
			]);
			expect(await run.poll()).toEqual([]);
		});
	});
});
