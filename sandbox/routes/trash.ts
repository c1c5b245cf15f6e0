import { trashItemsRoSchema } from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute, checkAccess } from '../access';
import { forbidden, invalid, localized } from '../errors';
import { restoreRecords } from '../records/remove';
import { titleOf } from '../records/values';
import { contextOf } from '../records/write';
import type { State, Table, TeableRecord, TrashItem } from '../state';
import { describeAuthor } from '../teable/accounts';
import { parse } from '../validation';

const PAGE = 20;

/** Deleted records. 1.10.0 keeps them from tokens. */
export function trashRoutes(server: FastifyInstance, state: State) {
	const config = { access: state.version === '1.10.0' ? ('session' as const) : ('token' as const) };

	server.get('/api/trash/items', { config }, async (request) => {
		const query = parse(state.version, trashItemsRoSchema, request.query);
		const { resourceId, resourceType, cursor } = query;
		const { pageSize: size } = request.query as { pageSize?: string };
		const pageSize = Number(size ?? PAGE);
		if (pageSize > PAGE) {
			throw invalid('Validation error: Too big: expected number to be <=20 at "pageSize"');
		}
		if (resourceType !== 'table') return { ...page(state, []), nextCursor: null };
		const table = tableInTrash(request, resourceId, 'table|trash_read');
		const all = [...table.trash].reverse();
		const start = Math.max(
			0,
			all.findIndex(({ id }) => id === cursor),
		);
		const next = all[start + pageSize]?.id;
		return { ...page(state, all.slice(start, start + pageSize), table), nextCursor: next };
	});

	server.post<{ Params: { id: string }; Querystring: { tableId?: string } }>(
		'/api/trash/restore/:id',
		{ config },
		async (request, reply) => {
			const { id } = request.params;
			const { tableId } = request.query;
			if (tableId === undefined) {
				const text = `Table id is required to restore table trash ${id}`;
				throw localized(
					state.version,
					400,
					{ '1.10.0': text, '2026-07': text },
					'trash.tableNotFound',
				);
			}
			const table = tableInTrash(request, tableId, 'table|trash_update');
			if (!restoreRecords(contextOf(state, table), id)) {
				const text = `The table trash ${id} not found`;
				throw localized(
					state.version,
					404,
					{ '1.10.0': text, '2026-07': text },
					'trash.tableNotFound',
				);
			}
			return await reply.status(201).send();
		},
	);

	/** The table of a query, which the guard has not seen. */
	function tableInTrash(request: FastifyRequest, tableId: string, scope: string): Table {
		if (!tableId.startsWith('tbl')) throw forbidden();
		checkAccess(state, callerOfRoute(request), { tableId }, [scope]);
		return state.tables.get(tableId)!;
	}
}

function page(state: State, items: TrashItem[], table?: Table) {
	const gone = items.flatMap(({ records }) => records);
	const nameOf = (record: TeableRecord) => table && titleOf(state, table, record);
	const deleters = new Set(items.map(({ deletedBy }) => deletedBy));
	return {
		trashItems: items.map(({ id, deletedTime, deletedBy, records }) => ({
			...{ id, resourceType: 'record', deletedTime, deletedBy },
			resourceIds: records.map((record) => record.id),
		})),
		resourceMap: Object.fromEntries(
			gone.map((record) => [record.id, { id: record.id, name: nameOf(record) }]),
		),
		userMap: Object.fromEntries([...deleters].map((id) => [id, describeAuthor(state, id)])),
	};
}
