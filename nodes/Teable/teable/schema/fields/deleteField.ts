import type { TeableClient } from '../../http/client';
import { path } from '../../http/path';
import { isEmptyAnswer } from '../../http/recovery';
import { readTable } from '../table';

/** Deletes a field. For a link, Teable also deletes its other side in the linked table. */
export async function deleteField(
	client: TeableClient,
	tableId: string,
	id: string,
): Promise<void> {
	await client.delete(path`/table/${tableId}/field/${id}`, undefined, {
		fits: isEmptyAnswer,
		look: async () => {
			const { fields } = await readTable(client, tableId);
			return fields.some((field) => field.id === id) ? undefined : '';
		},
	});
}
