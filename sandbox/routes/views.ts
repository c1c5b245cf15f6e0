import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../access';
import type { State, View } from '../state';
import { addView, viewOrThrow, type ViewTerms } from '../teable/views';
import { needs, tableOf } from './needs';

interface OneView {
	Params: { tableId: string; viewId: string };
	Body: Partial<View> & Array<{ fieldId: string; columnMeta: { hidden?: boolean } }>;
}

export function viewRoutes(server: FastifyInstance, state: State) {
	const path = '/api/table/:tableId/view';

	server.get(path, needs('view|read'), async (request) => tableOf(state, request).views);

	server.get<OneView>(`${path}/:viewId`, needs('view|read'), async (request) =>
		viewOrThrow(state, tableOf(state, request), request.params.viewId),
	);

	server.post(path, needs('view|create'), async (request, reply) => {
		const { user } = callerOfRoute(request);
		reply.status(201);
		return addView(state, tableOf(state, request), user, request.body as ViewTerms);
	});

	for (const property of ['name', 'filter', 'sort'] as const) {
		server.put<OneView>(
			`${path}/:viewId/${property}`,
			needs('view|update'),
			async (request, reply) => {
				const view = viewOrThrow(state, tableOf(state, request), request.params.viewId);
				Object.assign(view, { [property]: request.body[property] });
				return await reply.send();
			},
		);
	}

	/** Hides and shows columns. */
	server.put<OneView>(
		`${path}/:viewId/column-meta`,
		needs('view|update'),
		async (request, reply) => {
			const view = viewOrThrow(state, tableOf(state, request), request.params.viewId);
			for (const { fieldId, columnMeta } of request.body) {
				Object.assign(view.columnMeta[fieldId], columnMeta);
			}
			return await reply.send();
		},
	);

	server.delete<OneView>(`${path}/:viewId`, needs('view|delete'), async (request, reply) => {
		const table = tableOf(state, request);
		const view = viewOrThrow(state, table, request.params.viewId);
		table.views.splice(table.views.indexOf(view), 1);
		return await reply.send();
	});
}
