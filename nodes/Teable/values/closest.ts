/** The things whose names are most similar to a string, the most similar first. */
export const closest = <T>(
	text: string,
	things: T[],
	nameOf: (thing: T) => string,
	count = 3,
): T[] =>
	things
		.map((thing) => ({ thing, similarity: similarity(text, nameOf(thing)) }))
		.sort((one, other) => other.similarity - one.similarity)
		.slice(0, count)
		.map(({ thing }) => thing);

/** How similar two strings are, ignoring case: the share of letter pairs they have in common (Sørensen-Dice). */
function similarity(one: string, other: string): number {
	const ones = pairsOf(one);
	const others = pairsOf(other);
	const common = [...ones].filter((pair) => others.has(pair)).length;
	return (2 * common) / (ones.size + others.size);
}

function pairsOf(text: string): Set<string> {
	const padded = ` ${text.toLowerCase()} `;
	return new Set(Array.from(padded.slice(1), (letter, index) => padded[index] + letter));
}
