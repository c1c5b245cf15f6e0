import type { IDataObject } from 'n8n-workflow';

import type { FilterGroup } from '../../../../../nodes/Teable/teable/filter/filter';
import { checkedFilter, wireFilter } from '../../../../../nodes/Teable/teable/filter/filter';
import { operatorsFor } from '../../../../../nodes/Teable/teable/filter/filterOperators';
import type { Field } from '../../../../../nodes/Teable/teable/schema/table';
import { Table } from '../../../../../nodes/Teable/teable/schema/table';

const PARIS = { formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' } };
const UTC_2026 = { formatting: { date: 'YYYY-MM-DD', time: 'None', timeZone: 'utc' } };
const CHOICES = { choices: [{ name: 'Todo' }, { name: 'Done' }, { name: 'On hold, for now' }] };

const field = (
	name: string,
	type: string,
	cellValueType: string,
	more: IDataObject = {},
): Field => ({
	id: `fld${name.padEnd(16, 'x')}`,
	name,
	type,
	cellValueType,
	...more,
});

const several = { isMultipleCellValue: true };

const table = new Table('tblFilterxxxxxxxxxx', [
	field('Name', 'singleLineText', 'string'),
	field('Notes', 'longText', 'string'),
	field('Amount', 'number', 'number'),
	field('Status', 'singleSelect', 'string', { options: CHOICES }),
	field('Tags', 'multipleSelect', 'string', { options: CHOICES, ...several }),
	field('Due', 'date', 'dateTime', { options: PARIS }),
	field('Done', 'checkbox', 'boolean'),
	field('Stars', 'rating', 'number'),
	field('Owner', 'user', 'string'),
	field('Team', 'user', 'string', several),
	field('Company', 'link', 'string'),
	field('Partners', 'link', 'string', several),
	field('Files', 'attachment', 'string', several),
	field('No', 'autoNumber', 'number'),
	field('CreatedBy', 'createdBy', 'string'),
	field('Created', 'createdTime', 'dateTime', { options: UTC_2026 }),
	field('Double', 'formula', 'number'),
	field('Label', 'formula', 'string'),
	field('Revenue', 'number', 'number', { isLookup: true, ...several }),
]);

const NEW_YORK = 'America/New_York';

const condition = (fieldId: string, operator: string, value?: unknown) =>
	checkedFilter(
		{ conjunction: 'and', filterSet: [{ fieldId, operator, value }] },
		table,
		NEW_YORK,
	) as FilterGroup;

const valueOf = (fieldId: string, operator: string, value?: unknown) =>
	(wireFilter(condition(fieldId, operator, value)).filterSet as IDataObject[])[0].value;

describe('the operators of a field', () => {
	const one = 'is isNot isAnyOf isNoneOf';
	const many = 'hasAnyOf hasAllOf isExactly isNotExactly hasNoneOf';
	const number = 'is isNot isGreater isGreaterEqual isLess isLessEqual isEmpty isNotEmpty';
	const date = 'is isNot isWithIn isBefore isAfter isOnOrBefore isOnOrAfter isEmpty isNotEmpty';
	const text = 'is isNot contains doesNotContain isEmpty isNotEmpty';

	it.each([
		['Name', text],
		['Notes', text],
		['Label', text],
		['Amount', number],
		['Stars', number],
		['No', number],
		['Double', number],
		['Revenue', number],
		['Status', `${one} isEmpty isNotEmpty`],
		['Tags', `${many} isEmpty isNotEmpty`],
		['Due', date],
		['Created', date],
		['Done', 'is'],
		['Owner', `${one} isEmpty isNotEmpty`],
		['CreatedBy', `${one} isEmpty isNotEmpty`],
		['Team', `${many} isEmpty isNotEmpty`],
		['Company', `${one} contains doesNotContain isEmpty isNotEmpty`],
		['Partners', `${many} contains doesNotContain isEmpty isNotEmpty`],
		['Files', 'isEmpty isNotEmpty'],
	])('%s accepts those that Teable accepts', (name, operators) => {
		const found = table.find(name);
		expect(found && operatorsFor(found)).toEqual(operators.split(' '));
	});

	it('is refused if it is not one of them, with the field, its type and the valid operators', () => {
		expect(() => condition('Amount', 'contains', 1)).toThrow(
			"'Filter' uses the operator 'contains', which the column 'Amount' (number) doesn't have. Its operators are is, isNot, isGreater, isGreaterEqual, isLess, isLessEqual, isEmpty, isNotEmpty.",
		);
	});
});

describe('a filter', () => {
	it('is sent with the IDs of its fields, given by name or ID', () => {
		const filter = {
			conjunction: 'or',
			filterSet: [
				{ fieldId: 'Name', operator: 'is', value: 'Alpha' },
				{
					conjunction: 'and',
					filterSet: [
						{ fieldId: table.find('Amount')?.id, operator: 'isGreater', value: 5 },
						{ fieldId: 'Notes', operator: 'isEmpty', value: null },
					],
				},
			],
		};
		expect(wireFilter(checkedFilter(filter, table, NEW_YORK) as FilterGroup)).toEqual({
			conjunction: 'or',
			filterSet: [
				{ fieldId: 'fldNamexxxxxxxxxxxx', operator: 'is', value: 'Alpha' },
				{
					conjunction: 'and',
					filterSet: [
						{ fieldId: 'fldAmountxxxxxxxxxx', operator: 'isGreater', value: 5 },
						{ fieldId: 'fldNotesxxxxxxxxxxx', operator: 'isEmpty', value: null },
					],
				},
			],
		});
	});

	const nested = (levels: number): IDataObject => ({
		conjunction: 'and',
		filterSet: [
			levels === 1 ? { fieldId: 'Name', operator: 'is', value: 'x' } : nested(levels - 1),
		],
	});

	it('may have up to five nested levels', () => {
		expect(() => checkedFilter(nested(5), table, NEW_YORK)).not.toThrow();
		expect(() => checkedFilter(nested(6), table, NEW_YORK)).toThrow('more than 5 levels of groups');
	});

	it.each([
		['no object', 'Name = 1', 'is not an object'],
		['nothing', undefined, 'is not an object'],
		['no conjunction', { filterSet: [] }, "'conjunction' is not 'and' or 'or'"],
		['another conjunction', { conjunction: 'xor', filterSet: [] }, "is not 'and' or 'or'"],
		['no list', { conjunction: 'and' }, "'filterSet' is not a list"],
		['no condition', { conjunction: 'and', filterSet: [] }, 'so every record would match'],
		['an unknown key', { conjunction: 'and', filterSet: [], not: 1 }, "a group with 'not'"],
		[
			'a condition without a field',
			{ conjunction: 'and', filterSet: [{ field: 'Name' }] },
			"a condition without a 'fieldId'",
		],
		[
			'a condition with an unknown key',
			{ conjunction: 'and', filterSet: [{ fieldId: 'Name', operator: 'is', values: ['x'] }] },
			"a condition with 'values'",
		],
		[
			"the database's own operators",
			{
				conjunction: 'and',
				filterSet: [{ fieldId: 'Amount', operator: '>', value: 5, isSymbol: true }],
			},
			"a condition with 'isSymbol'",
		],
		['an empty condition', { conjunction: 'and', filterSet: [null] }, 'that is not an object'],
	])('is refused with %s', (_what, filter, message) => {
		expect(() => checkedFilter(filter, table, NEW_YORK)).toThrow(message);
	});

	it('names an unknown field with the columns of the table', () => {
		expect(() => condition('Nmae', 'is', 'x')).toThrow(
			/^'Filter' contains 'Nmae', which the table doesn't have\. Its columns are 'Name', 'Notes',/,
		);
	});
});

describe('the value of a condition', () => {
	it.each([
		['Name', 'is', 5, '5'],
		['Name', 'is', ' spaces stay ', ' spaces stay '],
		['Amount', 'is', '12.50', 12.5],
		['Amount', 'isLess', ' -3 ', -3],
		['Stars', 'is', 4, 4],
		['Done', 'is', 'true', true],
		['Done', 'is', 'No', false],
		['Done', 'is', null, false],
		['Done', 'is', 1, true],
		['Status', 'is', 'Todo', 'Todo'],
		['Status', 'isAnyOf', 'Todo, Done', ['Todo', 'Done']],
		['Status', 'isAnyOf', 'On hold, for now', ['On hold, for now']],
		['Tags', 'hasAllOf', ['Todo'], ['Todo']],
		['Owner', 'is', 'Me', 'Me'],
		['Owner', 'isAnyOf', 'usrAbCdEfGhIjKlMnOp', ['usrAbCdEfGhIjKlMnOp']],
		['Company', 'is', 'recAbCdEfGhIjKlMnOp', 'recAbCdEfGhIjKlMnOp'],
		['Company', 'contains', 'Acm', 'Acm'],
		['Name', 'isEmpty', undefined, null],
		['Name', 'isNotEmpty', '', null],
	])('%s %s %p is sent as Teable expects it', (name, operator, given, sent) => {
		expect(valueOf(name, operator, given)).toEqual(sent);
	});

	it.each([
		['Name', 'is', null, "has no value for the column 'Name'. Enter one."],
		[
			'Name',
			'is',
			'',
			"has no value for the column 'Name'. Enter one. To find empty cells, use the operator Is Empty (isEmpty).",
		],
		['Name', 'is', ['Alpha'], 'It accepts one value.'],
		['Name', 'isEmpty', 'x', 'It accepts no value.'],
		[
			'Amount',
			'is',
			'abc',
			"'Amount' (number) with the operator 'is': 'abc'. It accepts a number, e.g. 12.5.",
		],
		['Amount', 'is', true, 'It accepts a number, e.g. 12.5.'],
		['Done', 'is', 'maybe', 'It accepts true or false.'],
		['Status', 'is', 'todo', "It accepts one of its choices: 'Todo', 'Done', 'On hold, for now'."],
		['Tags', 'hasAnyOf', ['Todo', 'Nope'], "It accepts one of its choices: 'Todo', 'Done'"],
		['Tags', 'hasAnyOf', [], 'It accepts at least one value.'],
		['Owner', 'is', ['tester', 'other'], 'It accepts one value.'],
		['Company', 'is', { name: 'Acme' }, 'It accepts a plain value.'],
		['Due', 'is', { mode: 'zzz' }, "an object with 'mode', one of exactDate, exactDateTime, today"],
		['Due', 'is', '2026-13-45', 'It accepts a date such as 2026-01-31'],
		['Due', 'is', { mode: 'daysAgo' }, "'daysAgo' with a whole 'numberOfDays'"],
		['Due', 'is', { mode: 'daysAgo', numberOfDays: -1 }, "with a whole 'numberOfDays'"],
		['Due', 'isWithIn', { mode: 'today' }, "an object with 'mode', one of pastWeek"],
		[
			'Due',
			'is',
			{ mode: 'exactDate', exactDate: '2026-01-31', timeZone: 'Nope/Zone' },
			"a 'timeZone' such as Europe/Berlin",
		],
	])('%s %s %p is refused with what the column accepts', (name, operator, given, message) => {
		expect(() => condition(name, operator, given)).toThrow(message);
	});

	it.each([
		['Owner', 'is', 'tester'],
		['Team', 'hasAnyOf', 'usrAbCdEfGhIjKlMnOp, tester'],
		['Company', 'is', 'Acme'],
		['Company', 'is', { id: 'recAbCdEfGhIjKlMnOp' }],
	])('%s %s %p is looked up later', (name, operator, given) => {
		expect(condition(name, operator, given).parts).toMatchObject([{ operator, named: given }]);
	});

	it('is shortened in the error', () => {
		expect(() => condition('Amount', 'is', 'x'.repeat(500))).toThrow(`'${'x'.repeat(60)}…'`);
	});
});

describe('a date to compare with', () => {
	it.each([
		['a day', '2025-01-15'],
		['a day by its mode', { mode: 'exactDate', exactDate: '2025-01-15' }],
		['a time on that day', { mode: 'exactDate', exactDate: '2025-01-15T22:30:00.000Z' }],
		[
			'a day in another time zone',
			{ mode: 'exactDate', exactDate: '2025-01-15T20:00:00', timeZone: NEW_YORK },
		],
		["the mode of Teable's own form", { mode: 'exactFormatDate', exactDate: '2025-01-15' }],
	])("is sent as the beginning of the day in the field's time zone: %s", (_what, value) => {
		expect(valueOf('Due', 'is', value)).toEqual({
			mode: 'exactDate',
			exactDate: '2025-01-14T23:00:00.000Z',
			timeZone: 'Europe/Paris',
		});
	});

	it.each([
		['text without a time zone', '2025-01-15 10:30'],
		['text with a time zone', '2025-01-15T09:30:00Z'],
		['its mode', { mode: 'exactDateTime', exactDate: '2025-01-15T10:30' }],
		[
			'its mode and time zone',
			{ mode: 'exactDateTime', exactDate: '2025-01-15T04:30', timeZone: NEW_YORK },
		],
	])('is a time, to the millisecond, given as %s', (_what, value) => {
		expect(valueOf('Due', 'isAfter', value)).toEqual({
			mode: 'exactDateTime',
			exactDate: '2025-01-15T09:30:00.000Z',
			timeZone: 'Europe/Paris',
		});
	});

	it("may be a day relative to today, in the field's time zone whatever zone is given", () => {
		expect(valueOf('Due', 'is', 'today')).toEqual({ mode: 'today', timeZone: 'Europe/Paris' });
		expect(
			valueOf('Due', 'isWithIn', { mode: 'pastNumberOfDays', numberOfDays: '7', timeZone: 'UTC' }),
		).toEqual({ mode: 'pastNumberOfDays', numberOfDays: 7, timeZone: 'Europe/Paris' });
	});

	it('sends UTC in the form that 1.10 accepts, however the server writes it', () => {
		expect(valueOf('Created', 'is', 'today')).toEqual({ mode: 'today', timeZone: 'UTC' });
	});
});
