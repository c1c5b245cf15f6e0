import type { IDataObject } from 'n8n-workflow';

import { onEachEngine } from '../world';

const RECORDS = '/api/table/:tableId/record';

describe('The position of a trigger node', () => {
	onEachEngine((server) => {
		it('loses and repeats nothing if the node is renamed', async () => {
			const { table, run } = await server.publish();
			const ids = await table.create([{ Name: 'A' }]);
			run.nodes[0].name = 'New contacts';
			run.restart();
			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
			expect(await run.poll()).toEqual([]);

			const more = await table.create([{ Name: 'B' }]);
			run.nodes[0].name = 'Teable Trigger';
			expect((await run.poll()).map(({ id }) => id)).toEqual(more);
			expect(await run.poll()).toEqual([]);
		});

		it('does not announce everything again if a node that starts from the beginning is renamed', async () => {
			const table = await server.makeTable();
			await table.create([{ Name: 'A' }]);
			const watching = table.trigger('recordCreated', { startFrom: 'beginning' });
			expect(await watching.poll()).toHaveLength(1);
			watching.nodes[0].name = 'New contacts';

			expect(await watching.poll()).toEqual([]);
		});

		it('uses what version 0.1.0 stored under the name of the node', async () => {
			const { table, run } = await server.publish();
			const { version, watched, state } = (JSON.parse(run.kept) as Record<string, IDataObject>)[
				'node:Teable Trigger'
			];
			run.keep({ 'node:Teable Trigger': { version, watched, state } });
			const ids = await table.create([{ Name: 'A' }]);

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('sends every event to each of two nodes with the same ID', async () => {
			const { table, run } = await server.publish();
			const first = run.nodes[0];
			const second = { ...first, name: 'Second' };
			run.nodes.push(second);
			expect(await run.poll(second)).toEqual([]);
			const ids = await table.create([{ Name: 'A' }]);

			for (const node of [first, second, first, second]) await run.poll(node);
			ids.push(...(await table.create([{ Name: 'B' }])));
			for (const node of [first, second]) {
				expect((await run.poll(node)).map(({ id }) => id)).toEqual(ids.slice(1));
			}
		});

		it('lets a second node with the same ID start from the beginning', async () => {
			const table = await server.makeTable();
			const ids = await table.create([{ Name: 'A' }, { Name: 'B' }]);
			const watching = table.trigger('recordCreated', { startFrom: 'beginning' });
			const second = { ...watching.nodes[0], name: 'Second' };
			watching.nodes.push(second);

			expect((await watching.poll()).map(({ id }) => id)).toEqual(ids);
			expect((await watching.poll(second)).map(({ id }) => id)).toEqual(ids);
		});

		it('polls two nodes with the same ID at the same time', async () => {
			const { table, run } = await server.publish();
			const second = { ...run.nodes[0], name: 'Second' };
			run.nodes.push(second);
			await run.poll(second);
			const ids = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'delay', delayMs: 100, times: 2, route: RECORDS });

			const polls = await Promise.all([run.crash(), run.crash(second)]);
			expect(polls.map((items) => items.map(({ id }) => id))).toEqual([ids, ids]);
		});

		it('distinguishes nodes that swap their names', async () => {
			const { table, run } = await server.publish();
			const other = await server.makeTable();
			const first = run.nodes[0];
			const second = {
				id: 'b202',
				name: 'Second',
				parameters: other.trigger('recordCreated').parameters,
			};
			run.nodes.push(second);
			await run.poll(second);
			const [ofFirst, ofSecond] = [
				await table.create([{ Name: 'A' }]),
				await other.create([{ Name: 'B' }]),
			];
			[first.name, second.name] = [second.name, first.name];

			expect((await run.poll(first)).map(({ id }) => id)).toEqual(ofFirst);
			expect((await run.poll(second)).map(({ id }) => id)).toEqual(ofSecond);
		});
	});
});
