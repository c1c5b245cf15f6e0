import { partition } from 'lodash';

import { isError } from '../../../core/attempt';
import type { ItemContext } from '../../../core/operation';
import { firstFailure } from '../../../core/report';
import type { Fate } from '../../../fate';
import { fateOf, withFate } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';

/**
 * Combines the outcomes of all records of an item.
 *
 * @param done what is done to the records, for messages
 * @returns the outcome of each record, or an Error if any of them failed
 */
export function gather<T>(
	{ param }: ItemContext<TeableClient>,
	outcomes: Array<T | Error>,
	done: 'changed' | 'deleted',
): T[] | Error {
	const [failures, records] = partition(outcomes, isError);
	if (failures.length === 0) return records;
	const failure = firstFailure(failures) ?? failures[0];
	const fates = new Set([...records.map((): Fate => 'written'), ...failures.map(fateOf)]);
	if (fates.size === 1) return failure;
	const partial = param.failure(
		`Only ${records.length} of the ${outcomes.length} matching records are known to have been ${done}`,
		failure.message,
	);
	return withFate(partial, 'unknown');
}
