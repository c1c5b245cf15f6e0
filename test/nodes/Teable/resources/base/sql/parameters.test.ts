import fc from 'fast-check';

import { filledIn } from '../../../../../../nodes/Teable/resources/base/sql/parameters';

const fill = (sql: string, values: unknown[]) =>
	filledIn(sql, values, ({ label, problem }) => new Error(`'${label}' ${problem}`) as never);

/**
 * Reads one PostgreSQL constant from the beginning of a text, as its lexer does with `standard_conforming_strings` on
 * or off.
 *
 * @returns the value, and the text after it
 */
function readConstant(text: string, conforming: boolean): { value: unknown; rest: string } {
	const keyword = /^(NULL|TRUE|FALSE)/.exec(text)?.[0];
	if (keyword) {
		const value = keyword === 'NULL' ? null : keyword === 'TRUE';
		return { value, rest: text.slice(keyword.length) };
	}
	if (!text.startsWith('(')) throw new Error(`No constant: ${text}`);
	const number = /^\((-?\d[\d.e+-]*)\)/.exec(text);
	if (number) return { value: Number(number[1]), rest: text.slice(number[0].length) };
	const isEscape = text[1] === 'E';
	let value = '';
	let at = isEscape ? 3 : 2;
	for (; ; at++) {
		if (at >= text.length) throw new Error(`The text does not end: ${text}`);
		if (text[at] === "'") {
			if (text[at + 1] !== "'") break;
			at++;
		} else if (text[at] === '\\' && (isEscape || !conforming)) {
			at++;
		}
		value += text[at];
	}
	if (text[at + 1] !== ')') throw new Error(`No end: ${text}`);
	return { value, rest: text.slice(at + 2) };
}

const NASTY = [
	"'",
	'"',
	'\\',
	'$1',
	'$2',
	'$$',
	'--',
	'/*',
	'*/',
	';',
	'E',
	'\n',
	'\r',
	'(',
	')',
	'é',
	'日',
];

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }).filter((own) => !own.includes('\0')),
	fc.array(fc.constantFrom(...NASTY)).map((parts) => parts.join('')),
);

const value = fc.oneof(
	text,
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((own) => (own === 0 ? 0 : own)),
	fc.boolean(),
	fc.constant(null),
);

describe('the values of an SQL query', () => {
	it.each([true, false])(
		'are read back by PostgreSQL unchanged and completely (standard_conforming_strings %s)',
		(conforming) => {
			fc.assert(
				fc.property(value, value, (first, second) => {
					const filled = fill('SELECT $2,$1;', [first, second]);
					const { value: two, rest } = readConstant(filled.slice('SELECT '.length), conforming);
					expect(two).toEqual(second);
					const { value: one, rest: end } = readConstant(rest.slice(1), conforming);
					expect(one).toEqual(first);
					expect([rest[0], end]).toEqual([',', ';']);
				}),
				{ numRuns: 2000 },
			);
		},
	);

	it('can be lists and objects as JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (own) => {
				fc.pre(typeof own === 'object' && own !== null);
				const { value: read, rest } = readConstant(fill('$1', [own]), true);
				expect(JSON.parse(String(read))).toEqual(JSON.parse(JSON.stringify(own)));
				expect(rest).toBe('');
			}),
		);
	});

	it.each([
		`'$1'`,
		`'it''s $1'`,
		`E'$1'`,
		`"$1"`,
		`"a""$1"`,
		`$$ $1 $$`,
		`$tag$ ' $1 $$ $tag$`,
		`$A$ $a$ $1 $A$`,
		`-- ' $1`,
		`/* ' $1 */`,
		`column$1`,
		`größe$1`,
		`U&'$1'`,
	])('are not inserted into %s', (part) => {
		const sql = `SELECT ${part}\n, $1`;
		expect(fill(sql, ['x'])).toBe(`SELECT ${part}\n, ('x')`);
	});

	it.each([`'`, `'a''`, `"`, `$$ a`, `$A$ $a$`, `/* a`, `E'a\\' $1`])(
		'are not inserted if %s does not end',
		(part) => {
			expect(() => fill(`SELECT $1, ${part}`, ['x'])).toThrow(/doesn't end|backslash/);
		},
	);

	it('are separated from the text around them', () => {
		expect(fill('SELECT 1-$1', [-5])).toBe('SELECT 1-(-5)');
		expect(fill('SELECT U&$1', ['\\0041'])).toBe("SELECT U&(E'\\\\0041')");
		expect(fill("SELECT 'a'\n$1", ['b'])).toBe("SELECT 'a'\n('b')");
	});

	it.each([[Number.NaN], [Infinity], [undefined], ['a\0'], ['\ud800'], [new Date(Number.NaN)]])(
		'are refused if SQL cannot represent them: %p',
		(own) => {
			expect(() => fill('SELECT $1', [own])).toThrow("'Query Parameters' : the value of $1");
		},
	);
});
