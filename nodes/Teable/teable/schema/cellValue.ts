import type { IDataObject } from 'n8n-workflow';

import { toBoolean } from '../../values/booleans';
import { toNumber } from '../../values/numbers';
import { toTeableDate } from './dates';
import type { Field } from './table';
import { isWritable } from './table';

/** How values are turned into cells. */
export interface CellRules {
	/** Whether a value must have the field's own type; else it is converted where nothing is lost. */
	strict: boolean;
	/** Where a date without a zone is read when the field names none, as an IANA name. */
	timezone: string;
}

/** A cell to send, or why the field does not take the value. */
export type Cell = { cell: unknown } | { accepts: string };

/**
 * Turns a value into the cell of a field, so that nothing is left for Teable to guess: what it cannot
 * convert it empties without a word. Choices, links and users may still be given by name.
 */
export function toCell(field: Field, value: unknown, rules: CellRules): Cell {
	// Teable answers a bare 500, which says nothing of the row.
	if (holdsNul(value)) return { accepts: 'no text with the character NUL (U+0000)' };
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
		case 'link':
			return referenceCell(field, value, rules, LINK_ACCEPTS);
		case 'user':
			return referenceCell(field, value, rules, USER_ACCEPTS);
		case 'attachment':
			return Array.isArray(value) && value.every(isObject)
				? { cell: value }
				: { accepts: 'names of binary fields, web addresses, or attachments as Teable gives them' };
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

const holdsNul = (value: unknown): boolean =>
	typeof value === 'string' ? value.includes('\0') : Array.isArray(value) && value.some(holdsNul);

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
	if (strict) return { accepts: 'a text' };
	if (isObject(value) || Array.isArray(value)) return { cell: JSON.stringify(value) };
	return { cell: String(value) };
}

function numberCell(value: unknown, { strict }: CellRules): Cell {
	const number = strict && typeof value !== 'number' ? undefined : toNumber(value);
	return number === undefined ? { accepts: 'a number, e.g. 12.5' } : { cell: number };
}

function ratingCell(field: Field, value: unknown, { strict }: CellRules): Cell {
	const max = Number(field.options?.max ?? 5);
	const number = strict && typeof value !== 'number' ? undefined : toNumber(value);
	return number !== undefined && Number.isInteger(number) && number >= 1 && number <= max
		? { cell: number }
		: { accepts: `a whole number from 1 to ${max}` };
}

function checkboxCell(value: unknown, { strict }: CellRules): Cell {
	if (typeof value === 'boolean') return { cell: value };
	// A model fills the argument of a tool with the words, as n8n has but texts for it there.
	const known = strict && value !== 'true' && value !== 'false' ? undefined : toBoolean(value);
	return known === undefined ? { accepts: 'true or false' } : { cell: known };
}

function dateCell(field: Field, value: unknown, { timezone }: CellRules): Cell {
	const cell = toTeableDate(value, zoneOf(field, timezone));
	return cell === undefined
		? { accepts: 'a date such as 2026-01-31 or 2026-01-31T10:30:00+01:00' }
		: { cell };
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
	// A choice may itself hold a comma.
	const given =
		typeof value === 'string' && !choicesOf(field).includes(value)
			? value.split(',')
			: [value].flat();
	if (given.some((name) => typeof name === 'object')) return { accepts: 'a list of choices' };
	const names = given.map((name) => String(name).trim()).filter((name) => name !== '');
	return names.length > 0 && names.every((name) => takesChoice(field, name, rules))
		? { cell: names }
		: { accepts: choiceList(field) };
}

/** A new choice is made by Teable unless the field forbids it; then the value would be dropped. */
const takesChoice = (field: Field, name: string, { strict }: CellRules): boolean =>
	choicesOf(field).includes(name) || !(strict || field.options?.preventAutoNewOptions === true);

const choiceList = (field: Field): string =>
	`one of ${choicesOf(field)
		.map((name) => `'${name}'`)
		.join(', ')}`;

const LINK_ACCEPTS = 'the ID (rec…) or the title of a record in the linked table';

const USER_ACCEPTS = 'the ID (usr…), the name or the email address of a user of this base';

/**
 * Links and users: one value or a list, each an ID, a name, or `{ id }`. Whether a list is wanted depends
 * on the field: Teable empties a cell that gets the other.
 */
function referenceCell(field: Field, value: unknown, { strict }: CellRules, accepts: string): Cell {
	const multiple = field.isMultipleCellValue === true || field.options?.isMultiple === true;
	const given = typeof value === 'string' && multiple ? value.split(',') : [value].flat();
	const references = given
		.map((reference) => (typeof reference === 'string' ? reference.trim() : reference))
		.filter((reference) => reference !== '');
	// Without typecast Teable takes no user without a title.
	const titled = strict && field.type === 'user';
	const isUsable = (reference: unknown) =>
		isObject(reference)
			? typeof reference.id === 'string' &&
				/^(rec|usr)[A-Za-z0-9]+$/.test(reference.id) &&
				(!titled || typeof reference.title === 'string')
			: !strict && typeof reference === 'string';
	if (references.length === 0 || !references.every(isUsable)) {
		const form = titled ? "an object with 'id' and 'title'" : "an object with 'id'";
		return { accepts: strict ? `${accepts}, as ${form}` : accepts };
	}
	if (multiple) return { cell: references };
	return references.length > 1 ? { accepts: `only one: ${accepts}` } : { cell: references[0] };
}

/**
 * The fields whose value Teable did not keep, told by comparing the answer of a write with what was sent:
 * unknown titles of links, unknown users and the like are dropped without an error.
 */
export function lostFields(
	fields: Field[],
	sent: Record<string, unknown>,
	kept: Record<string, unknown>,
): Field[] {
	const lost = Object.keys(sent).filter((id) => sizeOf(sent[id]) > sizeOf(kept[id]));
	return lost.length === 0 ? [] : fields.filter(({ id }) => lost.includes(id));
}

/** How much a cell holds: nothing, one thing, or as many as its list is long. An unticked box is empty. */
function sizeOf(cell: unknown): number {
	if (cell === null || cell === undefined || cell === '' || cell === false) return 0;
	return Array.isArray(cell) ? new Set(cell.map((entry) => JSON.stringify(entry))).size : 1;
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
