/** Of some names, those that are most like a text, the likest first. */
export const closest = <T>(
	text: string,
	things: T[],
	nameOf: (thing: T) => string,
	count = 3,
): T[] =>
	things
		.map((thing) => ({ thing, likeness: likeness(text, nameOf(thing)) }))
		.sort((one, other) => other.likeness - one.likeness)
		.slice(0, count)
		.map(({ thing }) => thing);

/** How much two texts have in common: the share of pairs of letters (Sørensen-Dice), without regard to case. */
function likeness(one: string, other: string): number {
	const ones = pairsOf(one);
	const others = pairsOf(other);
	const common = [...ones].filter((pair) => others.has(pair)).length;
	return (2 * common) / (ones.size + others.size);
}

function pairsOf(text: string): Set<string> {
	const padded = ` ${text.toLowerCase()} `;
	return new Set(Array.from(padded.slice(1), (letter, index) => padded[index] + letter));
}
