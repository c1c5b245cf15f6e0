import { isEqual, isEqualWith, uniqWith } from 'lodash';

import { isObject } from '../../../values/objects';
import type { Field } from '../table';

/**
 * Whether a cell holds what was sent for it. Links, users and files are compared by the ID, title or address, whichever
 * was sent.
 */
export function holds(field: Field, sent: unknown, cell: unknown): boolean {
	const wanted = entriesOf(sent);
	const held = entriesOf(cell);
	return (
		wanted.length === held.length &&
		wanted.every((entry) => held.some((other) => isSame(field, entry, other)))
	);
}

/**
 * Whether a cell certainly already holds what is to be written, so that writing would change nothing. False if in
 * doubt. The order of lists counts, because Teable stores and shows it.
 */
export function holdsExactly({ type }: Field, sent: unknown, cell: unknown): boolean {
	if (isEmptyCell(sent)) return isEmptyCell(cell);
	switch (type) {
		case 'checkbox':
		case 'longText':
		case 'multipleSelect':
		case 'number':
		case 'rating':
		case 'singleLineText':
		case 'singleSelect':
			return isEqual(sent, cell);
		case 'date':
			return Date.parse(String(sent)) === Date.parse(String(cell));
		case 'link':
		case 'user':
			return areSame(sent, cell, ['id']);
		case 'attachment':
			return areSame(sent, cell, ['token', 'name']);
		default:
			return false;
	}
}

/** Whether two cells hold the same things, compared by what identifies them. */
const areSame = (sent: unknown, cell: unknown, keys: string[]): boolean =>
	isEqualWith([sent].flat(), [cell].flat(), (one: unknown, other: unknown) =>
		isObject(one) && isObject(other)
			? keys.every((key) => typeof one[key] === 'string' && one[key] === other[key])
			: undefined,
	);

/** Whether a cell is empty. A cleared checkbox is empty too. */
export const isEmptyCell = (cell: unknown): boolean => entriesOf(cell).length === 0;

function entriesOf(cell: unknown): unknown[] {
	const entries = [cell]
		.flat()
		.filter((entry) => entry !== null && entry !== undefined && entry !== '' && entry !== false);
	return uniqWith(entries, isEqual);
}

function isSame({ cellValueType }: Field, sent: unknown, held: unknown): boolean {
	if (isObject(held)) {
		const { id, token, title, email } = held;
		if (isObject(sent)) return token === undefined ? sent.id === id : sent.token === token;
		return sent === id || sent === title || sent === email;
	}
	if (cellValueType === 'dateTime') return Date.parse(String(sent)) === Date.parse(String(held));
	return isEqual(sent, held);
}
