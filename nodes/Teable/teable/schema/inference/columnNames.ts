import { LIMITS } from '../fields/limits';

/**
 * A column name for each key: the key itself if possible. Surrounding spaces are trimmed, long keys are cut, and blank ones
 * are named after their position. A name that is taken gets a number.
 *
 * @param keys distinct, in the order of the columns
 * @param taken names of columns that belong to other keys
 */
export function columnNames(keys: string[], taken: Iterable<string> = []): Map<string, string> {
	const used = new Set(taken);
	const plain = keys.map((key, index) => fitted(key) || `Column ${index + 1}`);
	const isOwn = (key: string, index: number) => plain[index] === key && !used.has(key);
	const own = new Set(keys.filter(isOwn));
	for (const key of own) used.add(key);
	return new Map(
		keys.map((key, index) => {
			const name = own.has(key) ? key : freeName(plain[index], used);
			used.add(name);
			return [key, name];
		}),
	);
}

const fitted = (name: string): string => cut(name.trim(), LIMITS.name);

/** Does not leave half a character at the end. */
const cut = (text: string, length: number): string =>
	text.length <= length
		? text
		: text
				.slice(0, length)
				.replace(/[\uD800-\uDBFF]$/, '')
				.trim();

function freeName(name: string, used: Set<string>): string {
	if (!used.has(name)) return name;
	for (let number = 2; ; number++) {
		const suffix = ` ${number}`;
		const numbered = `${cut(name, LIMITS.name - suffix.length)}${suffix}`;
		if (!used.has(numbered)) return numbered;
	}
}
