import { DateTime } from 'luxon';

import { isBlank } from '../../../values/quoted';
import { textOf } from '../cellValue';
import { toTeableDate } from '../dates';
import type { FieldDefinition } from '../fieldDefinition';

/** Lists with more different texts than this hold free text. v2 takes 1,000 choices at most. */
export const MOST_CHOICES = 100;

const LONGEST_CHOICE = 100;

/** Longer texts are for reading, not for a line of a grid. */
const LONGEST_LINE = 255;

/** What a column is, if it is of one kind: given all its values that are not blank. */
type Kind = (values: unknown[], column: Column) => FieldDefinition | undefined;

/** How the values of a column are read. */
export interface Reading {
	/** Where a date without a zone is read, and dates are shown, as an IANA name. */
	zone: string;
	/** Whether texts that write a number, or true and false, are to stay texts. */
	strict: boolean;
}

interface Column extends Reading {
	/** Whether some items have no value for it. */
	hasGaps: boolean;
}

/**
 * The field that gives the values of a column back as they went in: of the most telling type that all of them
 * fit. What would lose a digit, a zero or a blank in any other type is text.
 *
 * @param values one for each item; a blank or missing one says nothing of the type
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

/** An unticked box is an empty cell, so words for "no" need a value in every item to be told from nothing. */
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
 * A decimal as JavaScript writes it: no zero in front or behind, no sign or exponent that says nothing, and no
 * more than the five decimals that Teable shows.
 */
const EXACT = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d{0,4}[1-9])?$/;

/** A double holds every decimal of so many digits. */
const MOST_DIGITS = 15;

const isExact = (decimal: string): boolean =>
	EXACT.test(decimal) && decimal.replace(/\D/g, '').length <= MOST_DIGITS;

const decimalsOf = (value: unknown): number => String(value).split('.')[1]?.length ?? 0;

/** Days alone: beside times they would become midnights. */
const day: Kind = (values, { zone }) =>
	values.every((value) => typeof value === 'string' && DAY.test(value) && isDate(value, zone))
		? dateField('None', zone)
		: undefined;

const moment: Kind = (values, { zone }) =>
	values.every((value) => isMoment(value) && isDate(value, zone))
		? dateField('HH:mm', zone)
		: undefined;

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;

/** With milliseconds at most: that is all a cell holds. */
const MOMENT =
	/^[1-9]\d{3}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

const isMoment = (value: unknown): boolean =>
	typeof value === 'string'
		? MOMENT.test(value)
		: value instanceof Date || DateTime.isDateTime(value);

/** Years behind 9999 are written with a sign, which Teable does not read. */
const isDate = (value: unknown, zone: string): boolean =>
	/^\d/.test(toTeableDate(value, zone) ?? '');

const dateField = (time: 'None' | 'HH:mm', timeZone: string): FieldDefinition => ({
	type: 'date',
	options: { formatting: { date: 'YYYY-MM-DD', time, timeZone } },
});

/** Lists of texts, where each text can be a choice as it is and no list has one twice. */
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

/** Teable parts a name at its commas when it converts the column, and trims it. */
const isChoice = (value: unknown): value is string =>
	typeof value === 'string' &&
	value !== '' &&
	value === value.trim() &&
	value.length <= LONGEST_CHOICE &&
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

/** In a text of one line, the older engines make spaces of line breaks and tabs. */
const isLine = (value: unknown): boolean =>
	(typeof value !== 'object' || value instanceof Date || DateTime.isDateTime(value)) &&
	textOf(value).length <= LONGEST_LINE &&
	!/\p{Cc}/u.test(textOf(value));

const ADDRESSES = [
	{ type: 'url', form: /^https?:\/\/[^\s/]+\S*$/i },
	{ type: 'email', form: /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/ },
];
