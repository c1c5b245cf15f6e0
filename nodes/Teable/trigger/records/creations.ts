import { max } from 'lodash';

import type { TeableClient } from '../../teable/http/client';
import type { Start } from '../polling/event';
import type { NumberedRecord } from '../../teable/reading/pages/tail';
import { Tail } from '../../teable/reading/pages/tail';

/** The first and last of a range of missing auto numbers, and how many more polls look for them. */
type Gap = [first: number, last: number, polls: number];

/** Up to where a table's new records are known. */
export interface CreationState {
	/** The highest auto number so far. */
	last: number;
	/** About how many records come before those to read. */
	position: number;
	gaps: Gap[];
}

/**
 * A number is missing if its record was deleted or has not been saved yet: Teable assigns numbers before it saves, and
 * a later record may be saved first. No request takes longer than five minutes, and polls are at least a minute apart.
 */
const LATEST_SAVE_MS = 300_000;

const POLLS_TO_WAIT = 5;

/** Only the newest are kept, because each takes space in n8n's database. */
const MOST_GAPS = 1000;

/** The starting point for finding new records. */
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
 * The records created since the last poll, oldest first, each once. They are found by their auto numbers, so times and
 * edits do not matter. If nothing is new, it takes one request for one record.
 */
export async function fetchCreated(
	client: TeableClient,
	tableId: string,
	{ last, position, gaps }: CreationState,
): Promise<{ records: NumberedRecord[]; state: CreationState }> {
	const tail = new Tail(client, tableId);
	const first = gaps[0]?.[0] ?? last + 1;
	const isKnown = ({ autoNumber }: NumberedRecord) => autoNumber < first;

	// The record before shows whether the position is still right. Deletions move all records after them.
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

/** The first number whose record may still be being saved, five minutes before the newest record. */
function firstRecent(records: NumberedRecord[]): number {
	const newest = max(records.map(({ createdTime }) => Date.parse(createdTime))) ?? 0;
	const recent = records.findIndex(
		({ createdTime }) => Date.parse(createdTime) >= newest - LATEST_SAVE_MS,
	);
	return recent > 0 ? records[recent - 1].autoNumber + 1 : 0;
}

/** The parts of a range that are not among the given numbers, which are sorted. */
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
