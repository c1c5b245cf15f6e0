import { runBareNode } from './bareNode';
import type { BenchTable, Target } from './target';
import { cellsOf, fill, makeTable, readPages, rows } from './table';
import { compare, peakMemory } from './measure';
import { automatic, onTable, runNode } from './node';

/** A line of the printed table. */
export interface Measured {
	what: string;
	node: string;
	bare: string;
	/** The node's time as a multiple of the plain requests', if these succeeded. */
	ratio?: number;
	/** The same for a node that only sends the plain requests through n8n, if measured. */
	floor?: number;
	/** The node's time as a multiple of plain requests over connections that stay open, if measured. */
	kept?: number;
	remark: string;
}

/** Creating 10,000 records, compared with plain bulk requests. */
export async function measureCreate(target: Target): Promise<Measured> {
	const given = rows(10_000);
	let table = await makeTable(target);
	const times = await compare(
		{
			node: async () => void (await runNode(target, 'create', create(table), given)),
			bare: async () => void (await fill(target.send, table, given)),
			kept: async () => void (await fill(target.sendKept, table, given)),
			bareNode: async () =>
				await runBareNode(target, async (send) => await fill(send, table, given), given),
		},
		async () => void (table = await makeTable(target)),
	);
	return { ...line('Create 10,000 records', times), remark: '10 requests' };
}

/** Creating 200 records, compared with one plain request per record, as most nodes send them. */
export async function measureOneByOne(target: Target): Promise<Measured> {
	const given = rows(200);
	let table = await makeTable(target);
	const times = await compare(
		{
			node: async () => void (await runNode(target, 'create', create(table), given)),
			bare: async () => {
				for (const row of given) await fill(target.send, table, [row]);
			},
		},
		async () => void (table = await makeTable(target)),
	);
	return {
		...line('Create 200 records, plain requests one by one', times),
		remark: `1 request instead of 200: ${(times.bare / times.node).toFixed(0)} times as fast`,
	};
}

/** Reading 20,000 records, compared with plain pages, four at a time. */
export async function measureList(target: Target): Promise<Measured> {
	const table = await makeTable(target);
	await fill(target.send, table, rows(20_000));
	const node = async () =>
		void (await runNode(target, 'getAll', { ...onTable(table.id), returnAll: true }));
	const bare = async () => void (await readPages(target.send, table, 20));
	const kept = async () => void (await readPages(target.sendKept, table, 20));
	const bareNode = async () =>
		await runBareNode(target, async (send) => await readPages(send, table, 20));
	const times = await compare({ node, bare, kept, bareNode });
	const memory = { node: await peakMemory(node), bare: await peakMemory(bare) };
	const perRow = (bytes: number) => `${(bytes / 20_000 / 1024).toFixed(2)} KiB`;
	return {
		...line('List 20,000 records', times),
		remark: `peak memory per row ${perRow(memory.node)}, plain requests ${perRow(memory.bare)}`,
	};
}

/** Upserting 5,000 records of which half exist, compared with the minimum of requests. */
export async function measureUpsert(target: Target): Promise<Measured> {
	const given = rows(5000);
	let table = await makeTable(target);
	let ids: string[];
	const times = await compare(
		{
			node: async () =>
				void (await runNode(
					target,
					'upsert',
					{ ...onTable(table.id), ...automatic([table.fields.Name]) },
					given,
				)),
			bare: async () => {
				await readPages(target.send, table, 3);
				await fill(target.send, table, given.slice(2500));
				await change(target, table, ids, 3);
			},
		},
		async () => {
			table = await makeTable(target);
			ids = idsOf(await fill(target.send, table, given.slice(0, 2500)));
		},
	);
	return {
		...line('Upsert 5,000 records, half existing', times),
		remark: 'fields, count, 4 pages, 3 creates, 3 updates: 12 requests',
	};
}

export async function measureUpdate(target: Target): Promise<Measured> {
	const table = await makeTable(target);
	const ids = idsOf(await fill(target.send, table, rows(10_000)));
	const given = rows(10_000, 1).map((row, index) => ({ id: ids[index], ...row }));
	const times = await compare({
		node: async () =>
			void (await runNode(target, 'update', { ...onTable(table.id), ...automatic(['id']) }, given)),
		bare: async () => await change(target, table, ids, 10),
	});
	return { ...line('Update 10,000 records', times), remark: '10 requests' };
}

export async function measureDelete(target: Target): Promise<Measured> {
	const table = await makeTable(target);
	let ids: string[];
	const times = await compare(
		{
			node: async () =>
				void (await runNode(
					target,
					'delete',
					{
						...onTable(table.id),
						recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					},
					ids.map((id) => ({ id })),
				)),
			bare: async () => {
				for (let from = 0; from < ids.length; from += 200) {
					const query = ids.slice(from, from + 200).map((id) => `recordIds[]=${id}`);
					await target.api.delete(`/table/${table.id}/record?${query.join('&')}`);
				}
			},
		},
		async () => void (ids = idsOf(await fill(target.send, table, rows(10_000)))),
	);
	return { ...line('Delete 10,000 records', times), remark: '50 requests' };
}

/** The cost of the node itself, with a server that answers at once. */
export async function measureNode(instant: Target): Promise<Measured> {
	const table = {
		id: 'tbl0000000000000000',
		baseId: 'bse0000000000000000',
		fields: {
			Name: 'fld0000000000000000',
			Amount: 'fld0000000000000001',
			Notes: 'fld0000000000000002',
		},
	};
	const given = rows(10_000);
	const times = await compare({
		node: async () => void (await runNode(instant, 'create', create(table), given)),
		bare: async () => void (await fill(instant.send, table, given)),
	});
	const perItem = ((times.node - times.bare) * 1000) / given.length;
	return {
		...line('Create 10,000, server that answers at once', times),
		remark: `node and n8n's engine: ${perItem.toFixed(1)} µs an item`,
	};
}

const idsOf = (records: Array<{ id: string }>) => records.map(({ id }) => id);

const create = (table: BenchTable) => ({ ...onTable(table.id), ...automatic() });

async function change(target: Target, table: BenchTable, ids: string[], batches: number) {
	const changed = rows(ids.length, 1);
	for (let batch = 0; batch < batches; batch++) {
		await target.api.patch(`/table/${table.id}/record`, {
			fieldKeyType: 'id',
			typecast: true,
			records: ids
				.slice(batch * 1000, batch * 1000 + 1000)
				.map((id, index) => ({ id, fields: cellsOf(table, changed[batch * 1000 + index]) })),
		});
	}
}

const line = (what: string, { node, bare, bareNode, kept }: Times) => ({
	what,
	node: `${node.toFixed(0)} ms`,
	bare: `${bare.toFixed(0)} ms`,
	ratio: node / bare,
	floor: bareNode && bareNode / bare,
	kept: kept && node / kept,
});

type Times = Record<'node' | 'bare', number> & { bareNode?: number; kept?: number };
