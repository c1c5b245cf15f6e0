import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { events } from '../../../../nodes/Teable/trigger';
import { ODD_NAMES, inherited } from '../../../harness/data/oddNames';
import { TriggerRun } from '../../../harness/poll';
import type { SlowServer, SmallTable } from './world';
import { onEachEngine } from './world';

const COLUMNS = ODD_NAMES.map((name, index) => ({
	name,
	type: 'number',
	dbFieldName: `odd_${index}`,
}));

/** A value for each name. An object from entries keeps `__proto__` as its own property. */
const valued = <T>(value: (index: number) => T): Record<string, T> =>
	Object.fromEntries(ODD_NAMES.map((name, index) => [name, value(index)]));

const expectToHold = (item: unknown, values: IDataObject) =>
	expect(Object.entries(item as IDataObject)).toEqual(
		expect.arrayContaining(Object.entries(values)),
	);

describe('columns and choices may have names that every JavaScript object has, in every event', () => {
	onEachEngine((server) => {
		let table: SmallTable;
		let ids: string[];
		let before: unknown[];

		beforeEach(async () => {
			server.tick(60_000);
			table = await server.makeTable(COLUMNS);
			ids = await Promise.all(ODD_NAMES.map(async (name) => await table.field(name)));
			before = inherited();
		});

		afterEach(() => expect(inherited()).toEqual(before));

		/** Calls the server without the node, with cells by field ID, because JSON may lose such names. */
		const ask = async (method: string, body: object) =>
			await server.ask(method, `/table/${table.id}/record`, { fieldKeyType: 'id', ...body });

		const cells = (value: (index: number) => number) =>
			Object.fromEntries(ids.map((id, index) => [id, value(index)]));

		const create = async (): Promise<string> => {
			const { records } = (await ask('POST', {
				records: [{ fields: cells((index) => index + 1) }],
			})) as unknown as { records: Array<{ id: string }> };
			return records[0].id;
		};

		const change = async (id: string) => {
			server.tick(1000);
			await ask('PATCH', { records: [{ id, fields: cells((index) => -index - 1) }] });
			server.tick(1000);
		};

		const started = async (event: string, parameters: INodeParameters = {}) => {
			const run = table.trigger(event, parameters);
			expect(await run.poll()).toEqual([]);
			return run;
		};

		/** An update with the previous values of the watched columns. The state is stored in n8n's database. */
		const expectUpdate = async (event: string, parameters: INodeParameters) => {
			const id = await create();
			server.tick(60_000);
			const run = await started(event, parameters);
			await change(id);
			const [item] = await run.poll();
			expectToHold(
				item,
				valued((index) => -index - 1),
			);
			expectToHold(
				item.changes,
				valued((index) => ({ before: index + 1, after: -index - 1 })),
			);
			run.restart();
			expect(await run.poll()).toEqual([]);
		};

		/** What to do and expect for each event. A new one needs an entry. */
		const EVENTS: Record<string, () => Promise<void>> = {
			async accessTokenExpiring() {
				const run = new TriggerRun(
					{ authentication: 'session', event: 'accessTokenExpiring', startFrom: 'beginning' },
					server.credentials,
				);
				const made = await makeTokens(server);
				const announced = (await run.poll()).map(({ name }) => name);
				expect(announced).toEqual(expect.arrayContaining(ODD_NAMES));
				expect(await run.poll()).toEqual([]);
				for (const id of made) await server.ask('DELETE', `/access-token/${id}`);
			},
			async recordCreated() {
				const run = await started('recordCreated');
				server.tick(1000);
				await create();
				const [item] = await run.poll();
				expectToHold(
					item,
					valued((index) => index + 1),
				);
			},
			async recordCreatedOrUpdated() {
				await expectUpdate('recordCreatedOrUpdated', { options: { includeChanges: true } });
			},
			async recordDeleted() {
				const records = await table.create(ODD_NAMES.map((Name) => ({ Name })));
				// The old engine removes spaces at the ends of text.
				const titles = (await ask('GET', {})).records as Array<{ name: string }>;
				const names = titles.map(({ name }) => name);
				expect(names).toEqual(expect.arrayContaining(ODD_NAMES.slice(0, 7)));
				server.tick(60_000);
				const run = await started('recordDeleted', { authentication: 'session' });
				server.tick(1000);
				await table.delete(...records);
				const deleted = await run.poll();
				expect(deleted.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
			},
			async recordMatchesFilter() {
				for (const [index, fieldId] of ids.entries()) {
					const condition = { fieldId, operator: 'is', value: String(index + 1) };
					const run = await started('recordMatchesFilter', {
						filterBy: 'conditions',
						conditions: { condition: [condition] },
					});
					server.tick(1000);
					const id = await create();
					expect((await run.poll()).map((item) => item.id)).toEqual([id]);
					await table.delete(id);
				}
			},
			async recordUpdated() {
				await expectUpdate('recordUpdated', { options: { includeChanges: true } });
				await expectUpdate('recordUpdated', { watchedFields: ids });
			},
		};

		it.each(events)('$name', async ({ value }) => {
			expect(Object.keys(EVENTS)).toContain(value);
			await EVENTS[value]();
		});
	});
});

/** Expired tokens, each of which is announced. */
async function makeTokens(server: SlowServer): Promise<string[]> {
	const made: string[] = [];
	for (const name of ODD_NAMES) {
		const { id } = await server.ask('POST', '/access-token', {
			name,
			scopes: ['record|read'],
			expiredTime: new Date(Date.now() - 3_600_000).toISOString(),
		});
		made.push(String(id));
	}
	return made;
}
