/** Up to where the changes of something are known. */
export interface Window {
	/** Epoch milliseconds, of the server's clock: what lies before was seen. */
	since: number;
	/** What was seen of the time from there on. */
	seen: string[];
}

/** A change takes its time when it begins; a large one is there for all to see some seconds later. */
const LATEST_ARRIVAL_MS = 60_000;

/** @param at nothing before it counts, everything from it on does */
export const openWindow = (at: number): Window => ({ since: at, seen: [] });

/** A window in which all that has been seen so far of the time before `at` can be told from what arrives late. */
export const windowBefore = (at: number): Window => openWindow(at - LATEST_ARRIVAL_MS);

interface Reader<T> {
	timeOf: (change: T) => number;
	/** Differs for any two changes. */
	keyOf: (change: T) => string;
}

/**
 * Tells new changes from those that were seen. Changes of one instant, and those that arrive late, are told
 * apart by what was seen of the last minute.
 *
 * @param found all changes since `window.since`, and perhaps earlier ones
 * @param known a time of the server up to which all changes are known, but for those that arrive late
 */
export function advance<T>(
	window: Window,
	found: T[],
	{ timeOf, keyOf }: Reader<T>,
	known = 0,
): { fresh: T[]; window: Window } {
	const inside = found.filter((change) => timeOf(change) >= window.since);
	const seen = new Set(window.seen);
	const newest = inside.reduce((latest, change) => Math.max(latest, timeOf(change)), known);
	const since = Math.max(window.since, newest - LATEST_ARRIVAL_MS);
	return {
		fresh: inside.filter((change) => !seen.has(keyOf(change))),
		window: { since, seen: inside.filter((change) => timeOf(change) >= since).map(keyOf) },
	};
}
