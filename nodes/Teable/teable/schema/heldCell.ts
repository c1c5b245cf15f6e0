import { isEqual, uniqWith } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Field } from './table';

/**
 * Whether a cell holds what was sent for it. Links, users and files are told by what names them: the ID, the
 * title or the address, whichever was sent.
 */
export function holds(field: Field, sent: unknown, cell: unknown): boolean {
	const wanted = entriesOf(sent);
	const held = entriesOf(cell);
	return (
		wanted.length === held.length &&
		wanted.every((entry) => held.some((other) => isSame(field, entry, other)))
	);
}

/** Whether a cell holds nothing; an unticked box is empty. */
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

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
