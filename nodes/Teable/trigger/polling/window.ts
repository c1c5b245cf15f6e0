/** Up to when changes are known. */
export interface Window {
	/** Epoch milliseconds of the server's clock. Everything before has been processed. */
	since: number;
	/** The keys of the changes since then that have been processed. */
	seen: string[];
}

/** A change has the time at which it began. A large one becomes visible only some seconds later. */
const LATEST_ARRIVAL_MS = 60_000;

/** @param at only changes from this time on count */
export const openWindow = (at: number): Window => ({ since: at, seen: [] });

/** A window that starts early enough to recognize changes from before `at` that arrive late. */
export const windowBefore = (at: number): Window => openWindow(at - LATEST_ARRIVAL_MS);

interface Reader<T> {
	timeOf: (change: T) => number;
	/** Differs for any two changes. */
	keyOf: (change: T) => string;
}

/**
 * Separates new changes from those that have been processed. The keys of the last minute's changes distinguish changes
 * that have the same time or arrive late.
 *
 * @param found all changes since `window.since`, and perhaps earlier ones
 * @param known a time of the server up to which all changes are known, except for those that arrive late
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
