import * as fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../../sandbox';
import { EVERY_CASE, SOME_ENGINES } from '../../../harness/engines';
import { where } from '../../../harness/filters';
import type { TriggerRun } from '../../../harness/poll';
import type { SmallTable } from './world';
import { SlowServer } from './world';

/** On each engine. A thousand take about 20 seconds. */
const HISTORIES = EVERY_CASE ? 1000 : 40;

type Step =
	| { do: 'create'; count: number }
	| { do: 'update'; which: number[] }
	| { do: 'delete'; which: number }
	| { do: 'tick'; milliseconds: number }
	| { do: 'poll' | 'crash' | 'restart' }
	| { do: 'fault'; fault: Fault };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({ do: fc.constant('create'), count: fc.integer({ min: 1, max: 3 }) }),
	},
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('update'),
			which: fc.array(fc.nat(50), { minLength: 1, maxLength: 3 }),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('delete'), which: fc.nat(50) }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('tick'),
			milliseconds: fc.constantFrom(1, 1, 5, 1000, 59_999, 60_000, 3_600_000),
		}),
	},
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('poll') }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom('crash', 'restart') }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('fault'),
			fault: fc.record({
				kind: fc.constant('status'),
				status: fc.constantFrom(500, 429, 401),
				retryAfter: fc.constant('0'),
				after: fc.nat(4),
			}),
		}),
	},
) as fc.Arbitrary<Step>;

interface Watched {
	event: string;
	parameters?: INodeParameters;
	fields?: IDataObject[];
	/** With a token that may read the records, but not the time of the table's last change. */
	readsOnly?: boolean;
	/** Deletions include records that were created since the last poll. */
	fromTrash?: boolean;
}

/** Every second value that is written matches. */
const isMatching = where('Amount', 'is', '1');

const EVENTS: Watched[] = [
	{ event: 'recordCreated' },
	...['recordUpdated', 'recordCreatedOrUpdated'].flatMap((event) => [
		{ event },
		{ event, fields: [{ name: 'Modified', type: 'lastModifiedTime' }] },
		{ event, parameters: { options: { includeChanges: true } } },
		{ event, readsOnly: true },
		{ event, readsOnly: true, parameters: { options: { includeChanges: true } } },
	]),
	// 1.10 shows its trash to sessions only.
	{ event: 'recordDeleted', parameters: { authentication: 'session' }, fromTrash: true },
	{ event: 'recordDeleted', parameters: { findBy: 'ids' } },
	{ event: 'recordDeleted', parameters: { findBy: 'ids' }, readsOnly: true },
	{ event: 'recordMatchesFilter', parameters: isMatching },
	{ event: 'recordMatchesFilter', parameters: isMatching, readsOnly: true },
];

/** What has happened to a table, and what a trigger still has to announce. */
class World {
	private alive: string[] = [];
	private readonly born = new Map<string, number>();
	private readonly names = new Map<string, string>();
	private readonly matching = new Set<string>();
	/** Those that matched at the last poll, and at the last one that n8n saved. */
	private matched = new Set<string>();
	private savedMatched = new Set<string>();
	private created: string[] = [];
	private updated = new Set<string>();
	private deleted: string[] = [];
	private writes = 0;

	constructor(
		private readonly table: SmallTable,
		private readonly run: TriggerRun,
		private readonly watched: Watched,
	) {}

	private get server() {
		return this.table.server;
	}

	async take(step: Step) {
		switch (step.do) {
			case 'create': {
				const rows = Array.from({ length: step.count }, () => this.newValues());
				const ids = await this.table.create(rows);
				ids.forEach((id, index) => {
					this.born.set(id, this.server.now());
					this.learn(id, rows[index]);
				});
				this.alive.push(...ids);
				this.created.push(...ids);
				return;
			}
			case 'update': {
				if (this.alive.length === 0) return;
				const ids = new Set(step.which.map((which) => this.alive[which % this.alive.length]));
				const changes = [...ids].map((id) => ({ id, fields: this.newValues() }));
				for (const { id, fields } of changes) {
					this.learn(id, fields);
					// On v2, an update in the same millisecond as the creation looks like the creation.
					if (this.born.get(id) !== this.server.now()) this.updated.add(id);
				}
				await this.table.update(changes);
				return;
			}
			case 'delete': {
				const [id] = this.alive.splice(step.which % Math.max(1, this.alive.length), 1);
				if (id === undefined) return;
				await this.table.delete(id);
				if (this.watched.fromTrash || !this.created.includes(id)) this.deleted.push(id);
				return;
			}
			case 'tick':
				return this.server.tick(step.milliseconds);
			case 'fault':
				return await this.pollWith(step.fault);
			case 'crash':
				return this.expectEvents(await this.run.crash());
			case 'restart':
				// Between two saves, the compared IDs are those of the earlier one.
				if (this.watched.parameters?.findBy === 'ids') return;
				this.run.restart();
				this.matched = new Set(this.savedMatched);
				return;
			case 'poll':
				return await this.poll();
		}
	}

