import { withoutSecrets } from './redact';

/** Whether a value is empty: null, undefined, or a string of only spaces. */
export const isNothing = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** Whether a value is empty, or a list of only empty values. */
export const isBlank = (value: unknown): boolean =>
	Array.isArray(value) ? value.every(isNothing) : isNothing(value);

/** A value for use in a message: short, in quotes, and without the secrets that an expression may return. */
export function quoted(value: unknown): string {
	if (isNothing(value)) return 'nothing';
	const text = withoutSecrets(typeof value === 'string' ? value : JSON.stringify(value));
	return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}
