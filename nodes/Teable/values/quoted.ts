/** Whether a value says nothing: null, undefined, or a text of blanks. */
export const isNothing = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** Whether a value says nothing, or is a list in which nothing says anything. */
export const isBlank = (value: unknown): boolean =>
	Array.isArray(value) ? value.every(isNothing) : isNothing(value);

/** A value as it may stand in a message: short, and told from its neighbours. */
export function quoted(value: unknown): string {
	if (isNothing(value)) return 'nothing';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}
