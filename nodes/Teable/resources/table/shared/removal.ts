import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import { isEmptyAnswer } from '../../../teable/http/recovery';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchTables } from '../../../teable/schema/base';
import { deleteField } from '../../../teable/schema/fields/deleteField';
import type { Field } from '../../../teable/schema/table';

/**
 * Deletes a table. What other tables have of it is left to Teable, whose engines differ in that.
 *
 * @param forGood past the trash
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
 * Takes away a table that was just made, and the links to it that Teable has added to other tables: deleted with the
 * table alone, v2 would leave them there, and the old engine of 2026 make texts of them.
 */
export async function removeTable(client: TeableClient, table: TableInBase): Promise<void> {
	const fields = await client.get<Field[]>(path`/table/${table.id}/field`);
	const links = fields.filter(({ type, options }) => type === 'link' && options?.isOneWay !== true);
	for (const { id } of links) await deleteField(client, table.id, id);
	await deleteTable(client, table);
}
