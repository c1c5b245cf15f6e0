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
	const failure = done;
	failure.message = `${sentence(failure.message)} The table '${table.name}' (${table.id}) had been made before.`;
	const removed = removes
		? await attemptAsync(async () => await removeTable(client, table))
		: undefined;
	if (removes && !(removed instanceof Error)) {
		failure.message += ' It was removed again.';
		throw withFate(failure, 'notWritten');
	}
	if (removed) failure.message += ` It could not be removed again: ${sentence(removed.message)}`;
	failure.message += ` ${await whatStands(client, table)}`;
	// It is neither made as it was wanted nor left alone.
	throw withFate(failure, 'unknown');
}

async function whatStands(client: TeableClient, { id }: TableInBase): Promise<string> {
	const fields = await attemptAsync(
		async () => await client.get<Field[]>(path`/table/${id}/field`),
	);
	return fields instanceof Error
		? 'Look in Teable at what is there.'
		: `It stands, with the fields ${fields.map(({ name }) => `'${name}'`).join(', ')}.`;
}
