import { attemptAsync } from '../../../core/attempt';
import { withFate } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import { path } from '../../../teable/http/path';
import type { TableInBase } from '../../../teable/schema/base';
import type { Field } from '../../../teable/schema/table';
import { removeTable } from '../shared/removal';

/**
 * Does the rest of making a table. When that fails, the table is taken away again, if that is wished.
 *
 * @param removes whether it is wished
 * @throws the failure, with what became of the table
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
	// A table that stays is neither made as it was wanted nor left alone.
	throw withFate(done, removed ? 'notWritten' : 'unknown');
}

/** Takes a table that was just made away again, if that is wished, and says what became of it. */
export async function takeAway(
	client: TeableClient,
	table: TableInBase,
	removes: boolean,
): Promise<{ removed: boolean; said: string }> {
	const made = `The table '${table.name}' (${table.id}) had been made before.`;
	const failure = removes
		? await attemptAsync(async () => await removeTable(client, table))
		: undefined;
	if (removes && !failure) return { removed: true, said: `${made} It was removed again.` };
	const why = failure ? ` It could not be removed again: ${sentence(failure.message)}` : '';
	return { removed: false, said: `${made}${why} ${await whatStands(client, table)}` };
}

async function whatStands(client: TeableClient, { id }: TableInBase): Promise<string> {
	const fields = await attemptAsync(
		async () => await client.get<Field[]>(path`/table/${id}/field`),
	);
	return fields instanceof Error
		? 'Look in Teable at what is there.'
		: `It stands, with the fields ${fields.map(({ name }) => `'${name}'`).join(', ')}.`;
}
