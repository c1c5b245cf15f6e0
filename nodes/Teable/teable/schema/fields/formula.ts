import { closest } from '../../../values/closest';
import { quoted } from '../../../values/quoted';
import type { Table } from '../table';

/** The functions of 1.10 and July 2026 together. 1.10 answers 500 to unknown ones. */
const FUNCTIONS =
	'ABS AND ARRAY_COMPACT ARRAY_FLATTEN ARRAY_JOIN ARRAY_UNIQUE AUTO_NUMBER AVERAGE BLANK CEILING CONCATENATE COUNT COUNTA COUNTALL CREATED_TIME DATESTR DATETIME_DIFF DATETIME_FORMAT DATETIME_PARSE DATE_ADD DAY ENCODE_URL_COMPONENT ERROR EVEN EXP FIND FLOOR FROMNOW HOUR IF INT IS_AFTER IS_BEFORE IS_ERROR IS_SAME LAST_MODIFIED_TIME LEFT LEN LOG LOWER MAX MID MIN MINUTE MOD MONTH NOT NOW ODD OR POWER RECORD_ID REGEXP_REPLACE REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP SEARCH SECOND SET_LOCALE SET_TIMEZONE SQRT SUBSTITUTE SUM SWITCH T TEXTBEFORE TEXTSPLIT TEXT_ALL TIMESTR TODAY TONOW TRIM UPPER VALUE WEEKDAY WEEKNUM WORKDAY WORKDAY_DIFF XOR YEAR'.split(
		' ',
	);

const CONSTANTS = ['TRUE', 'FALSE'];

/** The tokens of Teable's grammar for formulas. Anything else is a single character. */
const TOKENS =
	/(?<comment>\/\*[^]*?\*\/|\/\/[^\r\n]*)|(?<text>"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')|(?<word>[\p{L}_][\p{L}\p{N}_]*)(?<call>\()?|(?<number>\d+(?:\.\d+)?(?:e-?\d+)?)|[^]/giuy;

/**
 * Replaces the names of fields in a formula such as `{Amount} * 2` with their IDs, as Teable requires. The formula is
 * checked first, because Teable's answers mention neither the position nor the field.
 *
 * @throws Error that says what is wrong with the formula, and how to fix it
 */
export function formulaWithIds(formula: string, table: Table): string {
	if (formula.trim() === '')
		throw new Error('The formula is empty. Enter one such as {Amount} * 2.');
	const parts: string[] = [];
	const open: number[] = [];
	for (let index = 0; index < formula.length; ) {
		if (formula[index] === '{') {
			const { id, end } = referenceAt(formula, index, table);
			parts.push(`{${id}}`);
			index = end;
			continue;
		}
		TOKENS.lastIndex = index;
		const token = TOKENS.exec(formula);
		const [whole] = token!;
		check(formula, index, token!.groups ?? {}, whole, open);
		parts.push(whole);
		index += whole.length;
	}
	if (open.length > 0) throw broken(formula, open[open.length - 1], 'a parenthesis is not closed');
	return parts.join('');
}

function check(
	formula: string,
	index: number,
	{ word, call }: Record<string, string | undefined>,
	token: string,
	open: number[],
) {
	if (word !== undefined) checkWord(formula, index, word, call !== undefined);
	if (call !== undefined || token === '(') open.push(index + token.length - 1);
	if (token === ')' && open.pop() === undefined) {
		throw broken(formula, index, 'there is a closing parenthesis without an opening one');
	}
	if (token === '"' || token === "'") {
		throw broken(formula, index, `a string has no closing ${token}`);
	}
	if (token === '}')
		throw broken(formula, index, 'there is a closing brace without an opening one');
}

function checkWord(formula: string, index: number, word: string, isCalled: boolean) {
	const name = word.toUpperCase();
	if (!isCalled && CONSTANTS.includes(name)) return;
	if (isCalled && FUNCTIONS.includes(name)) return;
	if (isCalled) {
		const similar = closest(name, FUNCTIONS, (known) => known);
		throw broken(
			formula,
			index,
			`Teable has no function ${word}. Similar functions are ${similar.join(', ')}`,
		);
	}
	throw broken(
		formula,
		index,
		FUNCTIONS.includes(name)
			? `${name} must be followed directly by a parenthesis, as in ${name}(…)`
			: `'${word}' is neither a field nor a string. Put names of fields in {braces} and strings in "quotes"`,
	);
}

/** The field whose name is in braces. The name itself may contain a closing brace. */
function referenceAt(formula: string, start: number, table: Table): { id: string; end: number } {
	for (let end = formula.indexOf('}', start); end !== -1; end = formula.indexOf('}', end + 1)) {
		const name = formula.slice(start + 1, end);
		const field = table.named(name) ?? table.named(name.trim());
		if (field) return { id: field.id, end: end + 1 };
	}
	const end = formula.indexOf('}', start);
	if (end === -1) throw broken(formula, start, 'a brace is not closed');
	throw new Error(
		`The formula contains the field ${quoted(formula.slice(start + 1, end))}, which the table doesn't have. Its fields are ${table.fieldNames}.`,
	);
}

const broken = (formula: string, index: number, problem: string): Error =>
	new Error(
		`The formula cannot be read at ${quoted(formula.slice(index))} (character ${index + 1}): ${problem}.`,
	);

/** The IDs of the fields in a formula from Teable. */
export const referencesOf = (expression: unknown): string[] =>
	[...String(expression ?? '').matchAll(/\{(fld\w+)\}/g)].map(([, id]) => id);
