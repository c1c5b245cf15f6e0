import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import { isEmptyAnswer } from '../../../teable/http/recovery';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchTables } from '../../../teable/schema/base';
import { deleteField } from '../../../teable/schema/fields/deleteField';
import { readTable } from '../../../teable/schema/table';

/**
 * Deletes a table. Its link fields in other tables are left to Teable, whose engines differ.
 *
 * @param forGood whether to delete it permanently instead of moving it to the trash
 */
export async function deleteTable(
	client: TeableClient,
	{ id, baseId }: TableInBase,
	forGood = false,
): Promise<void> {
	const route = forGood
		? path`/base/${baseId}/table/${id}/permanent`
		: path`/base/${baseId}/table/${id}`;
	await client.delete(route, undefined, {
		fits: isEmptyAnswer,
		look: async () => {
			const tables = await fetchTables(client, baseId);
			return tables.some((table) => table.id === id) ? undefined : '';
		},
	});
}

/**
 * Deletes a new table, and first the link fields that Teable has added to other tables: if only the table is deleted,
 * v2 keeps them, and the old engine of 2026 turns them into text.
 */
export async function removeTable(client: TeableClient, table: TableInBase): Promise<void> {
	const { fields } = await readTable(client, table.id);
	const links = fields.filter(({ type, options }) => type === 'link' && options?.isOneWay !== true);
	for (const { id } of links) await deleteField(client, table.id, id);
	await deleteTable(client, table);
}
