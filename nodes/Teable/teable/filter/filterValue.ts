import { toBoolean } from '../../values/booleans';
import { toNumber } from '../../values/numbers';
import { several } from '../../values/several';
import { choicesOf } from '../schema/cellValue';
import type { DateValue } from './dateFilter';
import { toDateValue } from './dateFilter';
import type { Operator } from './filterOperators';
import { kindOf, takesList, takesNoValue } from './filterOperators';
import { isNothing, quoted } from '../../values/quoted';
import type { Field } from '../schema/table';

type Scalar = string | number | boolean;

/** What a condition compares with, as Teable takes it. */
export type FilterValue = Scalar | Scalar[] | DateValue | null;

/**
 * Turns what the user gave into the value that a condition sends. Teable answers a value of another type
 * with 500, gives every record where it is null, and none where a choice, record or user does not exist.
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
		throw refused(field, operator, value, 'no value at all');
	}
	// Teable's own form sends null for a box that is not ticked.
	if (kindOf(field) === 'boolean' && value === null) return false;
	if (isNothing(value)) {
		throw refused(field, operator, value, "a value; to find empty cells use 'isEmpty'");
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
	const entries = several(value, (text) => choicesOf(field).includes(text));
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
			const choices = choicesOf(field);
			if (choices.length === 0 || choices.includes(text)) return text;
			const list = choices.map((name) => `'${name}'`).join(', ');
			throw refused(field, operator, value, `its choices: ${list}`);
		}
		case 'user':
			if (text === 'Me' || USER_ID.test(text)) return text;
			throw refused(field, operator, value, "the ID of a user (usr…), or 'Me'");
		case 'link':
			if (operator === 'contains' || operator === 'doesNotContain' || RECORD_ID.test(text)) {
				return text;
			}
			throw refused(
				field,
				operator,
				value,
				"the ID of a linked record (rec…); to compare with its title use 'contains'",
			);
		default:
			return String(value);
	}
}

const USER_ID = /^usr[A-Za-z0-9]{16}$/;

const RECORD_ID = /^rec[A-Za-z0-9]{16}$/;

const refused = (field: Field, operator: Operator, value: unknown, accepts: string): Error =>
	new Error(
		`'Filter' compares column '${field.name}' (${field.type}) by '${operator}' with ${quoted(value)}. It takes ${accepts}.`,
	);
