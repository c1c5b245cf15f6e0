import type { TeableClient } from '../../../teable/http/client';
import { allowed } from '../../../teable/http/errors';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchTables } from '../../../teable/schema/base';
import type { Field } from '../../../teable/schema/table';
import { readTable } from '../../../teable/schema/table';

/** The link fields in other tables that link to a table, as "'Companies' in table 'Orders'". */
export async function linksTo(client: TeableClient, table: TableInBase): Promise<string[]> {
	const leadsHere = ({ type, options }: Field) =>
		type === 'link' && options?.foreignTableId === table.id;
	const others = (await fetchTables(client, table.baseId)).filter(({ id }) => id !== table.id);
	const found = await Promise.all(
		others.map(async ({ id, name }) => {
			const { fields } = await readTable(client, id);
			return fields.filter(leadsHere).map((field) => `'${field.name}' in table '${name}'`);
		}),
	);
	return [...found.flat(), ...(await linksFromOtherBases(client, table, others))];
}

/** Tables of other bases are found through the links back to them; the credential may not have access to their names. */
async function linksFromOtherBases(
	client: TeableClient,
	{ id: tableId }: TableInBase,
	others: TableInBase[],
): Promise<string[]> {
	const { fields } = await readTable(client, tableId);
	const away = fields.filter(
		({ type, options }) =>
			type === 'link' &&
			options?.isOneWay !== true &&
			options?.foreignTableId !== tableId &&
			!others.some(({ id }) => id === options?.foreignTableId),
	);
	const found = await Promise.all(
		away.map(async ({ options }) => {
			const id = String(options?.foreignTableId);
			const foreign = await allowed(readTable(client, id));
			const mirror = foreign?.fields.find((field) => field.id === options?.symmetricFieldId);
			return mirror ? [`'${mirror.name}' in table ${id} of another base`] : [];
		}),
	);
	return found.flat();
}
