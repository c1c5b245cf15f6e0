import type { IDataObject } from 'n8n-workflow';

import { toBoolean } from '../../values/booleans';
import { toNumber } from '../../values/numbers';
import { several } from '../../values/several';
import type { DateValue } from './dateFilter';
import { toDateValue } from './dateFilter';
import type { Operator } from './filterOperators';
import { kindOf, takesList, takesNoValue } from './filterOperators';
import { isBlank, isNothing, quoted } from '../../values/quoted';
import { choiceNames } from '../schema/choices';
import { isTeableId } from '../schema/id';
import type { Field } from '../schema/table';

type Scalar = string | number | boolean;

/** The value of a condition in the form that Teable accepts. */
export type FilterValue = Scalar | Scalar[] | DateValue | null;

/**
 * Converts a value to the form that a condition requires. Teable answers 500 to a value of the wrong type, returns every
 * record for null, and no record if a choice, record or user does not exist.
 *
 * @throws Error that says what the column accepts
 */
export function toFilterValue(
	field: Field,
	operator: Operator,
	value: unknown,
	timezone: string,
): FilterValue {
	if (takesNoValue(operator)) {
		if (isNothing(value)) return null;
		throw refused(field, operator, value, 'no value');
	}
	// Teable's own form sends null for a cleared checkbox.
	if (kindOf(field) === 'boolean' && value === null) return false;
	if (isBlank(value)) {
		throw new Error(
			`'Filter' has no value for the column '${field.name}'. Enter one. To find empty cells, use the operator Is Empty (isEmpty).`,
		);
	}
	if (takesList(operator)) return toList(field, operator, value);
	if (kindOf(field) === 'dateTime') {
		const date = toDateValue(field, operator, value, timezone);
		if ('mode' in date) return date;
		throw refused(field, operator, value, String(date.accepts));
	}
	return toScalar(field, operator, value);
}

function toList(field: Field, operator: Operator, value: unknown): Scalar[] {
	const entries = several(value, (text) => choiceNames(field).includes(text));
	if (entries.length === 0) throw refused(field, operator, value, 'at least one value');
	return entries.map((entry) => toScalar(field, operator, entry));
}

function toScalar(field: Field, operator: Operator, value: unknown): Scalar {
	if (typeof value === 'object') {
		throw refused(field, operator, value, Array.isArray(value) ? 'one value' : 'a plain value');
	}
	const text = String(value).trim();
	switch (kindOf(field)) {
		case 'number': {
			const number = toNumber(value);
			if (number !== undefined) return number;
			throw refused(field, operator, value, 'a number, e.g. 12.5');
		}
		case 'boolean': {
			const known = toBoolean(value);
			if (known !== undefined) return known;
			throw refused(field, operator, value, 'true or false');
		}
		case 'select': {
			const choices = choiceNames(field);
			if (choices.length === 0 || choices.includes(text)) return text;
			const list = choices.map((name) => `'${name}'`).join(', ');
			throw refused(field, operator, value, `one of its choices: ${list}`);
		}
		case 'user':
		case 'link':
			return text;
		default:
			return String(value);
	}
}

/**
 * Whether a value contains names of linked records or users, which must be looked up, because Teable compares only IDs.
 * Anything that is neither a name nor an ID is refused by `toFilterValue`.
 */
export function hasNamesOfReferences(field: Field, operator: Operator, value: unknown): boolean {
	const kind = kindOf(field);
	if (kind !== 'link' && kind !== 'user') return false;
	if (takesNoValue(operator) || operator === 'contains' || operator === 'doesNotContain')
		return false;
	if (isNothing(value) || (Array.isArray(value) && !takesList(operator))) return false;
	const entries = several(value);
	return (
		entries.every((entry) => isNameOrId(field, entry)) &&
		!entries.every((entry) => isReferenceId(field, entry))
	);
}

const isNameOrId = (field: Field, entry: unknown): boolean =>
	typeof entry === 'string' ||
	typeof entry === 'number' ||
	isReferenceId(field, (entry as IDataObject | null)?.id);

/** Whether a string is the ID of a linked record or user, or one of Teable's keywords for a user. */
export const isReferenceId = (field: Field, text: unknown): boolean =>
	typeof text === 'string' &&
	(kindOf(field) === 'link'
		? isTeableId('rec', text.trim())
		: text.trim() === 'Me' || isTeableId('usr', text.trim()));

const refused = (field: Field, operator: Operator, value: unknown, accepts: string): Error =>
	badCondition(field, operator, value, `. It accepts ${accepts}.`);

/** An error about a condition; `fault` ends the sentence. */
export function badCondition(
	field: Field,
	operator: Operator,
	value: unknown,
	fault: string,
): Error {
	return new Error(
		`'Filter' has a value that isn't valid for the column '${field.name}' (${field.type}) with the operator '${operator}': ${quoted(value)}${fault}`,
	);
}
