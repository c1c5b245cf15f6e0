import * as fc from 'fast-check';
import { DateTime } from 'luxon';

import {
	expiryOf,
	hasExpired,
	PERMANENT,
} from '../../../../../../nodes/Teable/resources/accessToken/shared/expiry';

const at = (now: string, zone = 'UTC') => DateTime.fromISO(now, { zone });

const days = (now: string, expiredTime: string, zone: string) =>
	expiryOf({ expiredTime }, 14, at(now, zone)).daysUntilExpiry;

describe('the days until expiry', () => {
	it.each([
		['2026-06-15T00:00:00Z', '2026-06-15T23:59:59Z', 0],
		['2026-06-15T23:59:58Z', '2026-06-16T00:00:00Z', 1],
		['2026-06-15T23:00:00Z', '2026-07-15T01:00:00Z', 30],
		['2024-02-28T12:00:00Z', '2024-03-01T12:00:00Z', 2],
		['2026-06-15T12:00:00Z', '2026-06-15T11:00:00Z', -1],
		['2026-06-15T12:00:00Z', '2026-06-12T13:00:00Z', -3],
	])('are calendar days: from %s to %s they are %i', (now, expiredTime, expected) => {
		expect(days(now, expiredTime, 'UTC')).toBe(expected);
	});

	it('follow the time zone: tomorrow in Auckland is still today in New York', () => {
		const [now, expiredTime] = ['2026-06-15T11:30:00Z', '2026-06-15T12:30:00Z'];
		expect(days(now, expiredTime, 'Pacific/Auckland')).toBe(1);
		expect(days(now, expiredTime, 'America/New_York')).toBe(0);
	});

	it('follow the time zone: tomorrow in New York is still today in Auckland', () => {
		const [now, expiredTime] = ['2026-06-15T03:30:00Z', '2026-06-15T04:30:00Z'];
		expect(days(now, expiredTime, 'America/New_York')).toBe(1);
		expect(days(now, expiredTime, 'Pacific/Auckland')).toBe(0);
	});

	it.each([
		['a day of 23 hours', '2026-03-28T12:00:00+01:00', '2026-03-30T00:30:00+02:00', 2],
		['a day of 25 hours', '2026-10-24T23:30:00+02:00', '2026-10-26T00:00:00+01:00', 2],
		['the end of a day of 25 hours', '2026-10-25T00:00:00+02:00', '2026-10-25T23:59:59+01:00', 0],
	])('count %s as a day', (_what, now, expiredTime, expected) => {
		expect(days(now, expiredTime, 'Europe/Berlin')).toBe(expected);
	});

	it('are negative exactly when Teable refuses the token, in every time zone', () => {
		const zones = ['UTC', 'Pacific/Auckland', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin'];
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
				fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }),
				fc.constantFrom(...zones),
				(date, offset, zone) => {
					const now = DateTime.fromJSDate(date, { zone });
					const expiredTime = new Date(date.getTime() + offset).toISOString();
					const { status, daysUntilExpiry } = expiryOf({ expiredTime }, 0, now);
					expect(status === 'expired').toBe(offset <= 1000);
					expect(daysUntilExpiry < 0).toBe(status === 'expired');
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe('the status of a token', () => {
	const statusOf = (expiredTime: string, warnBeforeDays: number) =>
		expiryOf({ expiredTime }, warnBeforeDays, at('2026-06-15T12:00:00Z')).status;

	it.each([
		['2026-06-29T23:59:59Z', 14, 'expiring'],
		['2026-06-30T00:00:00Z', 14, 'valid'],
		['2026-06-15T23:59:59Z', 0, 'expiring'],
		['2026-06-16T00:00:00Z', 0, 'valid'],
		['2026-06-15T12:00:02Z', 0, 'expiring'],
		['2026-06-15T12:00:01Z', 0, 'expired'],
		['2026-06-15T11:59:59Z', 365, 'expired'],
	])('that expires at %s, with a warning %i days before, is %s', (expiredTime, warn, expected) => {
		expect(statusOf(expiredTime, warn)).toBe(expected);
	});

	it('is expired a second before its expiry, when Teable refuses it', () => {
		const expiredTime = '2026-06-15T12:00:00.000Z';
		expect(hasExpired(expiredTime, at('2026-06-15T11:59:58.999Z'))).toBe(false);
		expect(hasExpired(expiredTime, at('2026-06-15T11:59:59.000Z'))).toBe(true);
	});
});

describe('other facts about a token', () => {
	const now = at('2026-06-15T12:00:00Z');

	it('never expires on 2099-12-31 or later', () => {
		expect(expiryOf({ expiredTime: PERMANENT }, 14, now).neverExpires).toBe(true);
		expect(expiryOf({ expiredTime: '2150-01-01T00:00:00.000Z' }, 14, now).neverExpires).toBe(true);
		expect(expiryOf({ expiredTime: '2099-12-30T23:59:59.999Z' }, 14, now).neverExpires).toBe(false);
	});

	it.each([
		['2026-06-15T00:00:00Z', 0],
		['2026-06-14T23:59:59Z', 1],
		['2026-05-16T12:00:00Z', 30],
		[undefined, null],
	])('last used at %s was used %p days ago', (lastUsedTime, expected) => {
		const { daysSinceLastUse } = expiryOf({ expiredTime: PERMANENT, lastUsedTime }, 14, now);
		expect(daysSinceLastUse).toBe(expected);
		expect(Object.is(daysSinceLastUse, -0)).toBe(false);
	});
});
