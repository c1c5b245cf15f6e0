import { countsFromToday } from './dateFilter';
import type { FilterGroup } from './filter';
import { isGroup } from './filter';
import type { Field } from '../schema/table';

/**
 * Whether a filter lets the same records through for as long as no record of the table is changed. One that
 * counts days from today does not, nor one on a column whose cells come from elsewhere: a formula may ask for
 * the time, and a lookup, a rollup or the title of a link changes with another table.
 */
export const changesOnlyWithRecords = ({ parts }: FilterGroup): boolean =>
	parts.every((part) =>
		isGroup(part)
			? changesOnlyWithRecords(part)
			: isHeldByRecord(part.field) && !countsFromToday(part.value),
	);

const FROM_ELSEWHERE = ['conditionalRollup', 'formula', 'link', 'rollup'];

const isHeldByRecord = ({ type, isLookup }: Field): boolean =>
	isLookup !== true && !FROM_ELSEWHERE.includes(type);
