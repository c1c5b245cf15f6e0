import type { ItemContext } from '../../../core/operation';
import { attemptAsync } from '../../../core/attempt';
import type { TeableClient } from '../../../teable/http/client';
import { allowed, refusalOf } from '../../../teable/http/errors';
import { path } from '../../../teable/http/path';
import type { TrashPlace } from '../../../teable/reading/trash';

/**
 * Gives what `read` gives of a trash. v2 answers 500 about the trash of a table that is in the trash itself.
 *
 * @throws NodeOperationError that says so, where the table is gone
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

/** What to say of a table that is in the trash itself. */
export const TABLE_IS_GONE = {
	label: 'Table',
	problem: 'is in the trash itself',
	remedy:
		"Restore the table first, with 'What Was Deleted' set to Tables. What was deleted from it before can be restored then.",
};
