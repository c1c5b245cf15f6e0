import { getRecordHistoryQuerySchema, trashItemsRoSchema } from '@teable/openapi';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { z } from 'zod';

import { TeableTrigger } from '../../../../../nodes/Teable/TeableTrigger.node.js';
import { events } from '../../../../../nodes/Teable/trigger';
import { TriggerRun } from '../../../../harness/poll';
import { expectRequestsFit } from '../../../../harness/requests';
import { everythingIn, secretsIn } from '../../../../harness/secrets';
import type { SmallTable } from '../world';
import { onEachEngine } from '../world';

const RECORDS = '/api/table/:tableId/record';

const REMOVED = {
	filterBy: 'json',
	filterJson: JSON.stringify({
		conjunction: 'and',
		filterSet: [{ fieldId: 'Amount', operator: 'isNotEmpty', value: null }],
	}),
};

describe('The trigger', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let run: TriggerRun;

		beforeEach(async () => {
			table = await server.makeTable();
			run = table.trigger('recordCreated');
			await run.poll();
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

		it('loses and repeats nothing if the node is renamed', async () => {
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
			await table.create([{ Name: 'A' }]);
			const watching = table.trigger('recordCreated', { startFrom: 'beginning' });
			expect(await watching.poll()).toHaveLength(1);
			watching.nodes[0].name = 'New contacts';

			expect(await watching.poll()).toEqual([]);
		});

		it('uses what version 0.1.0 stored under the name of the node', async () => {
			const { version, watched, state } = (JSON.parse(run.kept) as Record<string, IDataObject>)[
				'node:Teable Trigger'
			];
			run.keep({ 'node:Teable Trigger': { version, watched, state } });
			const ids = await table.create([{ Name: 'A' }]);

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('gives every event to each of two nodes with the same ID', async () => {
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
			const ids = await table.create([{ Name: 'A' }, { Name: 'B' }]);
			const watching = table.trigger('recordCreated', { startFrom: 'beginning' });
			const second = { ...watching.nodes[0], name: 'Second' };
			watching.nodes.push(second);

			expect((await watching.poll()).map(({ id }) => id)).toEqual(ids);
			expect((await watching.poll(second)).map(({ id }) => id)).toEqual(ids);
		});

		it('polls two nodes with the same ID at the same time', async () => {
			const second = { ...run.nodes[0], name: 'Second' };
			run.nodes.push(second);
			await run.poll(second);
			const ids = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'delay', delayMs: 100, times: 2, route: RECORDS });

			const polls = await Promise.all([run.crash(), run.crash(second)]);
			expect(polls.map((items) => items.map(({ id }) => id))).toEqual([ids, ids]);
		});

		it('distinguishes nodes that swap their names', async () => {
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

		it.each(['recordCreated', 'recordUpdated', 'recordCreatedOrUpdated'])(
			'reports a deleted table, and keeps its position (%s)',
			async (event) => {
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
			const filtered = table.trigger('recordCreated', REMOVED);
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
			const watching = table.trigger('recordUpdated', { watchedFields: ['Gone'] });
			const reason = /'Watched Field Names or IDs' contains 'Gone', which the table doesn't have/;
			await expect(watching.test()).rejects.toThrow(reason);
			await expect(watching.poll()).rejects.toThrow(reason);
		});

		it('reports a lost permission, and continues when it is restored', async () => {
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
			await expect(table.trigger('recordCreated', parameters).poll()).rejects.toThrow(message);
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

describe('The trigger in the editor', () => {
	const { description } = new TeableTrigger();

	const shown = (event: string, more = {}): INodeProperties[] => {
		const parameters = { event, authentication: 'accessToken', findBy: 'trash', ...more };
		const node = {
			...{ id: '1', name: 'Teable Trigger', type: 'teableTrigger', typeVersion: 1 },
			position: [0, 0] as [number, number],
			parameters,
		};
		return description.properties.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node, description),
		);
	};

	it('offers its events in alphabetical order', () => {
		const names = events.map(({ name }) => name);

		expect(names).toEqual([...names].sort());
	});

	it.each(events.map(({ value }) => value))('names each field of %s once', (event) => {
		const names = shown(event).map(({ name }) => name);

		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(['event', 'options', 'startFrom']));
	});

	it('says what finding an update costs', () => {
		const notices = shown('recordUpdated').filter(({ type }) => type === 'notice');

		expect(notices.map(({ displayName }) => displayName).join()).toMatch(/Last modified time/);
	});

	it('asks for a date only if it starts from one', () => {
		const names = (more: object) => shown('recordCreated', more).map(({ name }) => name);

		expect(names({ startFrom: 'now' })).not.toContain('startDate');
		expect(names({ startFrom: 'date' })).toContain('startDate');
	});
});
