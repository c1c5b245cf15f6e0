import type { NodeApiError } from 'n8n-workflow';

import { apiError } from '../../../teable/http/errors';

/** "item 3", or "items 0-999, 1003": input items as n8n counts them, from 0, in any order. */
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

/** What was done before a failure that stopped the run. */
export const soFar = (verb: 'Written' | 'Deleted', done: number[]): string =>
	done.length === 0
		? ` Nothing was ${verb.toLowerCase()}.`
		: ` ${verb} so far: ${itemRanges(done)}. Nothing more was sent.`;

/** The failure of a request as an error of the input items that it was for. */
export function itemsError(indexes: number[], error: NodeApiError): NodeApiError {
	const { node, message, description, httpCode } = error;
	const [first, ...rest] = itemRanges(indexes);
	const failure = apiError(node, {
		message: `${first.toUpperCase()}${rest.join('')}: ${message}`,
		description: description ?? undefined,
		httpCode: httpCode ?? undefined,
	});
	failure.context.itemIndex = indexes[0];
	return failure;
}
