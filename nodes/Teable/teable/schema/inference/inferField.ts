import { isDate } from '../../../values/objects';
import { isBlank } from '../../../values/quoted';
import { textOf } from '../cells/cellValue';
import { toTeableDate } from '../cells/dates';
import type { FieldDefinition } from '../fields/fieldDefinition';
import { LIMITS } from '../fields/limits';

/** Lists with more different strings than this are free text. v2 allows up to 1,000 choices. */
export const MOST_CHOICES = 100;

/** Longer strings get a field with several lines. */
const LONGEST_LINE = 255;

/** The field for the values of a column that are not blank, if they are all of its type. */
type Kind = (values: unknown[], column: Column) => FieldDefinition | undefined;

/** How the values of a column are interpreted. */
export interface Reading {
	/** The time zone of dates without one, and for showing dates, as an IANA name. */
	zone: string;
	/** Whether strings that look like numbers or booleans stay strings. */
	strict: boolean;
}

interface Column extends Reading {
	/** Whether some items have no value for it. */
	hasGaps: boolean;
}

/**
 * The field that returns the values of a column exactly as they were written, of the most specific type that fits all of
 * them. Values that would lose a digit, a zero or a space in any other type are text.
 *
 * @param values one for each item; blank and missing ones are ignored
 * @returns the definition, without a name
 */
export function inferField(values: unknown[], reading: Reading): FieldDefinition {
	const given = values.filter((value) => !isBlank(value));
	if (given.length === 0) return { type: 'singleLineText' };
	const column = { ...reading, hasGaps: given.length < values.length };
	for (const kind of KINDS) {
		const definition = kind(given, column);
		if (definition) return definition;
	}
	return text(given);
}

/** A cleared checkbox is an empty cell. So "no" differs from no value only if every item has a value. */
const checkbox: Kind = (values, { hasGaps, strict }) => {
	const takesWords = !hasGaps && !strict;
	const fits = (value: unknown) =>
		typeof value === 'boolean' ||
		(takesWords && typeof value === 'string' && BOOLEAN_WORD.test(value));
	return values.every(fits) ? { type: 'checkbox' } : undefined;
};

const BOOLEAN_WORD = /^(?:true|false|yes|no)$/i;

const number: Kind = (values, { strict }) => {
	const fits = (value: unknown) =>
		(typeof value === 'number' || (!strict && typeof value === 'string')) && isExact(String(value));
	if (!values.every(fits)) return undefined;
	const precision = values.reduce<number>((most, value) => Math.max(most, decimalsOf(value)), 0);
	return { type: 'number', options: { formatting: { type: 'decimal', precision } } };
};

/**
 * A decimal as JavaScript writes it: without leading or trailing zeros, or a redundant sign or exponent, and with up to
 * the five decimals that Teable shows.
 */
const EXACT = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d{0,4}[1-9])?$/;

/** A double can hold every decimal with this many digits. */
const MOST_DIGITS = 15;

const isExact = (decimal: string): boolean =>
	EXACT.test(decimal) && decimal.replace(/\D/g, '').length <= MOST_DIGITS;

const decimalsOf = (value: unknown): number => String(value).split('.')[1]?.length ?? 0;

/** Only days: next to times they would become midnights. */
const day: Kind = (values, { zone }) =>
	values.every(
		(value) => typeof value === 'string' && DAY.test(value) && isWritableDate(value, zone),
	)
		? dateField('None', zone)
		: undefined;

const moment: Kind = (values, { zone }) =>
	values.every((value) => isMoment(value) && isWritableDate(value, zone))
		? dateField('HH:mm', zone)
		: undefined;

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;

/** With milliseconds at most, as in a cell. */
const MOMENT =
	/^[1-9]\d{3}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

const isMoment = (value: unknown): boolean =>
	typeof value === 'string' ? MOMENT.test(value) : isDate(value);

/** Years after 9999 are written with a sign, which Teable cannot read. */
const isWritableDate = (value: unknown, zone: string): boolean =>
	/^\d/.test(toTeableDate(value, zone) ?? '');

const dateField = (time: 'None' | 'HH:mm', timeZone: string): FieldDefinition => ({
	type: 'date',
	options: { formatting: { date: 'YYYY-MM-DD', time, timeZone } },
});

/** Lists of strings in which each string can be a choice, and no list has duplicates. */
const choices: Kind = (values) => {
	const names = new Set<string>();
	for (const value of values) {
		if (!Array.isArray(value) || !value.every(isChoice)) return undefined;
		if (new Set(value).size < value.length) return undefined;
		for (const name of value) names.add(name);
		if (names.size > MOST_CHOICES) return undefined;
	}
	return {
		type: 'multipleSelect',
		options: { choices: [...names].map((name) => ({ name })) },
	};
};

/** When Teable converts the column, it splits names at commas and trims them. */
const isChoice = (value: unknown): value is string =>
	typeof value === 'string' &&
	value !== '' &&
	value === value.trim() &&
	value.length <= LIMITS.name &&
	!/[,\p{Cc}]/u.test(value);

const KINDS: Kind[] = [checkbox, number, day, moment, choices];

function text(values: unknown[]): FieldDefinition {
	if (!values.every(isLine)) return { type: 'longText' };
	const address = ADDRESSES.find(({ form }) => values.every((value) => form.test(String(value))));
	return {
		type: 'singleLineText',
		...(address && { options: { showAs: { type: address.type } } }),
	};
}

/** In a single-line text, the older engines replace line breaks and tabs with spaces. */
const isLine = (value: unknown): boolean =>
	(typeof value !== 'object' || isDate(value)) &&
	textOf(value).length <= LONGEST_LINE &&
	!/\p{Cc}/u.test(textOf(value));

const ADDRESSES = [
	{ type: 'url', form: /^https?:\/\/[^\s/]+\S*$/i },
	{ type: 'email', form: /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/ },
];
