import { isNothing } from './quoted';

/**
 * The entries of a value that holds one thing or several: a list, the JSON of a list (which language models write),
 * or a string. Entries of a list are never split. A string that is a single name is one entry, even with a comma in it. Any
 * other string is split at its commas.
 *
 * @param isName whether a string is the name of something that exists; such a string keeps its surrounding spaces
 * @param parts splits a string that holds several
 * @returns strings without surrounding spaces, and other values unchanged, but no blank entries. Unknown names are
 * included; the caller refuses them.
 */
export function several(
	value: unknown,
	isName: (text: string) => boolean = () => false,
	parts: (text: string) => string[] = atCommas,
): unknown[] {
	return entriesOf(value, isName, parts)
		.map((entry) => (typeof entry === 'string' && !isName(entry) ? entry.trim() : entry))
		.filter((entry) => !isNothing(entry));
}

function entriesOf(
	value: unknown,
	isName: (text: string) => boolean,
	parts: (text: string) => string[],
): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const list = listIn(value);
	if (list) return list;
	return isName(value) || isName(value.trim()) ? [value] : parts(value);
}

const atCommas = (text: string): string[] => text.split(',');

/** The list, if a string is the JSON of one. */
function listIn(text: string): unknown[] | undefined {
	if (!LOOKS_LIKE_LIST.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

const LOOKS_LIKE_LIST = /^\s*\[[^]*\]\s*$/;
