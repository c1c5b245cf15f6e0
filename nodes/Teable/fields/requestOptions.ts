import type { INodeProperties } from 'n8n-workflow';

import type { ParameterSource } from '../core/parameters';
import { Parameters } from '../core/parameters';
import { DEFAULT_TIMEOUT_SECONDS } from '../teable/http/client';

/** Options that every operation has. */
export const requestOptions: INodeProperties[] = [
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description: 'How many seconds to wait for the answer to a request',
	},
];

/**
 * The timeout of one request in seconds. The client is made once a run, so the first item's value counts.
 *
 * @throws NodeOperationError when it is not above zero: n8n would then wait without end
 */
export function chosenTimeout(source: ParameterSource): number {
	const param = new Parameters(source, 0);
	const { timeout = DEFAULT_TIMEOUT_SECONDS } = param.collection('options');
	if (typeof timeout === 'number' && timeout > 0) return timeout;
	throw param.bad({
		label: 'Timeout (Seconds)',
		problem: 'is not a number above 0',
		remedy: 'Give the seconds to wait for an answer, e.g. 60.',
	});
}
