import { range } from 'lodash';

import type { NodeOutput } from '../../../harness/engine';

/** What an execution reports about its items. */
export type Said = 'done' | 'notDone' | 'unknown';

const LABELS: Record<string, Said> = { Done: 'done', 'Not done': 'notDone', Unknown: 'unknown' };

/** The same for a single item, in an execution that continues. */
const OF_ITEM: Record<string, Said> = {
	'This item was done.': 'done',
	'This item was not done.': 'notDone',
	'It is unknown whether this item was done.': 'unknown',
};

const SET = /(Done|Not done|Unknown): items? ([\d, -]+)\./g;

/**
 * What an execution reports about each of its items: by its output, by the error that it stops with, or by the error
 * of each item that failed.
 *
 * @param records how many records each item stands for, and so how many output items it may have
 * @returns one entry per item, with everything that is reported about it
 */
export function saidOf({ items, error }: NodeOutput, count: number, records: number): Said[][] {
	const said: Said[][] = range(count).map(() => []);
	if (error) return inMessage(error.message, said);
	const outputs = range(count).map(() => 0);
	for (const { json, pairedItem } of items) {
		const { item } = pairedItem as { item: number };
		// A record is one item of the output, and so is an error.
		outputs[item] += 1;
		if (outputs[item] > records) throw new Error(`Item ${item} has ${outputs[item]} outputs`);
		if (json.error === undefined) said[item] = ['done'];
		else said[item].push(...inItem(String(json.error)));
	}
	return said;
}

const inItem = (message: string): Said[] =>
	Object.keys(OF_ITEM).flatMap((words) => (message.endsWith(` ${words}`) ? OF_ITEM[words] : []));

function inMessage(message: string, said: Said[][]): Said[][] {
	if (message.endsWith(' Nothing was changed.')) said.forEach((own) => own.push('notDone'));
	for (const [, label, ranges] of message.matchAll(SET)) {
		for (const part of ranges.split(', ')) {
			const [from, to = from] = part.split('-').map(Number);
			for (const item of range(from, to + 1)) said[item].push(LABELS[label]);
		}
	}
	return said;
}

/** What is wrong or missing in the report; nothing if it is correct. */
export function untruths(said: Said[][], held: number[]): string[] {
	return said.flatMap((own, item) => {
		const times = held[item];
		const [fate] = own;
		if (own.length !== 1) return `item ${item}: said ${own.join(', ') || 'nothing'}`;
		if (times > 1) return `item ${item}: done ${times} times`;
		if (fate === 'done' && times !== 1) return `item ${item}: said done, and it is not`;
		if (fate === 'notDone' && times !== 0) return `item ${item}: said not done, and it is`;
		return [];
	});
}
