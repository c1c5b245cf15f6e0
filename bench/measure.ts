/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
/** n8n runs for days: what is measured is code that V8 has optimised, which takes it some rounds. */
const ROUNDS_TO_WARM_UP = 4;

/** Rounds per case; all ways take turns, so that what else the machine does hits each. */
const ROUNDS = 5;

/** Milliseconds that each way of doing the same thing takes: the median of some rounds, when it is warm. */
export async function compare<Name extends string>(
	ways: Record<Name, () => Promise<void>>,
	prepare: (name: Name) => Promise<void> = async () => undefined,
): Promise<Record<Name, number>> {
	const names = Object.keys(ways) as Name[];
	const times = new Map<Name, number[]>(names.map((name) => [name, []]));
	for (let round = 0; round < ROUNDS_TO_WARM_UP + ROUNDS; round++) {
		for (const name of names) {
			await prepare(name);
			globalThis.gc?.();
			const start = performance.now();
			await ways[name]();
			if (round >= ROUNDS_TO_WARM_UP) times.get(name)?.push(performance.now() - start);
		}
	}
	return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
		Name,
		number
	>;
}

/** The most memory in use while `work` runs, above what was in use before, in bytes. */
export async function peakMemory(work: () => Promise<void>): Promise<number> {
	globalThis.gc?.();
	const before = inUse();
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, inUse())), 2);
	await work();
	clearInterval(watch);
	return Math.max(peak, inUse()) - before;
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

function inUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
