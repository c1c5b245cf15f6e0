import type { INodeParameters } from 'n8n-workflow';

import { NO_VALUES, onEachEngine } from '../../../../harness/table';

const DUPLICATE = '/api/table/:tableId/record/:recordId/duplicate';
const VIEWS = '/api/table/:tableId/view';

const byId = (id: string): INodeParameters[string] => ({ __rl: true, mode: 'id', value: id });

describe('Duplicate Record', () => {
	onEachEngine((table) => {
		let recordId: string;

		beforeEach(async () => {
			[recordId] = await table().fill([
				{ Name: 'Nathan', Amount: 12.5, Tags: ['A'], Paid: true },
				{ Name: 'Ada' },
			]);
			table().server.sandbox.resetRequests();
		});

		const run = async (more: INodeParameters = {}) =>
			await table().run('duplicate', { recordId: byId(recordId), ...more });

		it('returns the copy, which differs only in its ID', async () => {
			const { items, error } = await run();
			expect(error?.message).toBeUndefined();
			const copy = (await table().rows()).find(
				({ id, Name }) => Name === 'Nathan' && id !== recordId,
			);
			expect(items).toEqual([
				{
					json: {
						...NO_VALUES,
						id: copy?.id,
						Name: 'Nathan',
						Amount: 12.5,
						Tags: ['A'],
						Paid: true,
					},
					pairedItem: { item: 0 },
				},
			]);
			expect(await table().rows()).toHaveLength(3);
		});

		it('puts the copy after the original in the first view, or in the chosen one', async () => {
			const views = (await table().server.ask('GET', `/table/${table().id}/view`)) as unknown as [
				{ id: string },
			];
			const viewId = views[0].id;
			table().server.sandbox.resetRequests();
			await run();
			await run({ viewId: byId(viewId) });
			const sent = table().server.sandbox.requests.filter(({ route }) => route === DUPLICATE);
			const place = { viewId, anchorId: recordId, position: 'after' };
			expect(sent.map(({ body }) => body)).toEqual([place, place]);
			expect(table().server.sandbox.count('GET', VIEWS)).toBe(1);
		});

		it('returns the values by field ID, or as Teable sends them, on request', async () => {
			const { items } = await run({ options: { fieldKeys: 'id', outputFormat: 'nested' } });
			expect(items[0].json).toMatchObject({ fields: { [table().field('Name')]: 'Nathan' } });
		});

		it('says that the record does not exist', async () => {
			const { error } = await run({ recordId: byId('recAAAAAAAAAAAAAAAA') });
			expect(error?.message).toMatch(
				/^Teable has no record 'rec\w{16}'\. It may have been deleted\. Check the ID/,
			);
		});

		it('finds the copy if the answer is lost, and does not copy again', async () => {
			table().server.sandbox.inject({ method: 'POST', route: DUPLICATE, kind: 'resetAfter' });
			const { items, error } = await run();
			expect(error?.message).toBeUndefined();
			const rows = await table().rows();
			expect(rows).toHaveLength(3);
			expect(items[0].json).toMatchObject({ id: rows[2].id, Name: 'Nathan', Amount: 12.5 });
		});
	});
});
