import { attempt } from '../../../core/attempt';
import type { BadParameter } from '../../../core/reader';
import type { NodeOperationError } from 'n8n-workflow';
import { literal } from './literal';

/**
 * The parts of PostgreSQL's SQL that matter here. Where one that can hold anything does not end, or a comment holds
 * another, only its beginning is found, as `open`.
 */
const PARTS = [
	`(?<text>'[^']*(?:''[^']*)*'(?!'))`,
	`"[^"]*(?:""[^"]*)*"(?!")`,
	String.raw`\$(?<tag>(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$[^]*?\$\k<tag>\$`,
	String.raw`--[^\n\r]*`,
	String.raw`\/\*(?:(?!\/\*|\*\/)[^])*\*\/`,
	String.raw`(?<open>['"]|\/\*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)`,
	String.raw`[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`,
	String.raw`\$(?<number>\d+)`,
];

const PART = new RegExp(PARTS.join('|'), 'g');

/**
 * Puts values in the place of `$1`, `$2` and so on, where PostgreSQL would take these for parameters: not inside
 * texts, names and comments.
 *
 * @param bad makes the error about one of the node's parameters
 * @throws that error when a value is missing or left over, or where it cannot be told what is text and what is not
 */
export function filledIn(
	sql: string,
	values: unknown[],
	bad: (problem: BadParameter) => NodeOperationError,
): string {
	const used = new Set<number>();
	const filled = sql.replace(PART, (part: string, ...found: unknown[]) => {
		const { text, open, number } = found.at(-1) as Record<string, string | undefined>;
		if (open !== undefined) throw bad(unended(open));
		if (text?.includes("\\'")) throw bad(ambiguous);
		if (number === undefined) return part;
		used.add(Number(number));
		return valueOf(Number(number), values, bad);
	});
	const unused = values.findIndex((_value, index) => !used.has(index + 1));
	if (unused === -1) return filled;
	throw bad({
		label: 'Query Parameters',
		problem: `has ${count(values)}, but 'SQL' does not use $${unused + 1}`,
		remedy: `Write $${unused + 1} without quotes where the value belongs, or remove the value.`,
	});
}

function valueOf(
	number: number,
	values: unknown[],
	bad: (problem: BadParameter) => NodeOperationError,
): string {
	if (number < 1 || number > values.length) {
		throw bad({
			label: 'SQL',
			problem: `uses $${number}, but 'Query Parameters' has ${count(values)}`,
			remedy: 'Add a value for each $1, $2 and so on.',
		});
	}
	const written = attempt(() => literal(values[number - 1]));
	if (!(written instanceof Error)) return written;
	throw bad({
		label: 'Query Parameters',
		problem: `: the value of $${number} ${written.message}`,
		remedy: 'Check the expression that gives it; for no value give null.',
	});
}

const count = ({ length }: unknown[]) => (length === 1 ? '1 value' : `${length} values`);

const unended = (open: string): BadParameter => ({
	label: 'SQL',
	problem: `has a part that begins with ${open} and does not end, or a comment inside a comment`,
	remedy: 'Write its end, or leave comments out.',
});

/** In an E'…' text, or on a server with an old setting, the quote does not end the text there. */
const ambiguous: BadParameter = {
	label: 'SQL',
	problem: 'has a backslash before a quote, and whether the text ends there depends on the server',
	remedy: "Give this text under 'Query Parameters' instead.",
};
