import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { toBoolean } from '../../../values/booleans';
import { toNumber } from '../../../values/numbers';
import { zoneOf } from './cellValue';
import { toTeableDate } from './dates';
import { isObject } from '../../../values/objects';
import type { Field } from '../table';

/**
 * Whether a cell means the same as before its field was changed: `12` and `'12'` do, and so do a string and the choice of
 * that name. Examples that do not: 15 for `'1,5'`, a choice for each part of a string with commas, a day for a time. False
 * if in doubt.
 *
 * @param was the value of the cell in the field `before`
 * @param is its value in the field `after`
 */
export function meansTheSame(before: Field, was: unknown, after: Field, is: unknown): boolean {
	const held = entriesOf(was);
	const holds = entriesOf(is);
	if (holds.length === held.length) {
		return held.every((entry, index) => isSame(before, entry, after, holds[index]));
	}
	if (holds.length === 0) return after.cellValueType === 'boolean' && held.every(isNo);
	return holds.length === 1 && isListOf(held.map(nameOf), holds[0]);
}

const entriesOf = (cell: unknown): unknown[] =>
	[cell].flat().filter((entry) => entry !== null && entry !== undefined && entry !== '');

/** A cleared checkbox is an empty cell. */
const isNo = (entry: unknown): boolean => toBoolean(entry) === false;

/** A list as a string that still shows each of its names. */
const isListOf = (names: Array<string | undefined>, text: unknown): boolean =>
	names.every((name) => name !== undefined && !name.includes(',')) && names.join(', ') === text;

function isSame(before: Field, was: unknown, after: Field, is: unknown): boolean {
	if (isObject(is)) {
		return isObject(was) ? was.id === is.id : [is.title, is.email, is.id].includes(nameOf(was));
	}
	switch (after.cellValueType) {
		case 'boolean':
			return toBoolean(was) === is;
		case 'number':
			return typeof was === 'string' ? isNumber(was, is) : was === is;
		case 'dateTime':
			return isTime(before, was, after, is);
		default:
			return isText(before, was, String(is));
	}
}

function isText(before: Field, was: unknown, is: string): boolean {
	switch (before.cellValueType) {
		case 'boolean':
			return toBoolean(is) === was;
		case 'number':
			return numberIn(before, is) === was;
		case 'dateTime':
			return timesIn(before, is).includes(Date.parse(String(was)));
		default:
			return nameOf(was) === is.trim();
	}
}

/** A string, or the title of a record or user; undefined for a file, which is more than its name. */
function nameOf(entry: unknown): string | undefined {
	if (!isObject(entry)) return String(entry).trim();
	return typeof entry.title === 'string' ? entry.title.trim() : undefined;
}

/** A leading zero or plus belongs to a code or a phone number. */
const isNumber = (text: string, is: unknown): boolean =>
	!/^(?:\+|-?0\d)/.test(text.trim()) && toNumber(text) === is;

/** The number that a string shows in the format of its field. */
function numberIn({ options }: Field, text: string): number | undefined {
	const { type, symbol } = (options?.formatting ?? {}) as IDataObject;
	if (type === 'percent') return toNumber(text.replace(/%$/, 'e-2'));
	if (type !== 'currency') return toNumber(text);
	return toNumber(text.replace(String(symbol ?? ''), '').replaceAll(',', ''));
}

function isTime(before: Field, was: unknown, after: Field, is: unknown): boolean {
	const time = Date.parse(String(is));
	if (typeof was === 'number') return Date.parse(toTeableDate(was, 'utc') ?? '') === time;
	const text = String(was);
	if (before.cellValueType === 'dateTime') return Date.parse(text) === time;
	return timesIn(after, text).includes(time) || isDayShown(after, text, time);
}

/** v2 starts a day in UTC. It is the same day if the field shows no time and the day has started by then. */
function isDayShown(field: Field, text: string, time: number): boolean {
	const { time: shown = 'None' } = formattingOf(field);
	const day = DateTime.fromMillis(time, { zone: zoneOf(field, 'utc') }).toISODate();
	return shown === 'None' && day === text.trim();
}

/** The times that a string can mean: in ISO 8601, or in the format of its field. */
function timesIn(field: Field, text: string): number[] {
	const { date = 'YYYY-MM-DD', time = 'None' } = formattingOf(field);
	const format = (time === 'None' ? date : `${date} ${time}`)
		.replace(/Y/g, 'y')
		.replace(/D/g, 'd')
		.replace(/A/g, 'a');
	const options = { zone: zoneOf(field, 'utc'), locale: 'en' };
	const written = text.trim();
	return [
		DateTime.fromISO(written.replace(' ', 'T'), options),
		DateTime.fromFormat(written, format, options),
	].map((found) => found.toMillis());
}

const formattingOf = ({ options }: Field): { date?: string; time?: string } =>
	(options?.formatting ?? {}) as { date?: string; time?: string };
