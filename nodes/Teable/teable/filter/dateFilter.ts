import type { IDataObject } from 'n8n-workflow';
import { DateTime, IANAZone } from 'luxon';

import { isObject } from '../../values/objects';
import { zoneOf } from '../schema/cells/cellValue';
import { toTeableDate } from '../schema/cells/dates';
import type { Operator } from './filterOperators';
import type { Field } from '../schema/table';
import { toNumber } from '../../values/numbers';

/** The value of a date condition in Teable's form. */
export interface DateValue extends IDataObject {
	mode: string;
	timeZone: string;
	numberOfDays?: number;
	/** ISO 8601 with three decimals: Teable answers 400 to anything else. */
	exactDate?: string;
}

/** A point in time, to the millisecond. Every other mode means whole days. */
export const EXACT_TIME = 'exactDateTime';

/** The modes of every date operator except Is Within. */
export const DAY_MODES: Record<string, string> = {
	exactDate: 'Exact Date',
	exactDateTime: 'Exact Date and Time',
	today: 'Today',
	tomorrow: 'Tomorrow',
	yesterday: 'Yesterday',
	daysAgo: 'Number of Days Ago',
	daysFromNow: 'Number of Days From Now',
	oneWeekAgo: 'One Week Ago',
	oneWeekFromNow: 'One Week From Now',
	oneMonthAgo: 'One Month Ago',
	oneMonthFromNow: 'One Month From Now',
	currentWeek: 'Current Week',
	currentMonth: 'Current Month',
	currentYear: 'Current Year',
	lastWeek: 'Last Week',
	lastMonth: 'Last Month',
	lastYear: 'Last Year',
	nextWeekPeriod: 'Next Week',
	nextMonthPeriod: 'Next Month',
	nextYearPeriod: 'Next Year',
};

/** The modes of Is Within, all relative to today. */
export const PERIOD_MODES: Record<string, string> = {
	pastWeek: 'The Past Week',
	pastMonth: 'The Past Month',
	pastYear: 'The Past Year',
	nextWeek: 'The Next Week',
	nextMonth: 'The Next Month',
	nextYear: 'The Next Year',
	pastNumberOfDays: 'The Past Number of Days',
	nextNumberOfDays: 'The Next Number of Days',
};

/** The modes that require a number of days. */
export const COUNTED_MODES = ['daysAgo', 'daysFromNow', 'pastNumberOfDays', 'nextNumberOfDays'];

/** A hundred years. */
export const MOST_DAYS = 36_500;

/**
 * The value of a date condition, in a form that both versions interpret in the same way: 1.10 counts days in the field's
 * own time zone, and 2026 in the zone of the value, so the value always has the field's zone.
 *
 * @param value `{ mode, exactDate, numberOfDays, timeZone }`, a date with or without a time, or the name of a mode;
 * `timeZone` is only the zone of `exactDate`
 * @param timezone the time zone if the field has none, as an IANA name
 * @returns the value, or what is accepted instead
 */
export function toDateValue(
	field: Field,
	operator: Operator,
	value: unknown,
	timezone: string,
): DateValue | { accepts: string } {
	const modes = operator === 'isWithIn' ? PERIOD_MODES : DAY_MODES;
	const given = normalised(value, modes);
	const mode = String(given.mode);
	if (!Object.hasOwn(modes, mode)) return { accepts: acceptedDates(modes) };
	const zone = zoneOfDays(field, timezone);
	if (COUNTED_MODES.includes(mode)) {
		const numberOfDays = toNumber(given.numberOfDays) ?? Number.NaN;
		return Number.isInteger(numberOfDays) && numberOfDays >= 0 && numberOfDays <= MOST_DAYS
			? { mode, numberOfDays, timeZone: zone }
			: { accepts: `'${mode}' with a whole 'numberOfDays' from 0 to ${MOST_DAYS}` };
	}
	if (mode !== 'exactDate' && mode !== EXACT_TIME) return { mode, timeZone: zone };

	const meantIn = given.timeZone === undefined ? zone : String(given.timeZone);
	if (!IANAZone.isValidZone(meantIn)) return { accepts: "a 'timeZone' such as Europe/Berlin" };
	const instant = toTeableDate(given.exactDate, meantIn);
	if (instant === undefined) return { accepts: acceptedDates(modes) };
	const exactDate = mode === EXACT_TIME ? instant : startOfDay(instant, meantIn, zone);
	return { mode, exactDate, timeZone: zone };
}

/** Whether a condition's value is a point in time. */
export const isExactTime = (value: unknown): value is DateValue & { exactDate: string } =>
	(value as DateValue | null)?.mode === EXACT_TIME;

/** Whether a condition's value is a day or period relative to today, which changes every day. */
export const countsFromToday = (value: unknown): boolean => {
	const { mode, exactDate } = (value ?? {}) as Partial<DateValue>;
	return mode !== undefined && exactDate === undefined;
};

/** The time zone for the days of a field. Teable of 2026 writes UTC in lower case, which 1.10 refuses. */
function zoneOfDays(field: Field, timezone: string): string {
	const zone = zoneOf(field, timezone);
	return zone.toUpperCase() === 'UTC' ? 'UTC' : zone;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function normalised(value: unknown, modes: Record<string, string>): IDataObject {
	if (typeof value === 'string') {
		const text = value.trim();
		if (Object.hasOwn(modes, text)) return { mode: text };
		return { mode: DAY.test(text) ? 'exactDate' : EXACT_TIME, exactDate: text };
	}
	if (!isObject(value)) return {};
	// Teable's own mode for a field that shows only months or years. It means the same days.
	return value.mode === 'exactFormatDate' ? { ...value, mode: 'exactDate' } : value;
}

/** The start, in the field's zone, of an instant's calendar day in another zone. */
function startOfDay(instant: string, meantIn: string, zone: string): string {
	const { year, month, day } = DateTime.fromISO(instant, { zone: meantIn });
	return DateTime.fromObject({ year, month, day }, { zone }).toJSDate().toISOString();
}

const acceptedDates = (modes: Record<string, string>): string =>
	`${'exactDate' in modes ? 'a date such as 2026-01-31 or 2026-01-31T10:30, or ' : ''}an object with 'mode', one of ${Object.keys(modes).join(', ')}`;
