import { DateTime } from 'luxon';

import {
	acceptedDates,
	toTeableDate,
} from '../../../../../../nodes/Teable/teable/schema/cells/dates';

describe('a date that is sent to Teable', () => {
	test.each([
		['2026-01-15T10:30:00Z', 'UTC', '2026-01-15T10:30:00.000Z'],
		['2026-01-15T10:30:00.123456Z', 'UTC', '2026-01-15T10:30:00.123Z'],
		['2026-01-15T10:30:00+02:00', 'UTC', '2026-01-15T08:30:00.000Z'],
		['2026-01-15 10:30', 'UTC', '2026-01-15T10:30:00.000Z'],
		['2026-01-15', 'UTC', '2026-01-15T00:00:00.000Z'],
	])('%s always gets three decimals and UTC', (text, zone, expected) => {
		expect(toTeableDate(text, zone)).toBe(expected);
	});

	test("is read in the field's time zone if it has none", () => {
		expect(toTeableDate('2026-01-15T10:30', 'Europe/Paris')).toBe('2026-01-15T09:30:00.000Z');
		expect(toTeableDate('2026-07-15', 'America/New_York')).toBe('2026-07-15T04:00:00.000Z');
	});

	test('keeps its instant if it has a time zone, whatever that of the field', () => {
		expect(toTeableDate('2026-01-15T10:30:00Z', 'Asia/Tokyo')).toBe('2026-01-15T10:30:00.000Z');
	});

	test('may be epoch milliseconds, a Date or a luxon DateTime', () => {
		const instant = '2026-01-15T10:30:00.123Z';
		expect(toTeableDate(Date.parse(instant), 'UTC')).toBe(instant);
		expect(toTeableDate(new Date(instant), 'UTC')).toBe(instant);
		expect(toTeableDate(DateTime.fromISO(instant), 'UTC')).toBe(instant);
	});

	test.each(['15/01/2026', 'hello', '2026-13-45', '', true, {}, Number.NaN])(
		'%p is not a date: Teable would empty the cell or store another day',
		(value) => {
			expect(toTeableDate(value, 'UTC')).toBeUndefined();
		},
	);

	test.each([
		[45321, "If 45321 is a spreadsheet date, convert it: {{ DateTime.fromISO('1899-12-30')"],
		['45321', 'If 45321 is a spreadsheet date'],
		[1760000000, 'If 1760000000 is in seconds, convert it: {{ DateTime.fromSeconds(1760000000) }}'],
		['1760000000', 'If 1760000000 is in seconds'],
		[0, 'a date such as'],
		[1760000000000000, 'a date such as'],
		['2026-03-29T02:30', 'this time does not exist in Europe/Paris, because clocks go forward'],
		['soon', 'a date such as'],
	])('%p is refused with what to do', (value, advice) => {
		expect(toTeableDate(value, 'Europe/Paris')).toBeUndefined();
		expect(acceptedDates(value, 'Europe/Paris')).toContain(advice);
	});

	test('a local time that occurs twice is the first of the two', () => {
		expect(toTeableDate('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
		expect(toTeableDate('2026-11-01 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
	});

	test('a day without midnight begins with its first hour', () => {
		expect(toTeableDate('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
	});
});
