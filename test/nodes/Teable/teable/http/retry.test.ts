import { DateTime } from 'luxon';

import { Retries } from '../../../../../nodes/Teable/teable/http/retry';

const retryAfter = (seconds: number) => DateTime.utc().plus({ seconds }).toHTTP();

/** All delays, in milliseconds. */
function waitsOf(retries: Retries, kind: 'soon' | 'later'): number[] {
	const waits: number[] = [];
	for (let wait = retries.next(kind); wait !== undefined; wait = retries.next(kind)) {
		waits.push(wait);
	}
	return waits;
}

const about = (milliseconds: number, wait: number) => {
	expect(wait).toBeGreaterThanOrEqual(milliseconds * 0.75);
	expect(wait).toBeLessThanOrEqual(milliseconds * 1.25);
};

describe('the delays before a request is sent again', () => {
	it('double each time, give or take a quarter, and there are three after a temporary fault', () => {
		for (let n = 0; n < 200; n++) {
			const waits = waitsOf(new Retries(90), 'soon');
			expect(waits).toHaveLength(3);
			waits.forEach((wait, index) => about(500 * 2 ** index, wait));
		}
	});

	it('do not occur if sending it again does not help', () => {
		expect(new Retries(90).next(undefined)).toBeUndefined();
	});

	it.each([0, 1, 60, 90])(
		'take the %i seconds that a server without Retry-After gets',
		(seconds) => {
			for (let n = 0; n < 50; n++) {
				const waits = waitsOf(new Retries(seconds), 'later');
				expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(seconds * 1000);
				waits.slice(0, -1).forEach((wait, index) => about(500 * 2 ** index, wait));
			}
		},
	);

	it('are what the server asks for in seconds, if there is time', () => {
		const retries = new Retries(20);
		expect([1, 2, 3].map(() => retries.next('later', '7'))).toEqual([7000, 7000, undefined]);
	});

	it('last until the date that the server gives', () => {
		const wait = new Retries(90).next('later', retryAfter(10));
		expect(wait).toBeGreaterThan(8000);
		expect(wait).toBeLessThanOrEqual(10_000);
	});

	it.each(['86400', retryAfter(86_400)])('do not occur if the server asks for %p', (asked) => {
		expect(new Retries(90).next('later', asked)).toBeUndefined();
	});

	it.each(['', '0', 'soon', '-1', '1.5', 'NaN', '2031-01-01', 'Sun, 06 Nov 1994 08:49:37 GMT'])(
		'are the default ones if the server asks for %p, which is not a time',
		(asked) => about(500, new Retries(90).next('later', asked) ?? 0),
	);
});
