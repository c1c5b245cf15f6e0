/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { sleep } from 'n8n-workflow';

interface Effort {
	leastRounds: number;
	leastMs: number;
}

/** n8n runs for days, so measure code that V8 has optimised, which takes it some rounds. */
const WARM_UP: Effort = { leastRounds: 2, leastMs: 8_000 };

const MEASURE: Effort = { leastRounds: 5, leastMs: 12_000 };

/**
 * Measures several ways of doing the same thing: the median of some rounds in milliseconds, after warming up. The
 * ways take turns to be first, so that other load on the machine affects all of them.
 *
 * No garbage collection is forced before a round: it makes V8 discard code that it has optimised for objects that no
 * longer exist, such as the cells of the last table, and so measures the compiler.
 */
export async function compare<Name extends string>(
	ways: Record<Name, () => Promise<void>>,
	prepare: (name: Name) => Promise<void> = async () => undefined,
): Promise<Record<Name, number>> {
	const names = Object.keys(ways) as Name[];
	const timesOf = async ({ leastRounds, leastMs }: Effort) => {
		const times = new Map<Name, number[]>(names.map((name) => [name, []]));
		const begin = performance.now();
		for (let round = 0; round < leastRounds || performance.now() - begin < leastMs; round++) {
			const first = round % names.length;
			for (const name of [...names.slice(first), ...names.slice(0, first)]) {
				await prepare(name);
				const start = performance.now();
				await ways[name]();
				times.get(name)?.push(performance.now() - start);
			}
		}
		return times;
	};
	await timesOf(WARM_UP);
	const times = await timesOf(MEASURE);
	return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
		Name,
		number
	>;
}

/** The peak memory in bytes while `work` runs, above the memory in use before. */
export async function peakMemory(work: () => Promise<void>): Promise<number> {
	await collectGarbage();
	const before = inUse();
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, inUse())), 2);
	await work();
	clearInterval(watch);
	return Math.max(peak, inUse()) - before;
}

/** Memory outside of V8's heap is freed only by the garbage collection after the one that found it unused. */
async function collectGarbage(): Promise<void> {
	for (let times = 0; times < 2; times++) {
		globalThis.gc?.();
		await sleep(0);
	}
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

function inUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
