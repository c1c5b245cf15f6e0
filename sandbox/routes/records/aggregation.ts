import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../../server/access';
import { aggregate } from '../../teable/records/queries/aggregate';
import { groupPoints } from '../../teable/records/queries/groups';
import { selectRows } from '../../teable/records/queries/list';
import { contextOf } from '../../teable/records/writes/write';
import { needs, tableOf } from '../needs';
import { parseListQuery } from './query';

/** Counting and aggregating. Both names and IDs of fields are accepted here, whatever the key type. */
export function aggregationRoutes(server: FastifyInstance) {
	const path = '/api/table/:tableId/aggregation';

	const rowsOf = (request: Parameters<typeof callerOfRoute>[0]) => {
		const context = contextOf(request.state, tableOf(request));
		const { filter, viewId, ignoreViewQuery, search, groupBy } = request.query as Record<
			string,
			unknown
		>;
		const query = parseListQuery(context, { filter, viewId, ignoreViewQuery, search, groupBy });
		query.fieldKeyType = 'id';
		return { context, ...selectRows(context, callerOfRoute(request).user, query, true) };
	};

	server.get(`${path}/row-count`, needs('table|read'), async (request) => ({
		rowCount: rowsOf(request).rows.length,
	}));

	server.get(`${path}/group-points`, needs('table|read'), async (request) => {
		const { context, rows, groups } = rowsOf(request);
		return groupPoints(context, rows, groups);
	});

	/** `field[<function>][]=<field id>` */
	server.get<{ Querystring: { field?: Record<string, string[]> } }>(
		path,
		needs('table|read'),
		async (request) => {
			const { context, rows, groups } = rowsOf(request);
			const wanted = Object.entries(request.query.field ?? {}).flatMap(([aggFunc, fieldIds]) =>
				fieldIds.flatMap((fieldId) => {
					const field = context.table.fields.find(({ id }) => id === fieldId);
					return field ? [{ field, aggFunc }] : [];
				}),
			);
			return { aggregations: aggregate(context, rows, wanted, groups) };
		},
	);
}
