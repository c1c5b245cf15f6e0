import type { IDataObject } from 'n8n-workflow';

import { toBoolean } from '../../../values/booleans';
import { isBeyondDouble, toNumber } from '../../../values/numbers';
import { isDate } from '../../../values/objects';
import { quoted } from '../../../values/quoted';
import { several } from '../../../values/several';
import { acceptedDates, toTeableDate } from './dates';
import { choiceNames } from '../choices';
import type { Field } from '../table';
import { isWritable } from '../table';

/** How values are converted to cells. */
export interface CellRules {
	/** Whether a value must have the field's own type. Otherwise it is converted if nothing is lost. */
	strict: boolean;
	/** Whether to create choices that the field does not have yet. */
	newChoices: boolean;
	/** The time zone of dates without one if the field has none, as an IANA name. */
	timezone: string;
}

/** A cell to send, or what the field accepts instead. */
export type Cell = { cell: unknown } | { accepts: string };

/**
 * Converts a value to the cell of a field, so that Teable has nothing to guess: it silently empties what it cannot
 * convert. Links, users and attachments are not handled here, because they must first be looked up or uploaded.
 */
export function toCell(field: Field, value: unknown, rules: CellRules): Cell {
	// Teable answers a bare 500 that does not mention the row.
	if (holds(NUL, value)) return { accepts: 'text without the character NUL (U+0000)' };
	// The older engines answer the same, and v2 replaces it.
	if (holds(HALF, value)) return { accepts: 'text without half a character (a lone surrogate)' };
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

/** A value to compare with a field that Teable fills in itself. */
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

/** The time zone in which a date field shows its values. */
export const zoneOf = (field: Field, fallback: string): string => {
	const formatting = field.options?.formatting as IDataObject | undefined;
	return typeof formatting?.timeZone === 'string' ? formatting.timeZone : fallback;
};

const NUL = /\0/;

const HALF = /\p{Surrogate}/u;

const holds = (what: RegExp, value: unknown): boolean =>
	typeof value === 'string'
		? what.test(value)
		: Array.isArray(value) && value.some((entry) => holds(what, entry));

/** The older engines replace a line break with a space, and v2 keeps it. Here the result is the same on each. */
function lineCell(value: unknown, rules: CellRules): Cell {
	const text = textCell(value, rules);
	if (!('cell' in text) || !LINE_BREAK.test(String(text.cell))) return text;
	return rules.strict
		? { accepts: 'single-line text' }
		: { cell: String(text.cell).replaceAll(LINE_BREAKS, ' ') };
}

const LINE_BREAK = /[\r\n]/;

const LINE_BREAKS = /\r\n|\r|\n/g;

function textCell(value: unknown, { strict }: CellRules): Cell {
	if (typeof value === 'string') return { cell: value };
	return strict ? { accepts: 'text' } : { cell: textOf(value) };
}

/** A value in the form of a text column: dates in ISO 8601, lists and objects as JSON. */
export function textOf(value: unknown): string {
	if (isDate(value)) return String(value.toJSON() ?? value);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function numberCell(value: unknown, { strict }: CellRules): Cell {
	const number = strict && typeof value !== 'number' ? undefined : toNumber(value);
	if (number !== undefined) return { cell: number };
	return { accepts: isBeyondDouble(value) ? FEWER_DIGITS : 'a number, e.g. 12.5' };
}

/** A double can hold any decimal of up to 15 digits, but few longer ones. */
const FEWER_DIGITS = 'a number of up to 15 digits. Store longer ones in a text column';

function ratingCell(field: Field, value: unknown, { strict }: CellRules): Cell {
	const max = Number(field.options?.max ?? 5);
	const number = strict && typeof value !== 'number' ? undefined : toNumber(value);
	if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= max) {
		return { cell: number };
	}
	const clears =
		number === 0
			? ", or 0 to clear the cell if 'Empty Values' under 'Options' is Clear the Cell"
			: '';
	return { accepts: `a whole number from 1 to ${max}${clears}` };
}

function checkboxCell(value: unknown, { strict }: CellRules): Cell {
	if (typeof value === 'boolean') return { cell: value };
	// A model fills in tool arguments as the words 'true' and 'false', because n8n declares them as strings.
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
	const given = several(value, (text) => choiceNames(field).includes(text));
	if (given.some((name) => typeof name === 'object')) return { accepts: 'a list of choices' };
	const names = given.map(String);
	const unknown = names.find((name) => !takesChoice(field, name, rules));
	if (unknown !== undefined) return { accepts: `${choiceList(field)}, but not ${quoted(unknown)}` };
	return names.length > 0 ? { cell: names } : { accepts: choiceList(field) };
}

/** Teable creates a new choice unless the field forbids it. Then Teable would drop the value. */
const takesChoice = (field: Field, name: string, { newChoices }: CellRules): boolean =>
	choiceNames(field).includes(name) ||
	(newChoices && field.options?.preventAutoNewOptions !== true);

const MOST_CHOICES_NAMED = 30;

function choiceList(field: Field): string {
	const choices = choiceNames(field);
	if (choices.length === 0)
		return 'only choices, and has none yet. Add some with Field > Change Choices';
	const named = choices.slice(0, MOST_CHOICES_NAMED).map((name) => `'${name}'`);
	const others = choices.length - named.length;
	return `${field.type === 'multipleSelect' ? 'any of' : 'one of'} ${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
