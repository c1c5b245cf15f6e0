import { DateTime } from 'luxon';

/** The date that Teable's own form sends for "permanent". There is no token without an expiry. */
export const PERMANENT = '2099-12-31T00:00:00.000Z';

/** Teable rejects a token from one second before its expiry. */
const REFUSED_BEFORE = { seconds: 1 };

export type ExpiryStatus = 'valid' | 'expiring' | 'expired';

export interface Expiry {
	status: ExpiryStatus;
	/** Whole calendar days in the time zone; negative once expired. */
	daysUntilExpiry: number;
	neverExpires: boolean;
	/** Whole calendar days in the time zone; null if the token was never used. */
	daysSinceLastUse: number | null;
}

/** Whether Teable already rejects a token with this `expiredTime` (ISO 8601). */
export const hasExpired = (expiredTime: string, now: DateTime = DateTime.now()): boolean =>
	DateTime.fromISO(expiredTime).minus(REFUSED_BEFORE) <= now;

/**
 * The expiry of a token at `now`.
 *
 * @param token its times, ISO 8601
 * @param warnBeforeDays how many days before its expiry a token counts as expiring
 * @param now in the time zone whose calendar days are counted
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
		// 0 instead of -0 for a token used today.
		daysSinceLastUse:
			token.lastUsedTime === undefined ? null : 0 - calendarDays(now, token.lastUsedTime),
	};
}

/** The number of midnights between two times, in the zone of `from`; a day of 23 hours is a day. */
const calendarDays = (from: DateTime, to: string): number =>
	Math.round(
		DateTime.fromISO(to).setZone(from.zone).startOf('day').diff(from.startOf('day'), 'days').days,
	);
