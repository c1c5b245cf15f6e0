import type { Field } from '../state';
import type { CellContext } from './cells';
import { choicesOf } from './choices';
import { daysAsDayjsReads, readInFormat } from './dates';
import { digitsOf } from './digits';
import { textOf } from './texts';
import { castCell } from './typecast';

/**
 * What a cell holds once its field has another type. The old engine reads again what the field has shown; v2 lets the
 * database convert, so that it has other rules for numbers, dates and links.
 *
 * @param value what the cell held, as it is answered
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

/** Only v2 takes the titles of several records. */
function linked({ engine }: CellContext, { isMultipleCellValue }: Field, text: string) {
	if (engine === 'v2') return text.split(',').map((title) => title.trim());
	return isMultipleCellValue ? [text] : text;
}

/** What of the links one that takes a single record keeps. */
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

/** v2 takes only what is a number as a whole, the old engine the digits out of any text. */
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

/** The choices that a select field begins with after its change: v2 keeps those that it has had. */
export function keepsChoices(
	{ engine }: CellContext,
	before: Field,
	type: string,
	sent: unknown,
): unknown {
	const isSelect = type === 'singleSelect' || type === 'multipleSelect';
	return engine === 'v2' && isSelect && sent === undefined ? choicesOf(before) : sent;
}
