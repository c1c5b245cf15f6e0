import type { INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

describe('Count Records', () => {
	onEachEngine((table) => {
		const count = async (parameters: INodeParameters = {}) =>
			await table().output('count', parameters);

		beforeEach(async () => {
			await table().fill([
				{ Name: 'Alpha', Amount: 1 },
				{ Name: 'Beta', Amount: 2 },
				{ Name: 'alphabet' },
			]);
		});

		it('counts the records of the table', async () => {
			expect(await count()).toEqual([{ count: 3 }]);
		});

		it('counts those that contain a text', async () => {
			expect(await count({ options: { search: 'alpha' } })).toEqual([{ count: 2 }]);
		});

		it('counts those of a view', async () => {
			const view = await table().server.ask('POST', `/table/${table().id}/view`, {
				name: 'With amount',
				type: 'grid',
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: table().field('Amount'), operator: 'isNotEmpty', value: null }],
				},
			});
			const viewId: INodeParameters = { __rl: true, mode: 'id', value: String(view.id) };
			expect(await count({ viewId })).toEqual([{ count: 2 }]);
		});

		it('returns 0 if there are none', async () => {
			expect(await count({ options: { search: 'nowhere' } })).toEqual([{ count: 0 }]);
		});
	});
});
