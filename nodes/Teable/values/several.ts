import { isNothing } from './quoted';

/**
 * The entries of a value that holds one thing or several: a list, a text that is JSON of a list (what
 * language models write), or a text. Entries of a list are never parted. A text that is a name as a whole
 * is one thing, even with a comma in it; any other is parted at its commas.
 *
 * @param isName whether a text names something there is; such a text keeps the spaces around it
 * @param parts how to part a text of several
 * @returns texts without the spaces around them, and what else was given as it is; blank entries are left
 * out. What names nothing is still there: it is for the caller to refuse it.
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

/** The list that a text is JSON of. */
function listIn(text: string): unknown[] | undefined {
	if (!LOOKS_LIKE_LIST.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

const LOOKS_LIKE_LIST = /^\s*\[[^]*\]\s*$/;
