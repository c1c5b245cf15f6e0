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

		it('keeps its place when Teable fails, and gives what happened meanwhile afterwards', async () => {
			const { kept } = run;
			const ids = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'status', status: 500, times: 50 });
			await expect(run.poll()).rejects.toThrow(/server failed \(500\)/);
			ids.push(...(await table.create([{ Name: 'B' }]).catch(() => [])));
			await expect(run.poll()).rejects.toThrow();
			expect(run.kept).toBe(kept);
			server.sandbox.clearFaults();
			ids.push(...(await table.create([{ Name: 'C' }])));

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('keeps its place when the last of several requests fails', async () => {
			const { kept } = run;
			await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'status', status: 500, route: '/api/table/:tableId/field' });
			await expect(run.poll()).rejects.toThrow();

			expect(run.kept).toBe(kept);
			expect(await run.poll()).toHaveLength(1);
		});

		it('sits out a passing fault', async () => {
			await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'status', status: 429, retryAfter: '0', times: 2 });

			expect(await run.poll()).toHaveLength(1);
		});

		it('gives the same again when n8n died before it was saved', async () => {
			const [id] = await table.create([{ Name: 'A' }]);

			expect(await run.crash()).toEqual([{ id, Name: 'A' }]);
			expect(await run.poll()).toEqual([{ id, Name: 'A' }]);
			expect(await run.poll()).toEqual([]);
		});

		it('gives nothing twice when a poll takes longer than the time to the next', async () => {
			const [id] = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'delay', delayMs: 100, route: RECORDS });

			const [first, second] = await Promise.all([run.poll(), run.crash()]);

			expect(first).toEqual([{ id, Name: 'A' }]);
			expect(second).toEqual([]);
		});

		it('starts afresh when another event is chosen', async () => {
			await table.create([{ Name: 'A' }]);
			run.parameters.event = 'recordUpdated';

			expect(await run.poll()).toEqual([]);
			expect(await run.poll()).toEqual([]);
		});

		it('starts afresh when another table is chosen, and does not mix them up', async () => {
			const other = await server.makeTable();
			await other.create([{ Name: 'old' }]);
			run.parameters.tableId = other.id;
			expect(await run.poll()).toEqual([]);
			const [id] = await other.create([{ Name: 'new' }]);

			expect(await run.poll()).toEqual([{ id, Name: 'new' }]);
		});

		it('loses and doubles nothing when the node is renamed', async () => {
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

		it('does not send everything again when a node that starts from the beginning is renamed', async () => {
			await table.create([{ Name: 'A' }]);
			const watching = table.trigger('recordCreated', { startFrom: 'beginning' });
			expect(await watching.poll()).toHaveLength(1);
			watching.nodes[0].name = 'New contacts';

			expect(await watching.poll()).toEqual([]);
		});

		it('keeps what version 0.1.0 of the package kept under the name of the node', async () => {
			const { version, watched, state } = (JSON.parse(run.kept) as Record<string, IDataObject>)[
				'node:Teable Trigger'
			];
			run.keep({ 'node:Teable Trigger': { version, watched, state } });
			const ids = await table.create([{ Name: 'A' }]);

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('lets two nodes with one ID each have every event', async () => {
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

		it('lets a second node with the same ID begin at the beginning', async () => {
			const ids = await table.create([{ Name: 'A' }, { Name: 'B' }]);
			const watching = table.trigger('recordCreated', { startFrom: 'beginning' });
			const second = { ...watching.nodes[0], name: 'Second' };
			watching.nodes.push(second);

			expect((await watching.poll()).map(({ id }) => id)).toEqual(ids);
			expect((await watching.poll(second)).map(({ id }) => id)).toEqual(ids);
		});

		it('polls two nodes with one ID at the same time', async () => {
			const second = { ...run.nodes[0], name: 'Second' };
			run.nodes.push(second);
			await run.poll(second);
			const ids = await table.create([{ Name: 'A' }]);
			server.sandbox.inject({ kind: 'delay', delayMs: 100, times: 2, route: RECORDS });

			const polls = await Promise.all([run.crash(), run.crash(second)]);
			expect(polls.map((items) => items.map(({ id }) => id))).toEqual([ids, ids]);
		});

		it('tells nodes apart that exchange their names', async () => {
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
			'tells of a deleted table, and keeps its place (%s)',
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

		it('tells of a filter on a field that is no more, and goes on when it is mended', async () => {
			const filtered = table.trigger('recordCreated', REMOVED);
			await filtered.poll();
			const amount = await table.field('Amount');
			await server.ask('PATCH', `/table/${table.id}/field/${amount}`, { name: 'Sum' });
			const ids = await table.create([{ Name: 'A', Sum: 1 }]);

			await expect(filtered.poll()).rejects.toThrow(/'Filter' names the column 'Amount'/);
			await server.ask('PATCH', `/table/${table.id}/field/${amount}`, { name: 'Amount' });
			expect((await filtered.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it('tells of a watched field that is no more when the workflow is activated', async () => {
			await expect(
				table.trigger('recordUpdated', { watchedFields: ['Gone'] }).poll(),
			).rejects.toThrow(/'Watched Field Names or IDs' names the column 'Gone'/);
		});

		it('tells of a lost permission, and goes on when it is given back', async () => {
			const ids = await table.create([{ Name: 'A' }]);
			server.useToken(await server.makeToken('table|read'));
			await expect(run.poll()).rejects.toThrow(/lacks the scope record\|read/);
			server.useToken();

			expect((await run.poll()).map(({ id }) => id)).toEqual(ids);
		});

		it.each([
			[{ tableId: '' }, /'Table' is empty/],
			[{ tableId: 'nonsense' }, /'Table' holds 'nonsense'/],
			[{ startFrom: 'date', startDate: 'soon' }, /'Start Date' is not a date/],
			[{ event: 'unknown' }, /no event 'unknown'/],
		])('says what is wrong with %j', async (parameters, message) => {
			await expect(table.trigger('recordCreated', parameters).poll()).rejects.toThrow(message);
		});

		it('sends nothing that Teable does not publish', async () => {
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
			// The size of a page is newer than the published schema.
			const pages = trashItemsRoSchema.extend({ pageSize: z.string().optional() }).strict();
			for (const read of reads.filter(isTrash)) pages.parse(queryOf(read));
		});

		it('keeps no secret and shows none', async () => {
			await table.create([{ Name: 'A' }]);
			const shown = everythingIn([await run.poll(), run.kept]);

			for (const secret of secretsIn(server.credentials)) expect(shown).not.toContain(secret);
		});
	});
});

describe('What the editor shows of the trigger', () => {
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

	it('offers its events in the order of their names', () => {
		const names = events.map(({ name }) => name);

		expect(names).toEqual([...names].sort());
	});

	it.each(events.map(({ value }) => value))('names each field of %s once', (event) => {
		const names = shown(event).map(({ name }) => name);

		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(['event', 'options', 'startFrom']));
	});

	it('says what an update costs to find', () => {
		const notices = shown('recordUpdated').filter(({ type }) => type === 'notice');

		expect(notices.map(({ displayName }) => displayName).join()).toMatch(/Last modified time/);
	});

	it('asks for a date only when it starts from one', () => {
		const names = (more: object) => shown('recordCreated', more).map(({ name }) => name);

		expect(names({ startFrom: 'now' })).not.toContain('startDate');
		expect(names({ startFrom: 'date' })).toContain('startDate');
	});
});
