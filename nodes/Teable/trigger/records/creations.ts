import { max } from 'lodash';

import type { TeableClient } from '../../teable/http/client';
import type { Start } from '../polling/event';
import type { NumberedRecord } from '../../teable/reading/tail';
import { Tail } from '../../teable/reading/tail';

/** Auto numbers that were missing, from the first to the last, and for how many polls more to look for them. */
type Gap = [first: number, last: number, polls: number];

/** Up to where a table's creations are known. */
export interface CreationState {
	/** The highest auto number that was seen. */
	last: number;
	/** About how many records lie before those that have to be looked at. */
	position: number;
	gaps: Gap[];
}

/**
 * A number is missing when its record was deleted, or when another record was saved faster: numbers are
 * given out before they are saved. No request to Teable takes five minutes, and polls are one apart at least.
 */
const LATEST_SAVE_MS = 300_000;

const POLLS_TO_WAIT = 5;

/** Only the newest are kept: each of them costs room in n8n's database. */
const MOST_GAPS = 1000;

/** Where to start looking for new records. */
export async function beginCreations(
	client: TeableClient,
	tableId: string,
	start: Start,
): Promise<CreationState> {
	if (start === 'beginning') return { last: 0, position: 0, gaps: [] };
	const tail = new Tail(client, tableId);
	const position = await tail.count(
		({ createdTime }) => start === 'now' || Date.parse(createdTime) < start,
		0,
	);
	const [newest] = position === 0 ? [] : await tail.page(position - 1, 1);
	return { last: newest?.autoNumber ?? 0, position, gaps: [] };
}

/**
 * The records that were made since, oldest first, each once: by their auto numbers, so that neither times
 * nor edits matter. With nothing new it costs one request that gives one record.
 */
export async function fetchCreated(
	client: TeableClient,
	tableId: string,
	{ last, position, gaps }: CreationState,
): Promise<{ records: NumberedRecord[]; state: CreationState }> {
	const tail = new Tail(client, tableId);
	const first = gaps[0]?.[0] ?? last + 1;
	const isKnown = ({ autoNumber }: NumberedRecord) => autoNumber < first;

	// The one before tells whether the position is still right: deleted records move all behind them.
	let skip = Math.max(0, position - 1);
	let listed = await tail.readFrom(skip);
	if (skip > 0 && !(listed[0] && isKnown(listed[0]))) {
		skip = Math.max(0, (await tail.count(isKnown, skip - 1)) - 1);
		listed = await tail.readFrom(skip);
	}

	const candidates = listed.filter((record) => !isKnown(record));
	const numbers = candidates.map(({ autoNumber }) => autoNumber);
	const highest = Math.max(last, numbers.at(-1) ?? 0);
	const nextGaps = [
		...gaps.flatMap(([from, to, polls]) => missing(from, to, numbers, polls - 1)),
		...missing(Math.max(last + 1, firstRecent(candidates)), highest, numbers, POLLS_TO_WAIT),
	].slice(-MOST_GAPS);
	const nextFirst = nextGaps[0]?.[0] ?? highest + 1;
	return {
		records: candidates.filter(
			({ autoNumber: number }) =>
				number > last || gaps.some(([from, to]) => from <= number && number <= to),
		),
		state: {
			last: highest,
			position: skip + listed.filter(({ autoNumber }) => autoNumber < nextFirst).length,
			gaps: nextGaps,
		},
	};
}

/** From where on numbers may be missing as their records are still being saved: as of five minutes before the newest. */
function firstRecent(records: NumberedRecord[]): number {
	const newest = max(records.map(({ createdTime }) => Date.parse(createdTime))) ?? 0;
	const recent = records.findIndex(
		({ createdTime }) => Date.parse(createdTime) >= newest - LATEST_SAVE_MS,
	);
	return recent > 0 ? records[recent - 1].autoNumber + 1 : 0;
}

/** The parts of a range whose numbers are not among those given, which are sorted. */
function missing(from: number, to: number, numbers: number[], polls: number): Gap[] {
	if (polls === 0) return [];
	const gaps: Gap[] = [];
	let next = from;
	for (const number of [...numbers.filter((n) => from <= n && n <= to), to + 1]) {
		if (number > next) gaps.push([next, number - 1, polls]);
		next = number + 1;
	}
	return gaps;
}
