import { condition, NEW_YORK, valueOf } from './filteredTable';

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
		['Tags', 'hasAnyOf', [], "has no value for the column 'Tags'. Enter one."],
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
