import { toCell } from '../../../../../../nodes/Teable/teable/schema/cells/cellValue';
import { lostFields } from '../../../../../../nodes/Teable/teable/schema/fields/lostFields';
import type { Field } from '../../../../../../nodes/Teable/teable/schema/table';

const field = (type: string, more: Partial<Field> = {}): Field => ({
	id: `fld${type}`,
	name: type,
	type,
	cellValueType: 'string',
	...more,
});

const choices = { choices: [{ name: 'Todo' }, { name: 'Done, really' }] };

const loose = { strict: false, newChoices: true, timezone: 'Europe/Paris' };
const strict = { ...loose, strict: true };
const noNewChoices = { ...loose, newChoices: false };

describe('a value that Teable would empty is refused, and the message says what is accepted', () => {
	test.each([
		['text in a number', field('number'), 'abc', 'a number'],
		['a boolean in a number', field('number'), true, 'a number'],
		['a rating above its highest', field('rating', { options: { max: 5 } }), 6, 'from 1 to 5'],
		['a rating of zero', field('rating', { options: { max: 5 } }), 0, 'from 1 to 5'],
		['half a star', field('rating', { options: { max: 3 } }), 2.5, 'from 1 to 3'],
		['a malformed date', field('date'), '15/01/2026', 'a date such as'],
		['a time, which ISO 8601 reads as today', field('date'), '12', 'a date such as'],
		['a time without a day', field('date'), '14:30', 'a date such as'],
		['a year', field('date'), '1234', 'a date such as'],
		[
			'a number with more digits than are kept',
			field('number'),
			'12345678901234567891',
			'a number',
		],
		['a number that is not written in decimal', field('number'), '0x1F', 'a number'],
		['a list of empty values', field('multipleSelect', { options: choices }), ',', "'Todo'"],
		['text with a NUL', field('longText'), 'a\0b', 'text without the character NUL'],
		['text with half of a surrogate pair', field('longText'), 'a\ud83d', 'half a character'],
		['a word in a checkbox', field('checkbox'), 'perhaps', 'true or false'],
		[
			'an unknown choice in a field that creates none',
			field('singleSelect', { options: { ...choices, preventAutoNewOptions: true } }),
			'Nope',
			"'Todo', 'Done, really'",
		],
	])('%s', (_, of, value, accepts) => {
		expect(toCell(of, value, loose)).toEqual({ accepts: expect.stringContaining(accepts) });
	});
});

describe('a value that loses nothing is converted', () => {
	test.each([
		['a number to text', field('singleLineText'), 5, '5'],
		['an object to its JSON, not to [object Object]', field('longText'), { a: 1 }, '{"a":1}'],
		['text to a number', field('number'), ' 12.5 ', 12.5],
		['text to a rating', field('rating', { options: { max: 5 } }), '3', 3],
		['yes to a checked checkbox', field('checkbox'), 'Yes', true],
		['0 to no tick', field('checkbox'), 0, false],
		[
			"a date without a time zone, in the field's",
			field('date', { options: { formatting: { timeZone: 'Asia/Tokyo' } } }),
			'2026-01-15T09:00',
			'2026-01-15T00:00:00.000Z',
		],
		[
			"a date without zone, in the workflow's zone where the field has none",
			field('date'),
			'2026-01-15T09:00',
			'2026-01-15T08:00:00.000Z',
		],
		['line breaks to spaces', field('singleLineText'), 'Main St 1\r\nBerlin', 'Main St 1 Berlin'],
		['a new choice', field('singleSelect', { options: choices }), 'New', 'New'],
		['a list as one text', field('multipleSelect', { options: choices }), 'A, B', ['A', 'B']],
		[
			'a choice with a comma',
			field('multipleSelect', { options: choices }),
			'Done, really',
			['Done, really'],
		],
	])('%s', (_, of, value, cell) => {
		expect(toCell(of, value, loose)).toEqual({ cell });
	});
});

test('a choice that the field does not have is refused with the existing ones, unless new ones should be created', () => {
	const select = field('multipleSelect', { options: choices });
	expect(toCell(select, ['Todo', 'purple'], noNewChoices)).toEqual({
		accepts: "any of 'Todo', 'Done, really', but not 'purple'",
	});
});

