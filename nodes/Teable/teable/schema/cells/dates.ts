import { DateTime } from 'luxon';

const BEGINS_WITH_DAY = /^\d{4}-?\d{2}-?\d{2}(?!\d)/;

const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/** A string with a time, not only a day. */
const HAS_TIME = /[T:]/i;

/**
 * Epoch milliseconds from March 1973 to the year 9999, or equally far before 1970. A smaller number is more likely
 * to be seconds, or the days of a spreadsheet.
 */
const isPlausible = (milliseconds: number): boolean =>
	Math.abs(milliseconds) >= 1e11 && Math.abs(milliseconds) <= 253_402_300_799_999;

/**
 * A date in the only form that Teable stores exactly: ISO 8601, UTC, with three decimals. Without the decimals, 1.10
 * interprets the time in the field's own zone, or cuts it to the day.
 *
 * @param value ISO 8601 text, with `T` or a space; epoch milliseconds; or a Date or luxon DateTime, as returned by
 * expressions
 * @param zone the time zone of a string without one, as an IANA name
 * @returns undefined if it is not a date: Teable would empty the cell, or turn 2026-13-45 into 2027-02-14. Also for a
 * number that is not a plausible time in milliseconds, and for a local time that is skipped when clocks go forward. A
 * local time that occurs twice means the first one.
 */
export function toTeableDate(value: unknown, zone: string): string | undefined {
	const date = parse(value, zone);
	return date?.isValid ? date.toJSDate().toISOString() : undefined;
}

function parse(value: unknown, zone: string): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'number') return isPlausible(value) ? DateTime.fromMillis(value) : undefined;
	if (typeof value !== 'string') return undefined;
	const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T');
	// In ISO 8601, '12' would be noon today and '1234' a year.
	if (!BEGINS_WITH_DAY.test(text)) return undefined;
	return HAS_ZONE.test(text) ? DateTime.fromISO(text) : inZone(text, zone);
}

/** A day without a time starts at its first moment, even if midnight is skipped. */
function inZone(text: string, zone: string): DateTime | undefined {
	const date = DateTime.fromISO(text, { zone });
	if (!date.isValid || date.zone.isUniversal || !HAS_TIME.test(text)) return date;
	return isSkipped(date, text) ? undefined : date.getPossibleOffsets()[0];
}

/** luxon moves a nonexistent local time to one that exists. */
const isSkipped = (date: DateTime, text: string): boolean =>
	date.toMillis() + date.offset * 60_000 !== DateTime.fromISO(text, { zone: 'utc' }).toMillis();

/**
 * What a date can look like, for the message that refuses a value.
 *
 * @param value a value for which `toTeableDate` returns undefined
 * @param zone the time zone of a string without one
 */
export function acceptedDates(value: unknown, zone: string): string {
	const usual = 'a date such as 2026-01-31 or 2026-01-31T10:30:00+01:00';
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) {
		const conversion = conversionOf(number);
		return conversion === undefined ? usual : `${usual}. ${conversion}`;
	}
	const isLocal = typeof value === 'string' && BEGINS_WITH_DAY.test(value.trim());
	return isLocal && DateTime.fromISO(value.trim().replace(' ', 'T'), { zone }).isValid
		? `${usual}. On that day this time does not exist in ${zone}, because clocks go forward`
		: usual;
}

/** How to convert numbers that other programs write for dates. */
function conversionOf(number: number): string | undefined {
	if (number >= 1 && number < 100_000) {
		return `If ${number} is a spreadsheet date, convert it: {{ DateTime.fromISO('1899-12-30').plus({ days: ${number} }) }}`;
	}
	return number >= 1e8 && number < 1e11
		? `If ${number} is in seconds, convert it: {{ DateTime.fromSeconds(${number}) }}`
		: undefined;
}
