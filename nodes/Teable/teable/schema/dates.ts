import { DateTime } from 'luxon';

const BEGINS_WITH_DAY = /^\d{4}-?\d{2}-?\d{2}(?!\d)/;

const HAS_ZONE = /(?:z|[+-]\d{2}:?\d{2})$/i;

/**
 * A date as Teable stores it exactly: ISO 8601, UTC, with three decimals. Without the decimals 1.10 reads
 * the time again in the field's own zone, or cuts it to the day.
 *
 * @param value ISO 8601 text, with `T` or a space; epoch milliseconds; or a Date or luxon DateTime, as
 * expressions give them
 * @param zone where a text without a zone is read, as an IANA name
 * @returns undefined when it is no date: Teable would empty the cell, or make 2027-02-14 of 2026-13-45
 */
export function toTeableDate(value: unknown, zone: string): string | undefined {
	const date = parse(value, zone);
	return date?.isValid ? date.toJSDate().toISOString() : undefined;
}

function parse(value: unknown, zone: string): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (typeof value === 'number') return DateTime.fromMillis(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T');
	// ISO 8601 takes '12' for noon today and '1234' for a year.
	if (!BEGINS_WITH_DAY.test(text)) return undefined;
	return DateTime.fromISO(text, HAS_ZONE.test(text) ? {} : { zone });
}
