/*
 * In place of p-limit: n8n itself depends on it only since 2.20, so that before, a node of a community
 * package finds it nowhere.
 */

/** Runs work when it is its turn, and gives what it gives. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so much work be under way at once; what comes after that waits, first come first served. */
export function limitTo(most: number): Limit {
	const waiting: Array<() => void> = [];
	let underWay = 0;
	return async (work) => {
		if (underWay < most) underWay += 1;
		else await new Promise<void>((turn) => waiting.push(turn));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			// Who waits takes over the place of who is done.
			if (next) next();
			else underWay -= 1;
		}
	};
}

/**
 * Does the same to each thing, several at a time.
 *
 * @returns what `work` gave, in the order of the things
 * @throws the first error of `work`, after which no more is begun
 */
export async function mapLimited<T, R>(
	things: T[],
	most: number,
	work: (thing: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const lane = async () => {
		while (next < things.length) {
			const index = next++;
			results[index] = await work(things[index]).catch((error: unknown) => {
				next = things.length;
				throw error;
			});
		}
	};
	await Promise.all(Array.from({ length: most }, lane));
	return results;
}
