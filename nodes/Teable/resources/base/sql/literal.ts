import { isDate } from '../../../values/objects';

/**
 * A value as a PostgreSQL constant, valid for any setting of `standard_conforming_strings`. It is in parentheses:
 * otherwise a negative number after a minus would begin a comment, and `U&` before a text would change its meaning.
 *
 * @throws Error whose message completes "'Query Parameters' …", for values that SQL cannot represent
 */
export function literal(value: unknown): string {
	if (value === null) return 'NULL';
	switch (typeof value) {
		case 'boolean':
			return value ? 'TRUE' : 'FALSE';
		case 'number':
			if (!Number.isFinite(value)) throw new Error(`is ${value}, which is not a number in SQL`);
			return `(${value})`;
		case 'bigint':
			return `(${value})`;
		case 'string':
			return quote(value);
		case 'object':
			return quote(textOf(value));
		default:
			throw new Error('is missing');
	}
}

function textOf(value: object): string {
	if (!isDate(value)) return JSON.stringify(value);
	const date: unknown = value.toJSON();
	if (date === null) throw new Error('is not a date');
	return String(date);
}

function quote(text: string): string {
	if (text.includes('\0') || !text.isWellFormed()) {
		throw new Error('contains a character that PostgreSQL cannot store');
	}
	const doubled = text.replaceAll("'", "''");
	return doubled.includes('\\') ? `(E'${doubled.replaceAll('\\', '\\\\')}')` : `('${doubled}')`;
}
