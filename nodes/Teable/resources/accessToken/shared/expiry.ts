import { DateTime } from 'luxon';

/** Teable's own "permanent": its form sends this date. There is no token without an expiry. */
export const PERMANENT = '2099-12-31T00:00:00.000Z';

/** Teable refuses a token from one second before its expiry on. */
const REFUSED_BEFORE = { seconds: 1 };

export type ExpiryStatus = 'valid' | 'expiring' | 'expired';

export interface Expiry {
	status: ExpiryStatus;
	/** Whole calendar days in the zone; negative from the moment of expiry on. */
	daysUntilExpiry: number;
	neverExpires: boolean;
	/** Whole calendar days in the zone; null when the token was never used. */
	daysSinceLastUse: number | null;
}

/** Whether Teable refuses a token with this `expiredTime` (ISO 8601) by now. */
export const hasExpired = (expiredTime: string, now: DateTime = DateTime.now()): boolean =>
	DateTime.fromISO(expiredTime).minus(REFUSED_BEFORE) <= now;

/**
 * How a token stands at `now`.
 *
 * @param token its times, ISO 8601
 * @param warnBeforeDays from how many days before its expiry on a token counts as expiring
 * @param now in the zone whose calendar days are counted
 */
export function expiryOf(
	token: { expiredTime: string; lastUsedTime?: string },
	warnBeforeDays: number,
	now: DateTime,
): Expiry {
	const expired = hasExpired(token.expiredTime, now);
	const days = calendarDays(now, token.expiredTime);
	const daysUntilExpiry = expired ? Math.min(days, -1) : days;
	return {
		status: expired ? 'expired' : daysUntilExpiry <= warnBeforeDays ? 'expiring' : 'valid',
		daysUntilExpiry,
		neverExpires: DateTime.fromISO(token.expiredTime) >= DateTime.fromISO(PERMANENT),
		// Zero, not minus zero, for a token used today.
		daysSinceLastUse:
			token.lastUsedTime === undefined ? null : 0 - calendarDays(now, token.lastUsedTime),
	};
}

/** Midnights between two moments, counted in the zone of `from`; a day of 23 hours is a day. */
const calendarDays = (from: DateTime, to: string): number =>
	Math.round(
		DateTime.fromISO(to).setZone(from.zone).startOf('day').diff(from.startOf('day'), 'days').days,
	);
