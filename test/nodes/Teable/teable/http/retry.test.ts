import { DateTime } from 'luxon';

import { retryDelay } from '../../../../../nodes/Teable/teable/http/retry';

describe('the wait before a request is sent again', () => {
	it.each([
		[0, 375, 625],
		[1, 750, 1250],
		[2, 1500, 2500],
	])('doubles each time, give or take a quarter: after %i tries', (retries, least, most) => {
		for (let n = 0; n < 200; n++) {
			expect(retryDelay(retries)).toBeGreaterThanOrEqual(least);
			expect(retryDelay(retries)).toBeLessThanOrEqual(most);
		}
	});

	it('is what the server asks for in seconds', () => {
		expect(retryDelay(0, '7')).toBe(7000);
		expect(retryDelay(2, ' 0 ')).toBe(0);
	});

	it('is until the date the server names', () => {
		const delay = retryDelay(0, DateTime.utc().plus({ seconds: 10 }).toHTTP());
		expect(delay).toBeGreaterThan(8000);
		expect(delay).toBeLessThanOrEqual(10_000);
	});

	it('is nothing when that date has passed', () => {
		expect(retryDelay(0, 'Sun, 06 Nov 1994 08:49:37 GMT')).toBe(0);
	});

	it('is a minute at most, whatever the server asks for', () => {
		expect(retryDelay(0, '86400')).toBe(60_000);
		expect(retryDelay(0, DateTime.utc().plus({ days: 1 }).toHTTP())).toBe(60_000);
	});

	it.each(['', 'soon', '-1', '1.5', 'NaN', '2031-01-01'])(
		'is the usual one when the server asks for %p, which HTTP does not know',
		(retryAfter) => {
			expect(retryDelay(0, retryAfter)).toBeGreaterThanOrEqual(375);
			expect(retryDelay(0, retryAfter)).toBeLessThanOrEqual(625);
		},
	);
});
