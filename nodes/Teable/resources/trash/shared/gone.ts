import type { ItemContext } from '../../../core/operation';
import { attemptAsync } from '../../../core/attempt';
import type { TeableClient } from '../../../teable/http/client';
import { allowed, refusalOf } from '../../../teable/http/errors';
import { path } from '../../../teable/http/path';
import type { TrashPlace } from '../../../teable/reading/trash';

/**
 * Returns the result of `read`. v2 answers 500 for the trash of a table that is itself in the trash.
 *
 * @throws NodeOperationError that says so, if the table is in the trash
 */
export async function throwIfTableIsGone<T>(
	{ client, param }: ItemContext<TeableClient>,
	place: TrashPlace,
	read: () => Promise<T>,
): Promise<T> {
	const result = await attemptAsync(read);
	if (!(result instanceof Error)) return result;
	if (place.of !== 'table' || refusalOf(result)?.status !== 500) throw result;
	if (await allowed(client.get(path`/table/${place.id}/field`))) throw result;
	throw param.bad(TABLE_IS_GONE);
}

/** The error about a table that is itself in the trash. */
export const TABLE_IS_GONE = {
	label: 'Table',
	problem: 'is itself in the trash',
	remedy:
		"Restore the table first, with 'What Was Deleted' set to Tables. Then restore what was deleted from it.",
};
