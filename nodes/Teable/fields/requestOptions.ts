import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';
import type { Patience } from '../teable/http/client';
import { DEFAULT_TIMEOUT_SECONDS } from '../teable/http/client';

/** A day. Above 24 days Node's timers would run off at once. */
const LONGEST_SECONDS = 86_400;

/** With 0, n8n would wait without end. */
const SHORTEST_TIMEOUT_SECONDS = 0.1;

/** Rate limits count the requests of a minute: a little more than that is waited for. */
const DEFAULT_WAIT_SECONDS = 90;

const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: SHORTEST_TIMEOUT_SECONDS, maxValue: LONGEST_SECONDS },
	default: DEFAULT_TIMEOUT_SECONDS,
	description: 'How many seconds to wait for the answer to a request',
};

const rateLimitWait: INodeProperties = {
	displayName: 'Wait When Rate Limited (Seconds)',
	name: 'rateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LONGEST_SECONDS },
	default: DEFAULT_WAIT_SECONDS,
	description:
		'How many seconds to wait in all, for each request, while Teable answers that there are too many requests or that it is not available (429 and 503). With 0 the request fails at once.',
};

/** Options that every operation has. */
export const requestOptions: INodeProperties[] = [timeout, rateLimitWait];

/**
 * How long requests may take. The client is made once a run, so the first item's values count.
 *
 * @throws NodeOperationError when one of them is no such number of seconds
 */
export const chosenPatience = ({ options }: Parameters): Patience => ({
	timeoutSeconds: options.isSet(timeout.name)
		? options.number(timeout.name, timeout.displayName, SHORTEST_TIMEOUT_SECONDS, LONGEST_SECONDS)
		: DEFAULT_TIMEOUT_SECONDS,
	waitSeconds: options.isSet(rateLimitWait.name)
		? options.number(rateLimitWait.name, rateLimitWait.displayName, 0, LONGEST_SECONDS)
		: DEFAULT_WAIT_SECONDS,
});
