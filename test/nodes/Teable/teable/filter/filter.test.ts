import type { IDataObject } from 'n8n-workflow';

import type { FilterGroup } from '../../../../../nodes/Teable/teable/filter/filter';
import { checkedFilter, wireFilter } from '../../../../../nodes/Teable/teable/filter/filter';
import { condition, NEW_YORK, table } from './filteredTable';

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
