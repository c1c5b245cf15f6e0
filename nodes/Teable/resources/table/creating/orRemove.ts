import { attemptAsync } from '../../../core/attempt';
import { withFate } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import type { TableInBase } from '../../../teable/schema/base';
import { readTable } from '../../../teable/schema/table';
import { alreadyCreated, deleteAgain } from '../../deleteAgain';
import { removeTable } from '../shared/removal';

/**
 * Completes a new table. If that fails, the table is deleted on request.
 *
 * @param removes whether to delete the table
 * @throws the failure, which says what happened to the table
 */
export async function orRemove<T>(
	client: TeableClient,
	table: TableInBase,
	removes: boolean,
	rest: () => Promise<T>,
): Promise<T> {
	const done = await attemptAsync(rest);
	if (!(done instanceof Error)) return done;
	const { removed, said } = await takeAway(client, table, removes);
	done.message = `${sentence(done.message)} ${said}`;
	// A table that is kept is neither complete nor absent.
	throw withFate(done, removed ? 'notWritten' : 'unknown');
}

/** Deletes a new table on request, and says what happened to it. */
export async function takeAway(
	client: TeableClient,
	table: TableInBase,
	removes: boolean,
): Promise<{ removed: boolean; said: string }> {
	const what = `Table '${table.name}' (${table.id})`;
	const { removed, said } = removes
		? await deleteAgain(what, async () => await removeTable(client, table))
		: { removed: false, said: alreadyCreated(what) };
	return { removed, said: removed ? said : `${said} ${await whatStands(client, table)}` };
}

async function whatStands(client: TeableClient, { id }: TableInBase): Promise<string> {
	const table = await attemptAsync(async () => await readTable(client, id));
	return table instanceof Error
		? 'Check in Teable what it contains.'
		: `It still exists, with the fields ${table.fieldNames}.`;
}
