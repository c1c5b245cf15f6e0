import type { INodeProperties } from 'n8n-workflow';

import type { ParameterSource } from '../core/parameters';
import { Parameters } from '../core/parameters';
import type { Patience } from '../teable/http/client';
import { DEFAULT_TIMEOUT_SECONDS } from '../teable/http/client';

/** Rate limits count the requests of a minute: a little more than that is waited for. */
const DEFAULT_WAIT_SECONDS = 90;

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
	{
		displayName: 'Wait When Rate Limited (Seconds)',
		name: 'rateLimitWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_WAIT_SECONDS,
		description:
			'How many seconds to wait in all, for each request, while Teable answers that there are too many requests or that it is not available (429 and 503). With 0 the request fails at once.',
	},
];

/**
 * How long requests may take. The client is made once a run, so the first item's values count.
 *
 * @throws NodeOperationError when the timeout is not above zero (n8n would then wait without end), or the
 * wait is no number of seconds
 */
export function chosenPatience(source: ParameterSource): Patience {
	const param = new Parameters(source, 0);
	const { timeout = DEFAULT_TIMEOUT_SECONDS, rateLimitWait = DEFAULT_WAIT_SECONDS } =
		param.collection('options');
	if (typeof timeout !== 'number' || !(timeout > 0)) {
		throw param.bad({
			label: 'Timeout (Seconds)',
			problem: 'is not a number above 0',
			remedy: 'Give the seconds to wait for an answer, e.g. 60.',
		});
	}
	if (typeof rateLimitWait !== 'number' || !(rateLimitWait >= 0)) {
		throw param.bad({
			label: 'Wait When Rate Limited (Seconds)',
			problem: 'is not a number of at least 0',
			remedy: 'Give the seconds to wait in all, e.g. 90, or 0 to fail at once.',
		});
	}
	return { timeoutSeconds: timeout, waitSeconds: rateLimitWait };
}
