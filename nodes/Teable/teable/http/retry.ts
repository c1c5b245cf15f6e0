import { DateTime } from 'luxon';

/** Half a second, one and two: a restart of Teable's proxy is over by then, and a person still waits. */
export const MAX_RETRIES = 3;

const FIRST_DELAY_MS = 500;

/** A server that asks for more is not waited for longer: n8n's own timeouts would end the run. */
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait before sending a request again, in milliseconds.
 *
 * @param retries how often it was sent again already
 * @param retryAfter the header `Retry-After`: seconds or an HTTP date
 */
export function retryDelay(retries: number, retryAfter?: string): number {
	const asked = retryAfter === undefined ? Number.NaN : requestedDelay(retryAfter);
	if (Number.isFinite(asked)) return Math.min(Math.max(asked, 0), LONGEST_DELAY_MS);
	const backoff = FIRST_DELAY_MS * 2 ** retries;
	return backoff * (0.75 + Math.random() * 0.5);
}

const requestedDelay = (retryAfter: string): number =>
	/^\d+$/.test(retryAfter.trim())
		? Number(retryAfter) * 1000
		: DateTime.fromHTTP(retryAfter).diffNow().toMillis();