describe('with strict types, a value must have exactly the type of its column', () => {
	test.each([
		['text in a number', field('number'), '12', 'a number, e.g. 12.5'],
		['a number in a text', field('singleLineText'), 5, 'text'],
		['a word in a checkbox', field('checkbox'), 'yes', 'true or false'],
		[
			'choices in one text',
			field('multipleSelect', { options: choices }),
			'Todo',
			'a list of choices',
		],
	])('%s is refused', (_, of, value, accepts) => {
		expect(toCell(of, value, strict)).toEqual({ accepts });
	});

	test('the right type passes', () => {
		expect(toCell(field('number'), 12, strict)).toEqual({ cell: 12 });
		expect(toCell(field('checkbox'), false, strict)).toEqual({ cell: false });
	});

	test('a checkbox also accepts true and false as text, which a model may send to a tool', () => {
		expect(toCell(field('checkbox'), 'true', strict)).toEqual({ cell: true });
		expect(toCell(field('checkbox'), 'false', strict)).toEqual({ cell: false });
	});
});

describe('what Teable did not keep is found in its answer', () => {
	const links = field('link', { id: 'fldLinks', isMultipleCellValue: true });
	const amount = field('number', { id: 'fldAmount' });

	test('an unknown title among links', () => {
		const kept = { fldLinks: [{ id: 'recA', title: 'Acme' }] };
		expect(lostFields([links, amount], { fldLinks: ['Acme', 'Nope'], fldAmount: 0 }, kept)).toEqual(
			[links, amount],
		);
	});

	test('cleared cells and unchecked checkboxes are not a loss', () => {
		const sent = { fldLinks: null, fldAmount: false };
		expect(lostFields([links, amount], sent, {})).toEqual([]);
	});

	test('another user instead of the one that was sent (there are equally many)', () => {
		const owner = field('user');
		const kept = { flduser: { id: 'usrOwner', title: 'Owner', email: 'owner@example.com' } };
		expect(lostFields([owner], { flduser: { id: 'usrB', title: 'B' } }, kept)).toEqual([owner]);
		expect(lostFields([owner], { flduser: 'nobody@example.com' }, kept)).toEqual([owner]);
		expect(lostFields([owner], { flduser: 'owner@example.com' }, kept)).toEqual([]);
	});

	test('a link that is given twice counts once', () => {
		const kept = { fldLinks: [{ id: 'recA' }] };
		expect(lostFields([links], { fldLinks: ['recA', 'recA'] }, kept)).toEqual([]);
	});
});

describe('a value that Teable would change silently', () => {
	test.each(['9007199254740993.0', '12345678901234567.89', '9.007199254740993e15', '1e-400'])(
		'the number %s is refused, because it has more digits than Teable keeps',
		(text) => {
			expect(toCell(field('number'), text, loose)).toEqual({
				accepts: expect.stringContaining('a number of up to 15 digits') as string,
			});
		},
	);

	test.each([
		['0.1', 0.1],
		['1.10', 1.1],
		['-1e3', -1000],
		['+0.5', 0.5],
		['9007199254740992', 9007199254740992],
	])('the number %s is accepted', (text, cell) => {
		expect(toCell(field('number'), text, loose)).toEqual({ cell });
	});

	test.each(['1,5', '12 EUR', 'abc12'])(
		'%s is not a number, though Teable would read one',
		(text) => {
			expect(toCell(field('number'), text, loose)).toEqual({ accepts: 'a number, e.g. 12.5' });
		},
	);

	test('a list as JSON, as language models write it, is that list of choices', () => {
		const of = field('multipleSelect', { options: choices });
		expect(toCell(of, '["Todo","Done"]', loose)).toEqual({ cell: ['Todo', 'Done'] });
	});

	test('a rating of 0 is refused, with how to clear the cell', () => {
		expect(toCell(field('rating'), 0, loose)).toEqual({
			accepts: expect.stringContaining('0 to clear the cell') as string,
		});
	});
});
