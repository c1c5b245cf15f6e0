import type { TeableClient } from '../../../teable/http/client';
import { allowed } from '../../../teable/http/errors';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchTables } from '../../../teable/schema/base';
import type { Field } from '../../../teable/schema/table';
import { readTable } from '../../../teable/schema/table';

/** The link fields in other tables that lead to a table, as "'Companies' of the table 'Orders'". */
export async function linksTo(client: TeableClient, table: TableInBase): Promise<string[]> {
	const leadsHere = ({ type, options }: Field) =>
		type === 'link' && options?.foreignTableId === table.id;
	const others = (await fetchTables(client, table.baseId)).filter(({ id }) => id !== table.id);
	const found = await Promise.all(
		others.map(async ({ id, name }) => {
			const { fields } = await readTable(client, id);
			return fields.filter(leadsHere).map((field) => `'${field.name}' of the table '${name}'`);
		}),
	);
	return [...found.flat(), ...(await linksFromOtherBases(client, table, others))];
}

/** A table of another base shows only in the link back to it; its own name may be out of the credential's reach. */
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
			return mirror ? [`'${mirror.name}' of the table ${id} in another base`] : [];
		}),
	);
	return found.flat();
}
