import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { toBoolean } from '../../values/booleans';
import { isBeyondDouble, toNumber } from '../../values/numbers';
import { quoted } from '../../values/quoted';
import { several } from '../../values/several';
import { acceptedDates, toTeableDate } from './dates';
import type { Field } from './table';
import { isWritable } from './table';

/** How values are turned into cells. */
export interface CellRules {
	/** Whether a value must have the field's own type; else it is converted where nothing is lost. */
	strict: boolean;
	/** Whether a choice that the field does not have yet is to be made. */
	newChoices: boolean;
	/** Where a date without a zone is read when the field names none, as an IANA name. */
	timezone: string;
}

/** A cell to send, or why the field does not take the value. */
export type Cell = { cell: unknown } | { accepts: string };

/**
 * Turns a value into the cell of a field, so that nothing is left for Teable to guess: what it cannot
 * convert it empties without a word. Links, users and attachments are not made here: they have to be looked
 * up, or brought to Teable, first.
 */
export function toCell(field: Field, value: unknown, rules: CellRules): Cell {
	// Teable answers a bare 500, which says nothing of the row.
	if (holds(NUL, value)) return { accepts: 'a text without the character NUL (U+0000)' };
	// The older engines answer the same, and v2 puts a sign of its own in its place.
	if (holds(HALF, value)) return { accepts: 'a text without half a character (a lone surrogate)' };
	switch (field.type) {
		case 'singleLineText':
			return lineCell(value, rules);
		case 'longText':
			return textCell(value, rules);
		case 'number':
			return numberCell(value, rules);
		case 'rating':
			return ratingCell(field, value, rules);
		case 'checkbox':
			return checkboxCell(value, rules);
		case 'date':
			return dateCell(field, value, rules);
		case 'singleSelect':
			return selectCell(field, value, rules);
		case 'multipleSelect':
			return multipleSelectCell(field, value, rules);
		default:
			return isWritable(field) ? { cell: value } : computedCell(field, value, rules);
	}
}

/** A value to compare with what Teable fills itself. */
function computedCell(field: Field, value: unknown, rules: CellRules): Cell {
	switch (field.cellValueType) {
		case 'number':
			return numberCell(value, rules);
		case 'dateTime':
			return dateCell(field, value, rules);
		case 'boolean':
			return checkboxCell(value, rules);
		default:
			return textCell(value, rules);
	}
}

/** The zone in which a date field shows its values. */
export const zoneOf = (field: Field, fallback: string): string => {
	const formatting = field.options?.formatting as IDataObject | undefined;
	return typeof formatting?.timeZone === 'string' ? formatting.timeZone : fallback;
};

/** The names of a select field's choices. */
export const choicesOf = (field: Field): string[] =>
	((field.options?.choices as Array<{ name: string }> | undefined) ?? []).map(({ name }) => name);

const NUL = /\0/;

const HALF = /\p{Surrogate}/u;

const holds = (what: RegExp, value: unknown): boolean =>
	typeof value === 'string'
		? what.test(value)
		: Array.isArray(value) && value.some((entry) => holds(what, entry));

/** The older engines make a space of a line break, v2 keeps it: it is the same on each here. */
function lineCell(value: unknown, rules: CellRules): Cell {
	const text = textCell(value, rules);
	if (!('cell' in text) || !LINE_BREAK.test(String(text.cell))) return text;
	return rules.strict
		? { accepts: 'a text of one line' }
		: { cell: String(text.cell).replaceAll(LINE_BREAKS, ' ') };
}

const LINE_BREAK = /[\r\n]/;

const LINE_BREAKS = /\r\n|\r|\n/g;

function textCell(value: unknown, { strict }: CellRules): Cell {
	if (typeof value === 'string') return { cell: value };
	return strict ? { accepts: 'a text' } : { cell: textOf(value) };
}

/** A value as a text column holds it: dates in ISO 8601, lists and objects as JSON. */
export function textOf(value: unknown): string {
	if (value instanceof Date || DateTime.isDateTime(value)) return String(value.toJSON() ?? value);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function numberCell(value: unknown, { strict }: CellRules): Cell {
	const number = strict && typeof value !== 'number' ? undefined : toNumber(value);
	if (number !== undefined) return { cell: number };
	return { accepts: isBeyondDouble(value) ? FEWER_DIGITS : 'a number, e.g. 12.5' };
}

/** A double keeps any decimal of 15 digits, and few of more. */
const FEWER_DIGITS =
	'a number that it can store without losing digits: up to 15 of them; keep longer ones in a text column';

function ratingCell(field: Field, value: unknown, { strict }: CellRules): Cell {
	const max = Number(field.options?.max ?? 5);
	const number = strict && typeof value !== 'number' ? undefined : toNumber(value);
	if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= max) {
		return { cell: number };
	}
	const clears =
		number === 0 ? "; 0 clears the cell where 'Empty Values' is set to 'Clear the Cell'" : '';
	return { accepts: `a whole number from 1 to ${max}${clears}` };
}

function checkboxCell(value: unknown, { strict }: CellRules): Cell {
	if (typeof value === 'boolean') return { cell: value };
	// A model fills the argument of a tool with the words, as n8n has but texts for it there.
	const known = strict && value !== 'true' && value !== 'false' ? undefined : toBoolean(value);
	return known === undefined ? { accepts: 'true or false' } : { cell: known };
}

function dateCell(field: Field, value: unknown, { timezone }: CellRules): Cell {
	const zone = zoneOf(field, timezone);
	const cell = toTeableDate(value, zone);
	return cell === undefined ? { accepts: acceptedDates(value, zone) } : { cell };
}

function selectCell(field: Field, value: unknown, rules: CellRules): Cell {
	if (typeof value === 'object' || (rules.strict && typeof value !== 'string')) {
		return { accepts: 'the name of one choice' };
	}
	const name = String(value).trim();
	return takesChoice(field, name, rules) ? { cell: name } : { accepts: choiceList(field) };
}

function multipleSelectCell(field: Field, value: unknown, rules: CellRules): Cell {
	if (rules.strict && !Array.isArray(value)) return { accepts: 'a list of choices' };
	const given = several(value, (text) => choicesOf(field).includes(text));
	if (given.some((name) => typeof name === 'object')) return { accepts: 'a list of choices' };
	const names = given.map(String);
	const unknown = names.find((name) => !takesChoice(field, name, rules));
	if (unknown !== undefined) return { accepts: `${choiceList(field)}, but not ${quoted(unknown)}` };
	return names.length > 0 ? { cell: names } : { accepts: choiceList(field) };
}

/** A new choice is made by Teable unless the field forbids it; then the value would be dropped. */
const takesChoice = (field: Field, name: string, { newChoices }: CellRules): boolean =>
	choicesOf(field).includes(name) || (newChoices && field.options?.preventAutoNewOptions !== true);

const MOST_CHOICES_NAMED = 30;

function choiceList(field: Field): string {
	const choices = choicesOf(field);
	if (choices.length === 0) return "no choice yet; 'New Choices' can create them";
	const named = choices.slice(0, MOST_CHOICES_NAMED).map((name) => `'${name}'`);
	const others = choices.length - named.length;
	return `${field.type === 'multipleSelect' ? 'any of' : 'one of'} ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
