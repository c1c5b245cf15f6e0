import { DateTime } from 'luxon';

/**
 * A value as a constant of PostgreSQL's SQL, which holds whatever the server's `standard_conforming_strings` is. It
 * stands in parentheses: behind a minus, a negative number would else begin a comment, and behind `U&` a text would
 * be read in another way.
 *
 * @throws Error that ends "'Query Parameters' …" for what SQL cannot hold
 */
export function literal(value: unknown): string {
	if (value === null) return 'NULL';
	switch (typeof value) {
		case 'boolean':
			return value ? 'TRUE' : 'FALSE';
		case 'number':
			if (!Number.isFinite(value)) throw new Error(`is ${value}, which is no number in SQL`);
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
	if (!(value instanceof Date || DateTime.isDateTime(value))) return JSON.stringify(value);
	const date: unknown = value.toJSON();
	if (date === null) throw new Error('is not a date');
	return String(date);
}

function quote(text: string): string {
	if (text.includes('\0') || !text.isWellFormed()) {
		throw new Error('holds a character that PostgreSQL cannot store');
	}
	const doubled = text.replaceAll("'", "''");
	return doubled.includes('\\') ? `(E'${doubled.replaceAll('\\', '\\\\')}')` : `('${doubled}')`;
}
