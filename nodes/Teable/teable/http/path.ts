declare const encoded: unique symbol;

/** A path below `<origin>/api` in which every value has been encoded. */
export type Path = string & { [encoded]: true };

/**
 * Makes a path of Teable's API: path`/access-token/${id}`. Every value becomes one segment: slashes,
 * percent signs and all else that could lead elsewhere are encoded.
 *
 * @throws Error when a value is empty, `.` or `..` (which a URL would swallow), or not valid Unicode
 */
export function path(literals: TemplateStringsArray, ...values: string[]): Path {
	const segments = values.map(encodeSegment);
	return String.raw({ raw: literals }, ...segments) as Path;
}

/** The same of segments that are not known before. @throws likewise */
export const pathOf = (segments: string[]): Path =>
	segments.map((segment) => `/${encodeSegment(segment)}`).join('') as Path;

function encodeSegment(value: string): string {
	if (value === '' || value === '.' || value === '..') {
		throw new Error(`An ID cannot be '${value}'. Check the field or its expression.`);
	}
	if (!value.isWellFormed()) {
		throw new Error('An ID contains an invalid character. Check the field or its expression.');
	}
	return encodeURIComponent(value);
}
