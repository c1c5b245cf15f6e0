import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import { TABLES } from './tables';
import type { Write } from './write';
import { OF_ITEM, SOME, byId, countOf } from './write';

/** The trash of a table or base, by the IDs of what was deleted. */
async function inTrash(
	{ server }: TestTable,
	of: 'table' | 'base',
	id: string,
): Promise<Set<string>> {
	const { trashItems } = await server.ask(
		'GET',
		`/trash/items?resourceType=${of}&resourceId=${id}`,
	);
	const items = trashItems as Array<{ resourceIds?: string[]; resourceId?: string }>;
	return new Set(items.flatMap((item) => item.resourceIds ?? item.resourceId ?? []));
}

/** Creates tables in addition to the test's own. */
async function makeTables(table: TestTable): Promise<string[]> {
	const ids: string[] = [];
	for (const name of TABLES.names) ids.push(String((await TABLES.make(table, name)).id));
	return ids;
}

const itemsOf = (ids: string[]) => ids.map((id) => ({ id }));

/** 1.10 allows only sessions to use the trash. */
const SESSION = { count: SOME, after: 1, caller: 'cookie' } as const;

export const TRASH_WRITES: Write[] = [
	{
		...SESSION,
		name: 'Restore',
		request: { method: 'POST', route: '/api/trash/restore/:id' },
		async setUp(table) {
			const ids = await table.fill(range(SOME).map((index) => ({ Name: `row ${index}` })));
			for (const id of ids) await table.server.ask('DELETE', `/table/${table.id}/record/${id}`);
			return {
				parameters: {
					...{ resource: 'trash', operation: 'restore', deleted: 'inTable' },
					...{ tableId: byId(table.id), trashId: OF_ITEM },
				},
				items: itemsOf(ids),
				held: async () => countOf(itemsOf(ids), await table.rows(), 'id'),
			};
		},
	},
	{
		...SESSION,
		name: 'Permanently Delete',
		request: { method: 'DELETE', route: '/api/base/:baseId/table/:tableId/permanent' },
		async setUp(table) {
			const { server, baseId } = table;
			const ids = await makeTables(table);
			for (const id of ids) await server.ask('DELETE', `/base/${baseId}/table/${id}`);
			await inTrash(table, 'base', baseId);
			return {
				parameters: {
					...{ resource: 'trash', operation: 'delete', deleted: 'table' },
					...{ baseId: byId(baseId), trashId: OF_ITEM, destroyForGood: true },
				},
				items: itemsOf(ids),
				held: async () => {
					const left = await inTrash(table, 'base', baseId);
					return ids.map((id) => (left.has(id) ? 0 : 1));
				},
			};
		},
	},
	{
		...SESSION,
		name: 'Empty Trash',
		request: { method: 'DELETE', route: '/api/trash/reset-items' },
		async setUp(table) {
			const { server } = table;
			const ids = await makeTables(table);
			for (const id of ids) {
				const { records } = await server.ask('GET', `/table/${id}/record`);
				const [record] = records as IDataObject[];
				await server.ask('DELETE', `/table/${id}/record/${String(record.id)}`);
			}
			return {
				parameters: {
					...{ resource: 'trash', operation: 'empty', deleted: 'inTable' },
					...{ tableId: OF_ITEM, destroyForGood: true },
				},
				items: itemsOf(ids),
				held: async () =>
					await Promise.all(
						ids.map(async (id) => ((await inTrash(table, 'table', id)).size > 0 ? 0 : 1)),
					),
			};
		},
	},
];
