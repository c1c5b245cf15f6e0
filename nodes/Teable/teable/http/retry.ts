import { DateTime } from 'luxon';

/** Half a second, one and two: a restart of Teable's proxy is over by then, and a person still waits. */
const MOST_RETRIES = 3;

const FIRST_DELAY_MS = 500;

/** When a failed request may be sent again: in a moment, or once the server takes requests again. */
export type Retry = 'soon' | 'later';

/** The waits between the tries of one request. */
export class Retries {
	private soon = 0;

	private later = 0;

	private waitedMs = 0;

	/** @param waitSeconds how long to wait in all for a server that takes no requests for now (429, 503) */
	constructor(private readonly waitSeconds: number) {}

	/**
	 * How long to wait before sending the request again, in milliseconds; undefined when that is of no use.
	 * A server that asks for more time than there is left is not waited for at all.
	 *
	 * @param retryAfter the header `Retry-After`: seconds or an HTTP date
	 */
	next(retry: Retry | undefined, retryAfter?: string): number | undefined {
		if (retry === 'soon') return this.soon < MOST_RETRIES ? backoff(this.soon++) : undefined;
		if (retry === undefined) return undefined;
		const left = this.waitSeconds * 1000 - this.waitedMs;
		const asked = retryAfter === undefined ? 0 : requestedDelay(retryAfter);
		if (left <= 0 || asked > left) return undefined;
		const delay = asked > 0 ? asked : Math.min(backoff(this.later++), left);
		this.waitedMs += delay;
		return delay;
	}
}

/** Doubles each time, give or take a quarter, so that several workflows do not come back at once. */
const backoff = (retries: number): number =>
	FIRST_DELAY_MS * 2 ** retries * (0.75 + Math.random() * 0.5);

/** In milliseconds; NaN when the header is neither seconds nor a date. */
const requestedDelay = (retryAfter: string): number =>
	/^\d+$/.test(retryAfter.trim())
		? Number(retryAfter) * 1000
		: DateTime.fromHTTP(retryAfter).diffNow().toMillis();
