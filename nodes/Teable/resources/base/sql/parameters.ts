import { attempt } from '../../../core/attempt';
import type { BadParameter } from '../../../core/reader';
import type { NodeOperationError } from 'n8n-workflow';
import { literal } from './literal';

/**
 * The tokens of PostgreSQL's SQL that matter here. If a quoted part or a comment does not end, or a comment contains
 * another, only its beginning matches, as `open`.
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
 * Replaces `$1`, `$2` and so on with values where PostgreSQL would read them as parameters: not inside texts, names
 * and comments.
 *
 * @param bad creates an error about one of the node's parameters
 * @throws that error if a value is missing or unused, or if the end of a text is ambiguous
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
		remedy: 'Check the expression. If there is no value, use null.',
	});
}

const count = ({ length }: unknown[]) => (length === 1 ? '1 value' : `${length} values`);

const unended = (open: string): BadParameter => ({
	label: 'SQL',
	problem: `has a part that starts with ${open} and doesn't end, or a comment inside a comment`,
	remedy: 'Add its end, or remove the comment.',
});

/** In an E'…' text, or with an old server setting, a quote after a backslash does not end the text. */
const ambiguous: BadParameter = {
	label: 'SQL',
	problem:
		'has a backslash before a quote, and it depends on the server whether the text ends there',
	remedy: "Move this text to 'Query Parameters'.",
};
