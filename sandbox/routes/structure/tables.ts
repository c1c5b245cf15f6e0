import {
	duplicateTableRoSchema,
	tableDescriptionRoSchema,
	tableIconRoSchema,
	tableNameRoSchema,
	tableRoSchema,
} from '@teable/openapi';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeAny } from 'zod';
import { callerOfRoute } from '../../server/access';
import { describeRecord } from '../../teable/records/cells/describe';
import { needsEngine } from '../needs';
import { describeFields } from '../../teable/fields/describeField';
import { duplicateTable } from '../../teable/tables/duplicateTable';
import {
	createTable,
	describeTable,
	listTables,
	tableOrThrow,
	type TableTerms,
} from '../../teable/tables/tables';
import { destroyTable, trashTable } from '../../teable/trash';
import { unlinkTable } from '../../teable/tables/unlink';
import { parse } from '../../validation';

interface InBase {
	Params: { baseId: string };
}

interface OneTable {
	Params: { baseId: string; tableId: string };
}

/** The settings of a new table that Teable checks before the fields. */
const TABLE = tableRoSchema.pick({ name: true, icon: true });

/** The error of 1.10.0 for a change. */
const UNKNOWN = 'Table not found';

type Terms = Record<string, string | null>;

const PROPERTIES = {
	name: tableNameRoSchema,
	icon: tableIconRoSchema,
	description: tableDescriptionRoSchema,
};

const baseOf = ({ state, params }: FastifyRequest<InBase>) => state.bases.get(params.baseId)!;

export function tableRoutes(server: FastifyInstance) {
	server.get<InBase>('/api/base/:baseId/table', needsEngine('old', 'table|read'), async (request) =>
		listTables(request.state, baseOf(request)).map((table) => describeTable(request.state, table)),
	);

	server.get<OneTable>(
		'/api/base/:baseId/table/:tableId',
		needsEngine('old', 'table|read'),
		async (request) => {
			const { state } = request;
			const { baseId, tableId } = request.params;
			return describeTable(state, tableOrThrow(state, baseId, tableId));
		},
	);

	server.post<InBase>(
		'/api/base/:baseId/table',
		needsEngine('own', 'table|create'),
		async (request, reply) => {
			const { state } = request;
			const { user } = callerOfRoute(request);
			const terms = (request.body ?? {}) as TableTerms;
			parse(state.version, TABLE, terms);
			const table = createTable(state, user, baseOf(request), terms);
			reply.status(201);
			const records = [...table.records.values()].map((record) =>
				describeRecord(state, table, record, { keyType: 'name' }),
			);
			const fields = describeFields(state, table);
			return { ...describeTable(state, table), fields, views: table.views, records };
		},
	);

	for (const [property, schema] of Object.entries(PROPERTIES)) {
		server.put<OneTable>(
			`/api/base/:baseId/table/:tableId/${property}`,
			needsEngine('old', 'table|update'),
			async (request, reply) => {
				const { state } = request;
				const { baseId, tableId } = request.params;
				const table = tableOrThrow(state, baseId, tableId, UNKNOWN);
				const terms = parse<ZodTypeAny>(state.version, schema, request.body) as Terms;
				Object.assign(table, { [property]: terms[property] ?? undefined });
				table.lastModifiedTime = state.timestamp();
				return await reply.send();
			},
		);
	}

	server.post<OneTable>(
		'/api/base/:baseId/table/:tableId/duplicate',
		needsEngine('own', 'table|read', 'table|create'),
		async (request, reply) => {
			const { state } = request;
			const { baseId, tableId } = request.params;
			const source = tableOrThrow(state, baseId, tableId);
			const terms = parse(state.version, duplicateTableRoSchema, request.body);
			const { user } = callerOfRoute(request);
			const { table, ...maps } = duplicateTable(state, user, baseOf(request), source, terms);
			reply.status(201);
			return {
				...describeTable(state, table),
				...{ fields: describeFields(state, table), views: table.views, ...maps },
			};
		},
	);

	server.delete<OneTable>(
		'/api/base/:baseId/table/:tableId',
		needsEngine('own', 'table|delete'),
		async (request, reply) => {
			const { state } = request;
			const { baseId, tableId } = request.params;
			const table = tableOrThrow(state, baseId, tableId, UNKNOWN);
			unlinkTable(state, table);
			trashTable(state, callerOfRoute(request).user, table);
			return await reply.send();
		},
	);

	/** Also for a table in the trash. On 1.10.0, also 200 for one that no longer exists. */
	server.delete<OneTable>(
		'/api/base/:baseId/table/:tableId/permanent',
		needsEngine('own', 'table|delete'),
		async (request, reply) => {
			const { state } = request;
			const { baseId, tableId } = request.params;
			const table = state.tables.get(tableId);
			if (table?.baseId === baseId) {
				unlinkTable(state, table);
				destroyTable(state, table);
			} else if (state.version === '2026-07') tableOrThrow(state, baseId, tableId);
			return await reply.send();
		},
	);
}
