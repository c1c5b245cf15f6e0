/*
 * Replaces p-limit: n8n itself depends on it only since 2.20, so community nodes cannot import it in
 * older versions.
 */

/** Runs work when its turn comes, and returns its result. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs up to `most` pieces of work at the same time. Others wait in the order in which they came. */
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
			// The next in the queue takes over the slot.
			if (next) next();
			else underWay -= 1;
		}
	};
}

/**
 * Does the same work for each thing, up to `most` at the same time.
 *
 * @returns the results of `work`, in the order of the things
 * @throws the first error of `work`; no more work starts after it
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
