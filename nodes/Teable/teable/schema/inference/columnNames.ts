/** v2 takes no longer names for fields. */
const LONGEST_NAME = 100;

/**
 * A name for the column of each key: the key itself where it can be one. A key with spaces around it is
 * trimmed, a long one cut and a blank one called by its place; where that name is taken it gets a number.
 *
 * @param keys in the order of the columns, each once
 * @param taken names of columns that other keys stand for
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

const fitted = (name: string): string => cut(name.trim(), LONGEST_NAME);

/** Leaves no half of a character at the end. */
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
		const numbered = `${cut(name, LONGEST_NAME - suffix.length)}${suffix}`;
		if (!used.has(numbered)) return numbered;
	}
}
