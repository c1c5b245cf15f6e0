import { DateTime } from 'luxon';
import type { Engine, Field } from '../../../state';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/;
const INSTANT_V2 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const DAY_FIRST_YEAR = /^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d))?)?/;
const LOCAL = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?$/;
const US_DATE = /^(\d{1,2})\/(\d{1,2})\/\d{4}$/;
const TEXT_DATE = /^[A-Z][a-z]{2,8} \d{1,2}, \d{4}$/;

/** How a date field displays its values. The time zones "utc" and "UTC" are the same. */
export function formattingOf(field: Field): { date: string; time: string; timeZone: string } {
	const { formatting } = (field.options ?? {}) as { formatting?: Record<string, string> };
	return {
		date: formatting?.date ?? 'YYYY-MM-DD',
		time: formatting?.time ?? 'None',
		timeZone: formatting?.timeZone ?? 'UTC',
	};
}

/**
 * Reads a date as an engine does. Returns the instant in ISO, or undefined if it can't be read.
 *
 * The old engine is exact only for ISO with milliseconds. It reads any other text in the field's format and time
 * zone, so the time is moved or truncated. v2 keeps every instant that has a time zone.
 */
export function readDate(
	engine: Engine,
	field: Field,
	value: unknown,
	now: Date,
): string | undefined {
	if (value === 'now') return now.toISOString();
	if (typeof value === 'number') return isoOf(new Date(value));
	if (typeof value !== 'string') return undefined;
	const exact = engine === 'v1' ? INSTANT : INSTANT_V2;
	if (exact.test(value)) return isoOf(new Date(value));
	return engine === 'v1' ? readInFormat(field, value) : readLocal(field, value);
}

/** Old engine: stores what the format shows, so the time is lost if the field doesn't show it. */
export function readInFormat(field: Field, text: string) {
	const { time, timeZone } = formattingOf(field);
	const parts = DAY_FIRST_YEAR.exec(text);
	if (parts) {
		const [, year, month, day, hour = '0', minute = '0'] = parts.map((part) => part ?? undefined);
		const clock = time === 'None' ? [0, 0] : [Number(hour), Number(minute)];
		return inZone(timeZone, Number(year), Number(month), Number(day), clock);
	}
	const day = readDay(text);
	return day && inZone(timeZone, day.getFullYear(), day.getMonth() + 1, day.getDate(), [0, 0]);
}

/** 1.10.0: reads a number as `YYYY-MM-DD`, by the positions of its digits only. It even accepts a 73rd month. */
export function daysAsDayjsReads(field: Field, digits: string) {
	const parts = /^(\d{4}).(\d\d).(\d\d)/.exec(digits);
	if (!parts) return undefined;
	const [year, month, day] = parts.slice(1).map(Number);
	return inZone(formattingOf(field).timeZone, year, month, day || 1, [0, 0]);
}

/** v2: reads ISO without a time zone in the field's time zone, and other formats of a day in UTC. */
function readLocal(field: Field, text: string) {
	const parts = LOCAL.test(text) ? DAY_FIRST_YEAR.exec(text) : null;
	if (parts) {
		const [year, month, day, hour, minute, second] = parts
			.slice(1)
			.map((part) => Number(part ?? 0));
		return inZone(formattingOf(field).timeZone, year, month, day, [hour, minute, second]);
	}
	const looseDay = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
	if (looseDay) {
		const [year, month, date] = looseDay.slice(1).map(Number);
		return isoOf(new Date(Date.UTC(year, month - 1, date)));
	}
	const day = readDay(text);
	return day && isoOf(new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())));
}

/** "01/15/2026" and "Jan 15, 2026". "15/01/2026" is invalid, because the month comes first. */
function readDay(text: string): Date | undefined {
	const us = US_DATE.exec(text);
	if (us ? Number(us[1]) > 12 : !TEXT_DATE.test(text)) return undefined;
	const day = new Date(text);
	return Number.isNaN(day.getTime()) ? undefined : day;
}

/** A local time in a time zone. The 45th day of the 13th month is valid too: it overflows. */
function inZone(zone: string, year: number, month: number, day: number, clock: number[]) {
	const [hour = 0, minute = 0, second = 0] = clock;
	const utc = Date.UTC(year, month - 1, day, hour, minute, second);
	const local = DateTime.fromMillis(utc, { zone: 'utc' }).setZone(zone, { keepLocalTime: true });
	return isoOf(local.toJSDate());
}

const isoOf = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date.toISOString());
