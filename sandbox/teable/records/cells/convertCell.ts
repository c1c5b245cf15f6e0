import type { Field } from '../../../state';
import type { CellContext } from './cells';
import { choicesOf } from './choices';
import { daysAsDayjsReads, readInFormat } from './dates';
import { digitsOf } from './digits';
import { textOf } from './texts';
import { castCell } from './typecast';

/**
 * The value of a cell after its field gets another type. The old engine reads the displayed text again. v2 lets the
 * database convert, and so has other rules for numbers, dates and links.
 *
 * @param value the old value, as in answers
 */
export function convertCell(
	context: CellContext,
	before: Field,
	after: Field,
	value: unknown,
): unknown {
	if (value === undefined || after.isComputed) return undefined;
	if (before.type === 'link' && after.type === 'link') return relinked(after, value);
	const text = before.type === 'date' ? dateText(context, before, value) : textOf(before, value);
	switch (after.type) {
		case 'number':
		case 'rating':
			return numberCell(context, after, before.cellValueType === 'number' ? value : text);
		case 'checkbox':
			return text === '' ? undefined : true;
		case 'date':
			return dateCell(context, before, after, value, text);
		case 'multipleSelect':
			return castCell(
				context,
				after,
				text.split(',').map((name) => name.trim()),
			);
		case 'link':
			return castCell(context, after, linked(context, after, text));
		case 'attachment':
			return undefined;
		case 'singleLineText':
			return castCell(context, after, text.replace(/\n/g, ' '));
		default:
			return castCell(context, after, text);
	}
}

/** Only v2 accepts the titles of several records. */
function linked({ engine }: CellContext, { isMultipleCellValue }: Field, text: string) {
	if (engine === 'v2') return text.split(',').map((title) => title.trim());
	return isMultipleCellValue ? [text] : text;
}

/** The links that remain if the field takes only one record. */
function relinked({ isMultipleCellValue }: Field, value: unknown) {
	const links = [value].flat().map((link) => ({ id: (link as { id: string }).id }));
	return isMultipleCellValue ? links : links[0];
}

/** `2026-01-15 10:30:00+00`, as PostgreSQL writes it. */
function dateText({ engine }: CellContext, before: Field, value: unknown): string {
	if (engine === 'v1') return textOf(before, value);
	return new Date(String(value))
		.toISOString()
		.replace('T', ' ')
		.replace(/(\.000)?Z$/, '+00');
}

/** v2 accepts only text that is a number as a whole. The old engine takes the digits from any text. */
function numberCell({ engine }: CellContext, after: Field, value: unknown): number | undefined {
	const number = engine === 'v1' ? digitsOf(after, String(value)) : wholeNumber(String(value));
	if (number === undefined || after.type === 'number') return number;
	const top = Number(after.options.max ?? 5);
	return Math.min(engine === 'v1' ? Math.round(number) : number, top);
}

function wholeNumber(text: string): number | undefined {
	const number = /^[-+]?[\d.]+$/.test(text.trim()) ? parseFloat(text) : NaN;
	return Number.isNaN(number) ? undefined : number;
}

function dateCell(context: CellContext, before: Field, after: Field, value: unknown, text: string) {
	const { engine, state } = context;
	if (engine === 'v2') {
		const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
		return castCell(context, after, isDay ? `${text}T00:00:00Z` : value);
	}
	if (state.version !== '1.10.0') return castCell(context, after, text);
	return before.cellValueType === 'number'
		? daysAsDayjsReads(after, text)
		: readInFormat(after, text);
}

/** The first choices of a select field after its change. v2 keeps those that it had before. */
export function keepsChoices(
	{ engine }: CellContext,
	before: Field,
	type: string,
	sent: unknown,
): unknown {
	const isSelect = type === 'singleSelect' || type === 'multipleSelect';
	return engine === 'v2' && isSelect && sent === undefined ? choicesOf(before) : sent;
}
