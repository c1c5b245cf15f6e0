import type { Fate } from '../fate';
import { NOT_BEGUN, fateOf, remainsOf, wasRequested } from '../fate';
import type { Result } from './operation';
import { Preview } from './operation';

/** "item 3", or "items 0-999, 1003". Items are counted from 0, as in n8n, and may come in any order. */
export function itemRanges(indexes: number[]): string {
	const parts: Array<[number, number]> = [];
	for (const index of [...indexes].sort((a, b) => a - b)) {
		const last = parts[parts.length - 1];
		if (last && index <= last[1] + 1) last[1] = index;
		else parts.push([index, index]);
	}
	const noun = parts.length === 1 && parts[0][0] === parts[0][1] ? 'item' : 'items';
	return `${noun} ${parts.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(', ')}`;
}

const LABELS: Array<[Fate, string]> = [
	['written', 'Done'],
	['notWritten', 'Not done'],
	['unknown', 'Unknown'],
];

/**
 * The end of the message when a failure stops an execution: which items were certainly done, which certainly were
 * not, which are unknown, and what else is left in Teable. Empty if the node refused before it sent anything.
 */
export function reportOfRun(results: Array<Result | Error>, failure: Error): string {
	const fates = results.map(fateOfResult);
	const remains = remainsOf(failure);
	if (remains === undefined && fates.every((fate) => fate === 'notWritten')) {
		return wasRequested(failure) ? ' Nothing was changed.' : '';
	}
	const sets = LABELS.flatMap(([fate, label]) => {
		const indexes = fates.flatMap((own, index) => (own === fate ? [index] : []));
		return indexes.length > 0 ? [`${label}: ${itemRanges(indexes)}.`] : [];
	});
	return ` ${[...sets, remains ?? []].flat().join(' ')}`;
}

const OF_ITEM: Record<Fate, string> = {
	written: 'This item was done.',
	notWritten: 'This item was not done.',
	unknown: 'It is unknown whether this item was done.',
};

/** The same for one failed item of an execution that continues. */
export const reportOfItem = (failure: Error): string =>
	wasRequested(failure) ? ` ${OF_ITEM[fateOf(failure)]}` : '';

function fateOfResult(result: Result | Error): Fate {
	if (result instanceof Error) return fateOf(result);
	return result instanceof Preview ? 'notWritten' : 'written';
}

/** The failure that an execution stops with: the first one, in the order of the items. */
export const firstFailure = (results: Array<Result | Error>): Error | undefined =>
	results.find((result): result is Error => result instanceof Error && result !== NOT_BEGUN);
