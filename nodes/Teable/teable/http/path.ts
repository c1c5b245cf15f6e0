declare const encoded: unique symbol;

/** A path below `<origin>/api` in which every value is encoded. */
export type Path = string & { [encoded]: true };

/**
 * Builds a path of Teable's API: path`/access-token/${id}`. Every value becomes one segment. Slashes, percent signs and
 * everything else that could lead elsewhere are encoded.
 *
 * @throws Error if a value is empty, `.` or `..`, which a URL would drop, or not valid Unicode
 */
export function path(literals: TemplateStringsArray, ...values: string[]): Path {
	const segments = values.map(encodeSegment);
	return String.raw({ raw: literals }, ...segments) as Path;
}

/** The same for a list of segments. @throws as `path` does */
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
