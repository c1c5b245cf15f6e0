import { range } from 'lodash';

import type { Measured } from './cases';
import { compare, peakMemory } from './measure';
import { onTable, runNode } from './node';
import { makeTable, readPages } from './table';
import type { BenchTable, Target } from './target';

/** How much of the table each server can handle in the time available. */
const ROWS = { wide: 20_000, small: 50_000, large: 200_000 };

/** How much more memory a row may take in a table four times as long, because garbage collection is never on time. */
const MOST_GROWTH = 1.5;

interface WideTable extends BenchTable {
	/** The IDs of all of its text columns. */
	columns: string[];
}

/** An empty table with that many columns. */
async function makeWide(target: Target, columns: number): Promise<WideTable> {
	const table = await makeTable(target);
	const ids = [table.fields.Name, table.fields.Notes];
	while (ids.length + 1 < columns) {
		const name = `Column ${ids.length + 2}`;
		const path = `/table/${table.id}/field`;
		const { data } = await target.api.post<{ id: string }>(path, { name, type: 'singleLineText' });
		ids.push(data.id);
	}
	return { ...table, columns: ids };
}

/** Adds rows in which every other cell is empty. */
async function addRows({ send }: Target, { id, columns }: WideTable, count: number) {
	for (const from of range(0, count, 1000)) {
		const records = range(from, from + 1000).map((row) => {
			const filled = columns.filter((_, index) => (row + index) % 2 === 0);
			return { fields: Object.fromEntries(filled.map((column) => [column, `Value ${row}`])) };
		});
		await send('POST', `/table/${id}/record`, { fieldKeyType: 'id', records });
	}
}

const ways = (target: Target, table: BenchTable, count: number) => {
	const list = async (options = {}) =>
		void (await runNode(target, 'getAll', { ...onTable(table.id), returnAll: true, options }));
	return {
		node: async () => await list(),
		filledOnly: async () => await list({ leaveOutEmpty: true }),
		bare: async () => void (await readPages(target.send, table, count / 1000)),
	};
};

const kiB = (bytes: number) => `${(bytes / 1024).toFixed(2)} KiB`;

const perRow = async (work: () => Promise<void>, rows: number) => (await peakMemory(work)) / rows;

/** Reading records with 50 columns, of which half are empty and included. */
export async function measureWide(target: Target): Promise<Measured> {
	const table = await makeWide(target, 50);
	await addRows(target, table, ROWS.wide);
	const { node, filledOnly, bare } = ways(target, table, ROWS.wide);
	const times = await compare({ node, filledOnly, bare });
	const memory = {
		node: await perRow(node, ROWS.wide),
		filledOnly: await perRow(filledOnly, ROWS.wide),
		bare: await perRow(bare, ROWS.wide),
	};
	return {
		what: `List ${ROWS.wide.toLocaleString('en')} records of 50 columns, half empty`,
		node: `${times.node.toFixed(0)} ms`,
		bare: `${times.bare.toFixed(0)} ms`,
		ratio: times.node / times.bare,
		remark: `peak memory per row ${kiB(memory.node)}, without empty fields ${kiB(memory.filledOnly)} and ${(times.filledOnly / times.bare).toFixed(2)} times the time, bare ${kiB(memory.bare)}`,
	};
}

/**
 * Reading a large table, once each way, and the memory per row compared with a table a quarter as long.
 *
 * @throws Error if memory grows faster than the rows
 */
export async function measureLarge(target: Target): Promise<Measured> {
	const table = await makeWide(target, 10);
	await addRows(target, table, ROWS.small);
	const small = await perRow(ways(target, table, ROWS.small).node, ROWS.small);
	await addRows(target, table, ROWS.large - ROWS.small);
	const { node, bare } = ways(target, table, ROWS.large);
	const begin = performance.now();
	const bareMemory = await perRow(bare, ROWS.large);
	const middle = performance.now();
	const large = await perRow(node, ROWS.large);
	const end = performance.now();
	const growth = large / small;
	if (growth > MOST_GROWTH) {
		throw new Error(
			`A row takes ${kiB(small)} in a table of ${ROWS.small} and ${kiB(large)} in one of ${ROWS.large}: memory grows faster than the rows`,
		);
	}
	return {
		what: `List ${ROWS.large.toLocaleString('en')} records of 10 columns, half empty, once`,
		node: `${(end - middle).toFixed(0)} ms`,
		bare: `${(middle - begin).toFixed(0)} ms`,
		ratio: (end - middle) / (middle - begin),
		remark: `peak memory per row ${kiB(large)}, plain requests ${kiB(bareMemory)}; ${growth.toFixed(2)} times that of a table of ${ROWS.small.toLocaleString('en')}`,
	};
}
