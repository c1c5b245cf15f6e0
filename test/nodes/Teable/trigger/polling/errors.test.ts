import { where } from '../../../../harness/filters';
import { onEachEngine } from '../world';

describe('The trigger', () => {
	onEachEngine((server) => {
		it.each(['recordCreated', 'recordUpdated', 'recordCreatedOrUpdated'])(
			'reports a deleted table, and keeps its position (%s)',
			async (event) => {
				const table = await server.makeTable();
				const watching = table.trigger(event);
				await watching.poll();
				const { kept } = watching;
				await server.ask('DELETE', `/base/${table.baseId}/table/${table.id}`);

				await expect(watching.poll()).rejects.toThrow(
					/Teable has no table 'tbl\w{16}'\. It may have been deleted/,
				);
				expect(watching.kept).toBe(kept);
			},
		);

		it('reports a filter on a deleted field, and continues when it is fixed', async () => {
			const table = await server.makeTable();
			const filtered = table.trigger('recordCreated', where('Amount', 'isNotEmpty'));
			await filtered.poll();
			const amount = await table.field('Amount');
			await server.ask('PATCH', `/table/${table.id}/field/${amount}`, { name: 'Sum' });
			const ids = await table.create([{ Name: 'A', Sum: 1 }]);

			await expect(filtered.poll()).rejects.toThrow(
				/'Filter' contains 'Amount', which the table doesn't have/,
			);
			await server.ask('PATCH', `/table/${table.id}/field/${amount}`, { name: 'Amount' });
			expect((await filtered.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('reports a deleted watched field in a test event, and when the workflow is published', async () => {
			const table = await server.makeTable();
			const watching = table.trigger('recordUpdated', { watchedFields: ['Gone'] });
			const reason = /'Watched Field Names or IDs' contains 'Gone', which the table doesn't have/;
			await expect(watching.test()).rejects.toThrow(reason);
			await expect(watching.poll()).rejects.toThrow(reason);
		});

		it('reports a lost permission, and continues when it is restored', async () => {
			const { table, run } = await server.publish();
			const ids = await table.create([{ Name: 'A' }]);
			server.useToken(await server.makeToken('table|read'));
			await expect(run.poll()).rejects.toThrow(/lacks the scope record\|read/);
			server.useToken();

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it.each([
			[{ tableId: '' }, /'Table' is empty/],
			[{ tableId: 'nonsense' }, /'Table' is 'nonsense'/],
			[{ startFrom: 'date', startDate: 'soon' }, /'Start Date' is not a date/],
			[{ event: 'unknown' }, /no event 'unknown'/],
		])('says what is wrong with %j', async (parameters, message) => {
			const table = await server.makeTable();
			await expect(table.trigger('recordCreated', parameters).poll()).rejects.toThrow(message);
		});
	});
});
