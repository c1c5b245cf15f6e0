import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';
import type { Patience } from '../teable/http/client';
import { DEFAULT_TIMEOUT_SECONDS } from '../teable/http/client';

/** One day. Above 24 days, Node's timers fire immediately. */
const LONGEST_SECONDS = 86_400;

/** With 0, n8n would wait forever. */
const SHORTEST_TIMEOUT_SECONDS = 0.1;

/** Rate limits are per minute, so the default is slightly longer. */
const DEFAULT_WAIT_SECONDS = 90;

const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: SHORTEST_TIMEOUT_SECONDS, maxValue: LONGEST_SECONDS },
	default: DEFAULT_TIMEOUT_SECONDS,
	description: 'How many seconds to wait for the response to a request',
};

const rateLimitWait: INodeProperties = {
	displayName: 'Wait When Rate Limited (Seconds)',
	name: 'rateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LONGEST_SECONDS },
	default: DEFAULT_WAIT_SECONDS,
	description:
		'How many seconds in total to retry a request if Teable is rate limited or unavailable (429 or 503). Set to 0 to fail immediately.',
};

/** The options of every operation. */
export const requestOptions: INodeProperties[] = [timeout, rateLimitWait];

/**
 * How long requests may take. The client is created once per run, so the first item's values apply.
 *
 * @throws NodeOperationError if one of them is not a valid number of seconds
 */
export const chosenPatience = ({ options }: Parameters): Patience => ({
	timeoutSeconds: options.isSet(timeout.name)
		? options.number(timeout.name, timeout.displayName, SHORTEST_TIMEOUT_SECONDS, LONGEST_SECONDS)
		: DEFAULT_TIMEOUT_SECONDS,
	waitSeconds: options.isSet(rateLimitWait.name)
		? options.number(rateLimitWait.name, rateLimitWait.displayName, 0, LONGEST_SECONDS)
		: DEFAULT_WAIT_SECONDS,
});
