import { DateTime } from 'luxon';

import {
	MOST_CHOICES,
	inferField,
} from '../../../../../../nodes/Teable/teable/schema/inference/inferField';

const ZONE = 'Europe/Berlin';

const infer = (values: unknown[]) => inferField(values, { zone: ZONE, strict: false });

const typeOf = (...values: unknown[]) => infer(values).type;

const date = (time: string) => ({
	type: 'date',
	options: { formatting: { date: 'YYYY-MM-DD', time, timeZone: ZONE } },
});

describe('the field for the values of a column', () => {
	test.each([
		['true and false', [true, false, undefined]],
		['the words in any case', ['true', 'FALSE', 'Yes', 'no']],
	])('is a checkbox for %s', (_what, values) => {
		expect(infer(values)).toEqual({ type: 'checkbox' });
	});

	test.each([
		['words with one exception', ['yes', 'no', 'maybe']],
		[
			'words with gaps, because an unchecked checkbox would mean both "no" and nothing',
			['yes', 'no', ''],
		],
		['booleans among text', [true, 'perhaps']],
	])('is text for %s', (_what, values) => {
		expect(typeOf(...values)).toBe('singleLineText');
	});

	test.each([
		['whole numbers', [1, -20, 0], 0],
		['as many decimals as needed', [1, 2.5, -0.125], 3],
		['text, as in a file', ['1', '2.25', '-0.5', null], 2],
		['fifteen digits', [123456789012345, '0.12345'], 5],
	])('is a number for %s', (_what, values, precision) => {
		expect(infer(values)).toEqual({
			type: 'number',
			options: { formatting: { type: 'decimal', precision } },
		});
	});

	test.each(
		[
			'00123',
			'+1',
			'1e3',
			'1.50',
			'1.0',
			'.5',
			'5.',
			'-0',
			' 5',
			'5 ',
			'1,5',
			'1 000',
			'0x1F',
		].concat(['1234567890123456', '0.123456', 'NaN', 'Infinity', '١', '1_000', '--1', '12 EUR']),
	)('is text for %p, which would lose something as a number', (text) => {
		expect(typeOf(1, text)).toBe('singleLineText');
	});

	test.each([0.1 + 0.2, 0.123456, 1e21, 1e-7, 1234567890123456])(
		'is text for the number %p, of which Teable would drop some digits',
		(number) => {
			expect(typeOf(1, number)).toBe('singleLineText');
		},
	);

	test('is a date without time for days', () => {
		expect(infer(['2026-01-15', '1999-12-31', null])).toEqual(date('None'));
	});

	test.each<[string, unknown]>([
		['with a zone', '2026-01-15T10:30:00Z'],
		['with an offset', '2026-01-15T10:30:00.123+05:30'],
		['without a zone', '2026-01-15T10:30'],
		['with a space', '2026-01-15 10:30:00'],
		['as a Date', new Date('2026-01-15T10:30:00Z')],
		['as a luxon DateTime', DateTime.fromISO('2026-01-15T10:30:00Z')],
	])('is a date with time for times %s', (_what, value) => {
		expect(infer([value, '2026-07-01T00:00:00Z'])).toEqual(date('HH:mm'));
	});

	test.each([
		[
			'days and times together, because a day is not midnight',
			['2026-01-15', '2026-01-15T10:30:00Z'],
		],
		['a day that does not exist', ['2026-02-30']],
		['a time that a clock change skips', ['2026-03-29T02:30']],
		['an hour that does not exist', ['2026-01-15T24:00:00Z']],
		['more than milliseconds', ['2026-01-15T10:30:00.123456Z']],
		['days that other countries read differently', ['01/02/2026', '03/04/2026']],
		['a year of another length', ['12026-01-15', '0026-01-15']],
		['an instant after the year 9999', ['9999-12-31T23:30:00-05:00']],
		['a day with a space', ['2026-01-15 ']],
		['an invalid date', [new Date(Number.NaN)]],
	])('is text for %s', (_what, values) => {
		expect(typeOf(...values)).toBe('singleLineText');
	});

	test('is a multiple select for lists of text, with all of them as choices', () => {
		expect(infer([['b', 'a'], ['a', 'A'], [], null])).toEqual({
			type: 'multipleSelect',
			options: { choices: [{ name: 'b' }, { name: 'a' }, { name: 'A' }] },
		});
	});

	test.each([
		['a comma', [['a, b'], ['c']]],
		['spaces around a text', [['a '], ['c']]],
		['a blank text', [['a', ''], ['c']]],
		['a line break', [['a\nb']]],
		['a duplicate text in one list', [['a', 'a']]],
		['a number', [['a', 1]]],
		['a list', [[['a']]]],
		['a very long text', [['x'.repeat(101)]]],
		['text next to them', [['a'], 'a']],
		['too many of them', [Array.from({ length: MOST_CHOICES + 1 }, (_, index) => `c${index}`)]],
	])('is long text for lists with %s', (_what, values) => {
		expect(typeOf(...values)).toBe('longText');
	});

	test('is text for text that contains numbers, true or false, if types are strict', () => {
		const strict = (...values: unknown[]) => inferField(values, { zone: ZONE, strict: true }).type;
		expect(strict('1', '2')).toBe('singleLineText');
		expect(strict('true')).toBe('singleLineText');
		expect([strict(1), strict(true), strict('2026-01-15')]).toEqual(['number', 'checkbox', 'date']);
	});

	test('is long text for objects', () => {
		expect(typeOf({ a: 1 }, 'x')).toBe('longText');
	});

	test.each(['two\nlines', 'two\r\nlines', 'a\ttab', 'x'.repeat(300)])(
		'is long text for text that does not fit on a line',
		(text) => {
			expect(typeOf('short', text)).toBe('longText');
		},
	);

	test('is text that Teable shows as a link if all values are links', () => {
		const showAs = (...values: unknown[]) => infer(values).options?.showAs;
		expect(showAs('https://a.example/x?y=1', 'HTTP://b.example')).toEqual({ type: 'url' });
		expect(showAs('ada@example.com', 'b+c@d.example.org', null)).toEqual({ type: 'email' });
		expect(showAs('https://a.example', 'ada@example.com')).toBeUndefined();
		expect(showAs('https://', 'ftp://a.example')).toBeUndefined();
		expect(showAs('https://a.example and more')).toBeUndefined();
		expect(showAs('ada@example', '@ada')).toBeUndefined();
	});

	test.each([[[]], [[null, undefined, '', '  ', []]]])('is text for no values at all', (values) => {
		expect(infer(values)).toEqual({ type: 'singleLineText' });
	});
});
