import type { IDataObject } from 'n8n-workflow';

import type { FilterGroup } from '../../../../../nodes/Teable/teable/filter/filter';
import { checkedFilter, wireFilter } from '../../../../../nodes/Teable/teable/filter/filter';
import { dependsOnEngine, planFilter } from '../../../../../nodes/Teable/teable/filter/filterPlan';
import { Table } from '../../../../../nodes/Teable/teable/schema/table';

const NAME = 'fldNamexxxxxxxxxxxx';
const AMOUNT = 'fldAmountxxxxxxxxxx';
const WHEN = 'fldWhenxxxxxxxxxxxx';

const table = new Table('tblPlanxxxxxxxxxxxx', [
	{ id: NAME, name: 'Name', type: 'singleLineText', cellValueType: 'string' },
	{ id: AMOUNT, name: 'Amount', type: 'number', cellValueType: 'number' },
	{ id: WHEN, name: 'When', type: 'date', cellValueType: 'dateTime' },
]);

const NOON = '2025-01-15T12:00:00.000Z';

const filterOf = (conjunction: string, ...filterSet: unknown[]) =>
	checkedFilter({ conjunction, filterSet }, table, 'UTC') as FilterGroup;

const name = (operator: string, value?: string) => ({ fieldId: 'Name', operator, value });
const amount = (value: number) => ({ fieldId: 'Amount', operator: 'is', value });
const when = (operator: string) => ({ fieldId: 'When', operator, value: NOON });

const planned = (engine: '1.10' | '2026' | 'v2', conjunction: string, ...filterSet: unknown[]) => {
	const { sent, check } = planFilter(filterOf(conjunction, ...filterSet), engine);
	return { sent: sent && wireFilter(sent), keeps: check?.keeps };
};

const sentConditions = (sent: IDataObject | undefined) =>
	(sent?.filterSet as IDataObject[] | undefined)?.map(({ operator, value }) => [
		operator,
		(value as IDataObject | null)?.mode ?? value,
	]);

describe('a filter on v2', () => {
	it('is left to the server', () => {
		const { sent, keeps } = planned('v2', 'and', name('isNot', 'a'), when('isAfter'), amount(1));
		expect(keeps).toBeUndefined();
		expect(sentConditions(sent)).toEqual([
			['isNot', 'a'],
			['isAfter', 'exactDateTime'],
			['is', 1],
		]);
	});
});

describe('text on the older engines, which ignore case', () => {
	it("is requested with 'is' and then compared exactly", () => {
		const { sent, keeps } = planned('2026', 'and', name('is', 'Alpha'), amount(1));
		expect(sentConditions(sent)).toEqual([
			['is', 'Alpha'],
			['is', 1],
		]);
		expect(keeps?.({ [NAME]: 'Alpha' })).toBe(true);
		expect(keeps?.({ [NAME]: 'alpha' })).toBe(false);
		expect(keeps?.({})).toBe(false);
	});

	it("is not requested with 'isNot', which would leave out records that differ only in case", () => {
		const { sent, keeps } = planned('1.10', 'and', name('isNot', 'Alpha'), amount(1));
		expect(sentConditions(sent)).toEqual([['is', 1]]);
		expect(keeps?.({ [NAME]: 'alpha' })).toBe(true);
		expect(keeps?.({ [NAME]: 'Alpha' })).toBe(false);
		expect(keeps?.({})).toBe(true);
	});

	it.each([
		['contains', '100%', [['contains', '100%']], '99, 100% sure', '100 sure'],
		['contains', 'a_b', [['contains', 'a_b']], 'A_B', 'axb'],
		['contains', 'a\\b', undefined, 'a\\b', 'ab'],
		['doesNotContain', '100%', undefined, '100 sure', '100% sure'],
	])('with %s %p is not a pattern', (operator, value, sent, kept, dropped) => {
		const plan = planned('1.10', 'and', name(operator, value));
		expect(sentConditions(plan.sent)).toEqual(sent);
		expect(plan.keeps?.({ [NAME]: kept })).toBe(true);
		expect(plan.keeps?.({ [NAME]: dropped })).toBe(false);
	});

	it('needs no check if nothing in it can differ', () => {
		const filter = filterOf('and', name('contains', 'plain'), name('isEmpty'), amount(1));
		expect(dependsOnEngine(filter)).toBe(false);
		expect(planFilter(filter, '1.10').check).toBeUndefined();
	});

	it("is checked in an 'or' group with only text", () => {
		const { sent, keeps } = planned('1.10', 'or', name('is', 'Alpha'), name('isEmpty'));
		expect(sentConditions(sent)).toEqual([
			['is', 'Alpha'],
			['isEmpty', null],
		]);
		expect(keeps?.({ [NAME]: 'Alpha' })).toBe(true);
		expect(keeps?.({ [NAME]: 'alpha' })).toBe(false);
		expect(keeps?.({})).toBe(true);
	});

	it("requests everything if a part of an 'or' cannot be requested", () => {
		const { sent, keeps } = planned('1.10', 'or', name('is', 'Alpha'), name('isNot', 'Beta'));
		expect(sent).toBeUndefined();
		expect(keeps?.({ [NAME]: 'Beta' })).toBe(false);
		expect(keeps?.({ [NAME]: 'beta' })).toBe(true);
	});

	it("is compared by the server in an 'or' with other types of conditions", () => {
		const { sent, keeps } = planned('1.10', 'or', name('is', 'Alpha'), amount(1));
		expect(keeps).toBeUndefined();
		expect(sentConditions(sent)).toEqual([
			['is', 'Alpha'],
			['is', 1],
		]);
	});

	it('is checked in nested groups', () => {
		const inner = { conjunction: 'or', filterSet: [name('is', 'Alpha'), name('is', 'Beta')] };
		const { keeps } = planned('1.10', 'and', inner, amount(1));
		expect(keeps?.({ [NAME]: 'Beta' })).toBe(true);
		expect(keeps?.({ [NAME]: 'BETA' })).toBe(false);
	});
});

describe('an exact time on 1.10, which only compares days', () => {
	const earlier = { [WHEN]: '2025-01-15T11:59:59.999Z' };
	const same = { [WHEN]: NOON };
	const later = { [WHEN]: '2025-01-15T12:00:00.001Z' };

	it.each([
		['is', [['is', 'exactDate']], [false, true, false, false]],
		['isNot', undefined, [true, false, true, true]],
		['isBefore', [['isOnOrBefore', 'exactDate']], [true, false, false, false]],
		['isOnOrBefore', [['isOnOrBefore', 'exactDate']], [true, true, false, false]],
		['isAfter', [['isOnOrAfter', 'exactDate']], [false, false, true, false]],
		['isOnOrAfter', [['isOnOrAfter', 'exactDate']], [false, true, true, false]],
	])('%s requests the days and compares the times', (operator, sent, kept) => {
		const plan = planned('1.10', 'and', when(operator));
		expect(sentConditions(plan.sent)).toEqual(sent);
		expect([earlier, same, later, {}].map((cells) => plan.keeps?.(cells))).toEqual(kept);
	});

	it('is left to a server of 2026, with either engine', () => {
		expect(planned('2026', 'and', when('isAfter')).keeps).toBeUndefined();
	});

	it("is refused in an 'or' with conditions that the node cannot check", () => {
		expect(() => planned('1.10', 'or', when('is'), amount(1))).toThrow(
			"'Filter' compares an exact time in an 'or' group, which this version of Teable (1.10) does not support.",
		);
	});
});
