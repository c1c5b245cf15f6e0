import { lostFields, toCell } from '../../../../../nodes/Teable/teable/schema/cellValue';
import type { Field } from '../../../../../nodes/Teable/teable/schema/table';

const field = (type: string, more: Partial<Field> = {}): Field => ({
	id: `fld${type}`,
	name: type,
	type,
	cellValueType: 'string',
	...more,
});

const choices = { choices: [{ name: 'Todo' }, { name: 'Done, really' }] };

const loose = { strict: false, timezone: 'Europe/Paris' };
const strict = { ...loose, strict: true };

describe('a value that Teable would empty without a word is refused, and the message says what is accepted', () => {
	test.each([
		['text in a number', field('number'), 'abc', 'a number'],
		['a boolean in a number', field('number'), true, 'a number'],
		['a rating above its highest', field('rating', { options: { max: 5 } }), 6, 'from 1 to 5'],
		['a rating of zero', field('rating', { options: { max: 5 } }), 0, 'from 1 to 5'],
		['half a star', field('rating', { options: { max: 3 } }), 2.5, 'from 1 to 3'],
		['a malformed date', field('date'), '15/01/2026', 'a date such as'],
		['an hour, which ISO 8601 takes for today', field('date'), '12', 'a date such as'],
		['a time without a day', field('date'), '14:30', 'a date such as'],
		['a year', field('date'), '1234', 'a date such as'],
		[
			'a number with more digits than are kept',
			field('number'),
			'12345678901234567891',
			'a number',
		],
		['a number that is not written in decimal', field('number'), '0x1F', 'a number'],
		['a list of nothing', field('multipleSelect', { options: choices }), ',', "'Todo'"],
		['a text with a NUL', field('longText'), 'a\0b', 'no text with the character NUL'],
		['a list with a NUL in it', field('link'), ['a', 'b\0'], 'no text with the character NUL'],
		['a word in a checkbox', field('checkbox'), 'perhaps', 'true or false'],
		[
			'a choice in a field that makes no new ones',
			field('singleSelect', { options: { ...choices, preventAutoNewOptions: true } }),
			'Nope',
			"'Todo', 'Done, really'",
		],
		['a link to a malformed ID', field('link'), { id: 'nope' }, 'the ID (rec…) or the title'],
		['two links where one is allowed', field('link'), ['Acme', 'Globex'], 'only one'],
		['a number as an attachment', field('attachment'), 5, 'names of binary fields'],
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
		['yes to a tick', field('checkbox'), 'Yes', true],
		['0 to no tick', field('checkbox'), 0, false],
		[
			'a date without zone, in the zone of the field',
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
		['a list in one text', field('multipleSelect', { options: choices }), 'A, B', ['A', 'B']],
		[
			'a choice that holds a comma',
			field('multipleSelect', { options: choices }),
			'Done, really',
			['Done, really'],
		],
		['a list of one to a single link', field('link'), [{ id: 'recA' }], { id: 'recA' }],
		[
			'one link to a list, as the field wants',
			field('link', { isMultipleCellValue: true }),
			{ id: 'recA' },
			[{ id: 'recA' }],
		],
		[
			'a user to a list, as the field wants',
			field('user', { isMultipleCellValue: true }),
			'nathan@example.com',
			['nathan@example.com'],
		],
	])('%s', (_, of, value, cell) => {
		expect(toCell(of, value, loose)).toEqual({ cell });
	});
});

describe('with strict types a value must have the very type of its column', () => {
	test.each([
		['text in a number', field('number'), '12'],
		['a number in a text', field('singleLineText'), 5],
		['a word in a checkbox', field('checkbox'), 'yes'],
		['a new choice', field('singleSelect', { options: choices }), 'New'],
		['choices in one text', field('multipleSelect', { options: choices }), 'Todo'],
		['a link by its title', field('link'), 'Acme'],
		['a user by email', field('user'), 'nathan@example.com'],
		['a user without a title, as Teable refuses it', field('user'), { id: 'usrA' }],
	])('%s is refused', (_, of, value) => {
		expect(toCell(of, value, strict)).toEqual({ accepts: expect.any(String) });
	});

	test('the right type passes', () => {
		expect(toCell(field('number'), 12, strict)).toEqual({ cell: 12 });
		expect(toCell(field('checkbox'), false, strict)).toEqual({ cell: false });
		expect(toCell(field('link'), { id: 'recA' }, strict)).toEqual({ cell: { id: 'recA' } });
		const user = { id: 'usrA', title: 'Nathan' };
		expect(toCell(field('user'), user, strict)).toEqual({ cell: user });
	});

	test('a checkbox also takes the words true and false, which a model gives as the argument of a tool', () => {
		expect(toCell(field('checkbox'), 'true', strict)).toEqual({ cell: true });
		expect(toCell(field('checkbox'), 'false', strict)).toEqual({ cell: false });
	});
});

describe('what Teable did not keep is told from its answer', () => {
	const links = field('link', { id: 'fldLinks', isMultipleCellValue: true });
	const amount = field('number', { id: 'fldAmount' });

	test('an unknown title among links', () => {
		const kept = { fldLinks: [{ id: 'recA', title: 'Acme' }] };
		expect(lostFields([links, amount], { fldLinks: ['Acme', 'Nope'], fldAmount: 0 }, kept)).toEqual(
			[links, amount],
		);
	});

	test('cleared cells and boxes without a tick are no loss', () => {
		const sent = { fldLinks: null, fldAmount: false };
		expect(lostFields([links, amount], sent, {})).toEqual([]);
	});

	test('the same link given twice counts once', () => {
		const kept = { fldLinks: [{ id: 'recA' }] };
		expect(lostFields([links], { fldLinks: ['recA', 'recA'] }, kept)).toEqual([]);
	});
});
