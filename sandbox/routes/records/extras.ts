import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../../server/access';
import { internal } from '../../errors';
import { clickButton } from '../../teable/records/writes/buttons';
import { listHistory, type HistoryQuery } from '../../teable/records/writes/history';
import { fieldOrThrow } from '../../teable/fields/fields';
import { needsEngine, tableOf } from '../needs';

interface OneRecord {
	Params: { tableId: string; recordId: string };
	Querystring: HistoryQuery;
}

/** The history of records, and buttons. */
export function recordExtraRoutes(server: FastifyInstance) {
	const path = '/api/table/:tableId/record';

	server.get<{ Querystring: HistoryQuery }>(
		`${path}/history`,
		needsEngine('old', 'table_record_history|read'),
		async (request) => {
			const { state } = request;
			const { startDate, endDate, cursor } = checked(request.query);
			return listHistory(state, tableOf(request), { startDate, endDate, cursor });
		},
	);

	server.get<OneRecord>(
		`${path}/:recordId/history`,
		needsEngine('old', 'record|update'),
		async (request) => {
			const { state } = request;
			const { recordId } = request.params;
			return listHistory(state, tableOf(request), { ...checked(request.query), recordId });
		},
	);

	/** Permission to read is enough to click. */
	server.post<{ Params: { tableId: string; recordId: string; fieldId: string } }>(
		`${path}/:recordId/:fieldId/button-click`,
		needsEngine('old', 'record|read'),
		async (request, reply) => {
			const { state } = request;
			const table = tableOf(request);
			const { recordId, fieldId } = request.params;
			const field = fieldOrThrow(state, table, fieldId);
			reply.status(201);
			return clickButton(state, table, callerOfRoute(request).user, recordId, field);
		},
	);
}

/** An invalid date is 500. */
function checked(query: HistoryQuery): HistoryQuery {
	for (const date of [query.startDate, query.endDate]) {
		if (date !== undefined && Number.isNaN(Date.parse(date))) throw internal();
	}
	return query;
}
