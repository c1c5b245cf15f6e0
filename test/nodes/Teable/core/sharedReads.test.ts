import type { INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../harness/table';

describe('Equal reads in one execution', () => {
	onEachEngine((table) => {
		beforeEach(async () => await table().fill([{ Name: 'A' }, { Name: 'B' }]));

		const read = async (
			operation: string,
			items: Array<{ name: string }>,
			parameters: INodeParameters = {},
		) => {
			const { server } = table();
			server.sandbox.resetRequests();
			const output = await server.run(operation, table().target(operation, parameters), { items });
			return { ...output, requests: server.sandbox.requests.length };
		};

		const many = Array.from({ length: 178 }, () => ({ name: 'A' }));

		it.each([['getAll'], ['count'], ['getHistory']])(
			'are sent once, and each item gets its own output (%s)',
			async (operation) => {
				const alone = await read(operation, many.slice(0, 1));
				const { items, requests } = await read(operation, many);

				expect(requests).toBe(alone.requests);
				expect(items.map(({ json }) => json)).toEqual(
					many.flatMap(() => alone.items.map(({ json }) => json)),
				);
				expect(new Set(items.map(({ json }) => json)).size).toBe(items.length);
				expect(items.at(-1)?.pairedItem ?? { item: 177 }).toEqual({ item: 177 });
			},
		);

		it('are compared by the values of expressions, not by the expressions', async () => {
			const search = { options: { search: '={{ $json.name }}' } };
			const one = await read('count', [{ name: 'A' }], search);
			const { items, requests } = await read(
				'count',
				[{ name: 'A' }, { name: 'B' }, { name: 'A' }, { name: 'nowhere' }],
				search,
			);

			expect(items.map(({ json }) => json.count)).toEqual([1, 1, 1, 0]);
			expect(requests).toBeLessThan(4 * one.requests);
		});

		it('are tried again for the next item if they fail', async () => {
			const { server } = table();
			server.sandbox.resetRequests();
			server.sandbox.inject({
				...{ kind: 'status', status: 400, method: 'GET', times: 1 },
				route: '/api/table/:tableId/aggregation/row-count',
			});
			const { items } = await server.run('count', table().target('count'), {
				items: many.slice(0, 2),
				onError: 'continueRegularOutput',
			});

			expect(items.map(({ json }) => json.count)).toEqual([undefined, 2]);
		});
	});
});
