import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../access';
import { describeRecord } from '../records/describe';
import type { State } from '../state';
import { needsEngine } from './needs';
import {
	createTable,
	describeTable,
	listTables,
	tableOrThrow,
	type TableTerms,
} from '../teable/tables';

interface InBase {
	Params: { baseId: string };
}

interface OneTable {
	Params: { baseId: string; tableId: string };
}

export function tableRoutes(server: FastifyInstance, state: State) {
	const baseOf = (request: { params: { baseId: string } }) =>
		state.bases.get(request.params.baseId)!;

	server.get<InBase>('/api/base/:baseId/table', needsEngine('old', 'table|read'), async (request) =>
		listTables(state, baseOf(request)).map((table) => describeTable(state, table)),
	);

	server.get<OneTable>(
		'/api/base/:baseId/table/:tableId',
		needsEngine('old', 'table|read'),
		async (request) => {
			const { baseId, tableId } = request.params;
			return describeTable(state, tableOrThrow(state, baseId, tableId));
		},
	);

	server.post<InBase>(
		'/api/base/:baseId/table',
		needsEngine('own', 'table|create'),
		async (request, reply) => {
			const { user } = callerOfRoute(request);
			const table = createTable(state, user, baseOf(request), (request.body ?? {}) as TableTerms);
			reply.status(201);
			const records = [...table.records.values()].map((record) =>
				describeRecord(state, table, record, { keyType: 'name' }),
			);
			return { ...describeTable(state, table), fields: table.fields, views: table.views, records };
		},
	);

	server.delete<OneTable>(
		'/api/base/:baseId/table/:tableId',
		needsEngine('own', 'table|delete'),
		async (request, reply) => {
			const { baseId, tableId } = request.params;
			tableOrThrow(state, baseId, tableId).deleted = true;
			return await reply.send();
		},
	);

	/** As Teable's document has it; no recording shows what it does to a table that is in the trash. */
	server.delete<OneTable>(
		'/api/base/:baseId/table/:tableId/permanent',
		needsEngine('own', 'table|delete'),
		async (request, reply) => {
			const { baseId, tableId } = request.params;
			tableOrThrow(state, baseId, tableId);
			state.tables.delete(tableId);
			return await reply.send();
		},
	);
}
