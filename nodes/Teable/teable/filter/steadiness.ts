import { countsFromToday } from './dateFilter';
import type { FilterGroup } from './filter';
import { isGroup } from './filter';
import type { Field } from '../schema/table';

/**
 * Whether the records that match a filter stay the same while no record of the table changes. Not if the filter is relative
 * to today, or if the values of a column come from elsewhere: a formula can use the time, and a lookup, rollup or title of
 * a link changes with another table.
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
