import { EVERY_CASE } from '../../../harness/engines';
import { SlowServer } from './world';

const BATCH = EVERY_CASE ? 2000 : 200;

const batches = Array.from({ length: 10 }, (_, index) => index);

const COUNT = (BATCH * batches.length).toLocaleString('en');

/** A workflow that wasn't running while many things happened. */
describe('After a long absence', () => {
	const server = new SlowServer('2026-07');

	beforeAll(async () => await server.startWith('v2'));
	afterAll(async () => await server.sandbox.stop());

	async function fill(table: Awaited<ReturnType<SlowServer['makeTable']>>) {
		const ids: string[] = [];
		for (const batch of batches) {
			server.tick(1000);
			const rows = Array.from({ length: BATCH }, (_, index) => ({ Amount: batch * BATCH + index }));
			ids.push(...(await table.create(rows)));
		}
		return ids;
	}

	it(`announces ${COUNT} new records, each once and in order, in few requests`, async () => {
		const table = await server.makeTable();
		const run = table.trigger('recordCreated');
		await run.poll();
		const ids = await fill(table);
		server.sandbox.resetRequests();

		const items = await run.poll();

		expect(items.map(({ id }) => id)).toEqual(ids);
		expect(server.sandbox.requests.length).toBeLessThan(30);
		expect(run.kept.length).toBeLessThan(500);
		expect(await run.poll()).toEqual([]);
	}, 60_000);

	it(`announces ${COUNT} updated records, each once, in few requests`, async () => {
		const table = await server.makeTable();
		const ids = await fill(table);
		const run = table.trigger('recordUpdated');
		server.tick(120_000);
		await run.poll();
		for (const batch of batches) {
			server.tick(20_000);
			const part = ids.slice(batch * BATCH, (batch + 1) * BATCH);
			await table.update(part.map((id) => ({ id, fields: { Name: 'changed' } })));
		}
		server.sandbox.resetRequests();

		const items = await run.poll();

		expect(items.map(({ id }) => id).sort()).toEqual([...ids].sort());
		expect(server.sandbox.requests.length).toBeLessThan(30);
		// It stores what was changed in the last minute: four of the ten batches.
		// n8n stores the state and a copy of it, which a renamed node finds.
		expect(run.kept.length).toBeLessThan(2 * 4 * BATCH * 20);
		server.tick(1);
		expect(await run.poll()).toEqual([]);
	}, 60_000);

	it(`announces ${COUNT} deleted records, each once, in few requests`, async () => {
		const table = await server.makeTable();
		const ids = await fill(table);
		const run = table.trigger('recordDeleted');
		await run.poll();
		await table.delete(...ids);
		server.sandbox.resetRequests();

		const items = await run.poll();

		expect(items.map(({ id }) => id)).toEqual(ids);
		expect(server.sandbox.requests.length).toBeLessThan(10);
		expect(await run.poll()).toEqual([]);
	}, 60_000);

	it(`returns the changes of ${COUNT} cells`, async () => {
		const table = await server.makeTable();
		const ids = await fill(table);
		const run = table.trigger('recordUpdated', { options: { includeChanges: true } });
		server.tick(120_000);
		await run.poll();
		for (const batch of batches) {
			server.tick(20_000);
			const part = ids.slice(batch * BATCH, (batch + 1) * BATCH);
			await table.update(part.map((id) => ({ id, fields: { Amount: -1 } })));
		}

		const items = await run.poll();

		expect(items.map(({ id }) => id).sort()).toEqual([...ids].sort());
		expect(items[0].changes).toEqual({ Amount: { before: expect.any(Number), after: -1 } });
		server.tick(1);
		expect(await run.poll()).toEqual([]);
	}, 120_000);
});
