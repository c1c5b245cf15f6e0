import { holdsSeveral, kindOf } from '../../filter/filterOperators';
import type { Field } from '../../schema/table';

/** Teable's functions, with their names in the footer menu of its grid. */
export const FUNCTION_NAMES = {
	sum: 'Sum',
	average: 'Average',
	min: 'Min',
	max: 'Max',
	count: 'Count',
	empty: 'Empty',
	filled: 'Filled',
	unique: 'Unique',
	percentEmpty: 'Percent Empty',
	percentFilled: 'Percent Filled',
	percentUnique: 'Percent Unique',
	checked: 'Checked',
	unChecked: 'Unchecked',
	percentChecked: 'Percent Checked',
	percentUnChecked: 'Percent Unchecked',
	earliestDate: 'Earliest Date',
	latestDate: 'Latest Date',
	dateRangeOfDays: 'Date Range (Days)',
	dateRangeOfMonths: 'Date Range (Months)',
	totalAttachmentSize: 'Total Attachment Size',
} as const;

export type AggregateFunction = keyof typeof FUNCTION_NAMES;

const PRESENCE: AggregateFunction[] = ['count', 'empty', 'filled', 'percentEmpty', 'percentFilled'];

const UNIQUENESS: AggregateFunction[] = ['unique', 'percentUnique'];

/** The functions that Teable accepts for a field. It answers 400 to any other. */
export function functionsFor(field: Field): AggregateFunction[] {
	switch (kindOf(field)) {
		case 'attachment':
			return [...PRESENCE, 'totalAttachmentSize'];
		case 'boolean':
			return ['count', 'checked', 'unChecked', 'percentChecked', 'percentUnChecked'];
		case 'dateTime':
			return [
				...PRESENCE,
				...UNIQUENESS,
				'earliestDate',
				'latestDate',
				'dateRangeOfDays',
				'dateRangeOfMonths',
			];
		case 'link':
			return PRESENCE;
		case 'number':
			return ['sum', 'average', 'min', 'max', ...PRESENCE, ...UNIQUENESS];
		case 'user':
			return holdsSeveral(field) ? PRESENCE : [...PRESENCE, ...UNIQUENESS];
		default:
			return [...PRESENCE, ...UNIQUENESS];
	}
}
