import { DateTime } from 'luxon';

/** After 0.5, 1 and 2 seconds. Teable's proxy restarts within that time, and a user still waits that long. */
const MOST_RETRIES = 3;

const FIRST_DELAY_MS = 500;

/** When a failed request may be retried: at once, or when the server accepts requests again. */
export type Retry = 'soon' | 'later';

/** The delays between the retries of one request. */
export class Retries {
	private soon = 0;

	private later = 0;

	private waitedMs = 0;

	/** @param waitSeconds how long to wait in total while the server accepts no requests (429, 503) */
	constructor(private readonly waitSeconds: number) {}

	/**
	 * The delay before the next retry, in milliseconds; undefined if there is none. If the server asks for more time than
	 * is left, the request is not retried.
	 *
	 * @param retryAfter the `Retry-After` header: seconds or an HTTP date
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

/** Doubles each time, ± 25%, so that several workflows do not retry at the same moment. */
const backoff = (retries: number): number =>
	FIRST_DELAY_MS * 2 ** retries * (0.75 + Math.random() * 0.5);

/** In milliseconds; NaN if the header is neither seconds nor a date. */
const requestedDelay = (retryAfter: string): number =>
	/^\d+$/.test(retryAfter.trim())
		? Number(retryAfter) * 1000
		: DateTime.fromHTTP(retryAfter).diffNow().toMillis();