	private newValues() {
		const number = this.writes++;
		return { Name: `n${number}`, Amount: number % 2 };
	}

	private learn(id: string, { Name, Amount }: { Name: string; Amount: number }) {
		this.names.set(id, Name);
		if (Amount === 1) this.matching.add(id);
		else this.matching.delete(id);
	}

	async poll() {
		const items = await this.run.poll();
		this.expectEvents(items);
		this.clear(items.length > 0);
	}

	async activate() {
		expect(await this.run.poll()).toEqual([]);
		this.clear(true);
	}

	private async pollWith(fault: Fault) {
		this.server.sandbox.inject(fault);
		const outcome = await this.run.poll().catch((error: Error) => error);
		this.server.sandbox.clearFaults();
		if (outcome instanceof Error) return;
		this.expectEvents(outcome);
		this.clear(outcome.length > 0);
	}

	/** A poll takes longer than a millisecond, so the server's clock moves on before the next change. */
	private clear(isSaved: boolean) {
		this.matched = new Set(this.alive.filter((id) => this.matching.has(id)));
		if (isSaved) this.savedMatched = new Set(this.matched);
		if (!this.watched.readsOnly) this.server.tick(1);
		this.created = [];
		this.updated = new Set();
		this.deleted = [];
	}

	private expectEvents(items: IDataObject[]) {
		const created = this.created.filter((id) => this.alive.includes(id));
		const updated = this.alive.filter((id) => this.updated.has(id));
		if (this.watched.event === 'recordDeleted') {
			expect(items.map(({ id }) => String(id)).sort()).toEqual([...this.deleted].sort());
			return;
		}
		const begun = this.alive.filter((id) => this.matching.has(id) && !this.matched.has(id));
		const events = {
			recordMatchesFilter: begun.map((id) => ({ id })),
			recordCreated: created.map((id) => ({ id })),
			recordUpdated: updated.map((id) => ({ id })),
			recordCreatedOrUpdated: [
				...created.map((id) => ({ id, event: 'created' })),
				...updated.filter((id) => !created.includes(id)).map((id) => ({ id, event: 'updated' })),
			],
		}[this.watched.event];
		const expected = (events ?? []).map((item) => ({ ...item, Name: this.names.get(item.id) }));
		const seen = items.map(({ id, event, Name }) => (event ? { id, event, Name } : { id, Name }));
		if (this.watched.event === 'recordCreated') expect(seen).toEqual(expected);
		else expect(byId(seen)).toEqual(byId(expected));
	}
}

const byId = <T extends { id?: unknown }>(items: T[]): T[] =>
	[...items].sort((a, b) => String(a.id).localeCompare(String(b.id)));

describe.each(SOME_ENGINES)('On Teable %s', (_name, version, engine) => {
	const server = new SlowServer(version);
	let readingToken: string;
	beforeAll(async () => {
		await server.startWith(engine);
		readingToken = await server.makeToken('record|read', 'field|read', 'table_record_history|read');
	});
	afterAll(async () => await server.sandbox.stop());

	it(
		'every change is announced, and nothing else',
		async () => {
			await fc.assert(
				fc.asyncProperty(
					fc.constantFrom(...EVENTS),
					fc.array(step, { maxLength: 6 }),
					fc.array(step, { minLength: 1, maxLength: 30 }),
					async (watched, before, after) => {
						const { event, parameters, fields, readsOnly } = watched;
						const table = await server.makeTable(fields);
						server.useToken(readsOnly ? readingToken : undefined);
						const run = table.trigger(event, parameters);
						const world = new World(table, run, watched);
						const onlyWrites = before.filter(({ do: what }) =>
							/create|update|delete|tick/.test(what),
						);
						for (const one of onlyWrites) await world.take(one);
						await world.activate();
						for (const one of after) await world.take(one);
						await world.poll();
						await world.poll();
					},
				),
				{ numRuns: HISTORIES, endOnFailure: true },
			);
		},
		HISTORIES * 3000,
	);
});
