import { DateTime, type DateTimeUnit, type DurationUnit } from 'luxon';
import type { Engine, Field } from '../../../state';
import { formattingOf } from '../cells/dates';

/** The value of a date filter. */
export interface DateFilter {
	mode: string;
	timeZone: string;
	numberOfDays?: number;
	exactDate?: string;
	exactDateEnd?: string;
}

/** First and last millisecond of the period in a filter. */
export type Range = [from: number, to: number];

/** The period in a filter, or undefined for an unknown mode. */
export function rangeOf(
	engine: Engine,
	field: Field,
	filter: DateFilter,
	now: Date,
): Range | undefined {
	const { mode, timeZone, numberOfDays = 0, exactDate = '', exactDateEnd = '' } = filter;
	// The old engine takes an exact day in the field's time zone, v2 in the filter's.
	const zone = engine === 'v1' ? formattingOf(field).timeZone : timeZone;
	switch (mode) {
		case 'exactDate':
		case 'exactFormatDate':
			return span(DateTime.fromISO(exactDate, { zone }), 'day');
		case 'exactDateTime':
			return [Date.parse(exactDate), Date.parse(exactDate)];
		case 'dateRange': {
			const [from] = span(DateTime.fromISO(exactDate, { zone }), 'day');
			return [from, span(DateTime.fromISO(exactDateEnd, { zone }), 'day')[1]];
		}
	}
	return relativeRange(DateTime.fromJSDate(now, { zone: timeZone }), mode, numberOfDays);
}

const span = (day: DateTime, unit: DateTimeUnit): Range => [
	day.startOf(unit).toMillis(),
	day.endOf(unit).toMillis(),
];

const PERIOD = /^(last|current|next)(Week|Month|Year)(Period)?$/;
const DAY_AWAY = /^one(Week|Month|Year)(Ago|FromNow)$/;
const SINCE = /^(past|next)(Week|Month|Year)$/;
const SINCE_NUMBER = /^(past|next)NumberOf(Days|Weeks|Months|Years)$/;

function relativeRange(now: DateTime, mode: string, count: number): Range | undefined {
	const day = { today: 0, tomorrow: 1, yesterday: -1, daysAgo: -count, daysFromNow: count }[mode];
	if (day !== undefined) return span(now.plus({ days: day }), 'day');

	// "nextWeek" is the seven days from now, "nextWeekPeriod" is the next calendar week.
	const since = SINCE.exec(mode) ?? SINCE_NUMBER.exec(mode);
	if (since) {
		const unit = since[2].toLowerCase() as DurationUnit;
		const far = SINCE.test(mode) ? 1 : count;
		return since[1] === 'past'
			? [
					now
						.minus({ [unit]: far })
						.startOf('day')
						.toMillis(),
					now.endOf('day').toMillis(),
				]
			: [
					now.startOf('day').toMillis(),
					now
						.plus({ [unit]: far })
						.endOf('day')
						.toMillis(),
				];
	}
	const period = PERIOD.exec(mode);
	if (period) {
		const unit = period[2].toLowerCase() as DateTimeUnit;
		const step = { last: -1, current: 0, next: 1 }[period[1]] ?? 0;
		return span(now.plus({ [unit]: step }), unit);
	}
	const away = DAY_AWAY.exec(mode);
	if (away) {
		const unit = away[1].toLowerCase();
		return span(now.plus({ [unit]: away[2] === 'Ago' ? -1 : 1 }), 'day');
	}
	return undefined;
}
