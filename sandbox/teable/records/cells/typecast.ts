import type { Field } from '../../../state';
import { addChoice } from './choices';
import { keptText, type CellContext } from './cells';
import { readDate } from './dates';
import { digitsOf } from './digits';
import { titleOf } from './values';

/**
 * Accepts a value with typecast: converts it if possible, and otherwise **leaves the cell empty without an error**.
 * New choices are added to the field.
 */
export function castCell(context: CellContext, field: Field, value: unknown): unknown {
	if (value === null || value === undefined) return undefined;
	const { engine } = context;
	switch (field.type) {
		case 'number':
			return castNumber(field, value);
		case 'checkbox':
			return value ? true : undefined;
		case 'rating':
			return castRating(context, field, castNumber(field, value));
		case 'singleSelect':
			return castChoices(field, value)[0];
		case 'multipleSelect': {
			const names = castChoices(field, value);
			const isEmptyList = engine === 'v2' && Array.isArray(value) && value.length === 0;
			return names.length > 0 || isEmptyList ? names : undefined;
		}
		case 'date':
			return value === '' ? undefined : readDate(engine, field, value, context.now);
		case 'user':
			return fitted(field, castUsers(context, value));
		case 'link':
			return castLinks(context, field, value);
		case 'attachment':
			return castAttachments(context, value);
		case 'button':
			return engine === 'v1' ? value : undefined;
		default:
			return castText(context, field, value);
	}
}

function castText({ engine }: CellContext, field: Field, value: unknown) {
	const text = String(value as string);
	return engine === 'v2' ? text : keptText(field, text);
}

function castNumber(field: Field, value: unknown) {
	if (typeof value === 'number') return value;
	return typeof value === 'string' ? digitsOf(field, value) : undefined;
}

/** The old engine rounds, and limits only at the top. v2 limits at both ends and doesn't round. */
function castRating({ engine }: CellContext, field: Field, number: number | undefined) {
	if (number === undefined) return undefined;
	const top = Number(field.options.max ?? 5);
	return engine === 'v1' ? Math.min(Math.round(number), top) : Math.max(1, Math.min(number, top));
}

function castChoices(field: Field, value: unknown): string[] {
	const many =
		field.type === 'multipleSelect' && typeof value === 'string' ? value.split(',') : value;
	const names = [many].flat().map((name) => String(name).trim());
	const given = names.filter((name) => name !== '');
	for (const name of given) addChoice(field, name);
	return given;
}

const fitted = (field: Field, items: unknown[]) =>
	field.isMultipleCellValue ? (items.length > 0 ? items : undefined) : items[0];

/** By ID, name or email. An object is identified by its ID, which is checked later. */
function castUsers({ state }: CellContext, value: unknown) {
	const texts = typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value;
	return [texts].flat().flatMap((item: unknown) => {
		if (typeof item === 'object' && item !== null) return [item];
		const user = [...state.users.values()].find(({ id, name, email }) =>
			[id, name, email].includes(String(item)),
		);
		return user ? [{ id: user.id, title: user.name }] : [];
	});
}

/** By ID or title. Values that match no record are dropped. */
function castLinks(context: CellContext, field: Field, value: unknown) {
	const isMany = field.isMultipleCellValue === true;
	const wrongShape = isMany
		? !Array.isArray(value) && typeof value === 'object'
		: Array.isArray(value);
	// On the old engine, one object for several links, or a list for one link, clears the cell.
	if (context.engine === 'v1' && wrongShape) return undefined;
	const texts = isMany && typeof value === 'string' ? value.split(',') : value;
	const links = [texts].flat().flatMap((item: unknown) => {
		const { id } = (typeof item === 'object' ? item : {}) as { id?: string };
		if (id !== undefined) return context.engine === 'v2' || id.startsWith('rec') ? [{ id }] : [];
		const found = findByIdOrTitle(context, field, String(item).trim());
		return found ? [{ id: found }] : [];
	});
	return fitted(field, links);
}

function findByIdOrTitle({ state }: CellContext, field: Field, text: string) {
	const foreign = state.tables.get(String(field.options.foreignTableId));
	if (!foreign) return undefined;
	if (foreign.records.has(text)) return text;
	for (const record of foreign.records.values()) {
		if (titleOf(state, foreign, record) === text) return record.id;
	}
	return undefined;
}

function castAttachments({ engine }: CellContext, value: unknown) {
	const files = Array.isArray(value) ? value : [];
	const keys =
		engine === 'v1' ? ['id', 'name', 'path', 'token', 'size', 'mimetype'] : ['name', 'token'];
	const fit = files.every((file: unknown) =>
		keys.every((key) => typeof file === 'object' && file !== null && key in file),
	);
	return fit && files.length > 0 ? files : undefined;
}
