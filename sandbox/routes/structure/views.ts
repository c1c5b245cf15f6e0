import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mapValues, pick, pull } from 'lodash';
import { callerOfRoute } from '../../server/access';
import { noRoute } from '../../errors';
import type { Filter } from '../../teable/records/queries/filter';
import type { View } from '../../state';
import {
	defaultShareMeta,
	disableShare,
	enableShare,
	refreshShare,
} from '../../teable/tables/shares';
import {
	addView,
	changeColumns,
	changeView,
	checkFilter,
	deleteView,
	duplicateView,
	viewOrThrow,
	viewToChange,
	type ViewTerms,
} from '../../teable/tables/views';
import { parse } from '../../validation';
import { VIEW_BODIES, withKnownModes } from '../../viewBodies';
import { needs, needsEngine, tableOf } from '../needs';
import { rememberStep } from '../undo';

interface OneView {
	Params: { tableId: string; viewId: string };
}

type ViewRequest = FastifyRequest<OneView>;

/**
 * For a new view, only fields that a grid stores are kept: the published schema drops the rest, including `visible`.
 */
const columnsOfGrid = (columns: ViewTerms['columnMeta']): ViewTerms['columnMeta'] =>
	mapValues(columns, (column) => pick(column, ['order', 'width', 'hidden', 'statisticFunc']));

export function viewRoutes(server: FastifyInstance) {
	const path = '/api/table/:tableId/view';
	const one = `${path}/:viewId`;

	const toChange = (request: ViewRequest) =>
		viewToChange(request.state, tableOf(request), request.params.viewId);

	/** Checks a body with the published schema, and returns it as it was sent. */
	const bodyOf = <Body>(request: ViewRequest, name: keyof typeof VIEW_BODIES): Body => {
		const { version } = request.state;
		const known = version === '1.10.0' ? request.body : withKnownModes(request.body);
		parse(version, VIEW_BODIES[name], known);
		return request.body as Body;
	};

	server.get(path, needs('view|read'), async (request) => tableOf(request).views);

	server.get<OneView>(one, needs('view|read'), async (request) => {
		const { state } = request;
		const view = viewOrThrow(state, tableOf(request), request.params.viewId);
		return { ...view, defaultShareMeta: defaultShareMeta(state, view) };
	});

	server.post(path, needs('view|create'), async (request, reply) => {
		const { state } = request;
		const terms = bodyOf<ViewTerms>(request as ViewRequest, 'create');
		const columnMeta = columnsOfGrid(terms.columnMeta);
		const table = tableOf(request);
		const view = addView(state, table, callerOfRoute(request).user, { ...terms, columnMeta });
		rememberStep(request, {
			undo: () => pull(table.views, view),
			redo: () => table.views.push(view),
		});
		reply.status(201);
		return view;
	});

	for (const property of ['name', 'description', 'filter', 'sort', 'group'] as const) {
		server.put<OneView>(`${one}/${property}`, needs('view|update'), async (request, reply) => {
			const { state } = request;
			const { [property]: value } = bodyOf<Record<string, unknown>>(request, property);
			const view = toChange(request);
			if (property === 'filter') checkFilter(state, tableOf(request), value as Filter);
			changeView(state, view, callerOfRoute(request).user, { [property]: value });
			return await reply.send();
		});
	}

	server.put<OneView>(`${one}/column-meta`, needs('view|update'), async (request, reply) => {
		const { state } = request;
		const changes = bodyOf<Parameters<typeof changeColumns>[3]>(request, 'columnMeta');
		const view = toChange(request);
		changeColumns(state, tableOf(request), view, changes);
		changeView(state, view, callerOfRoute(request).user, {});
		return await reply.send();
	});

	/** Merges the sent options into the existing ones. */
	server.patch<OneView>(`${one}/options`, needs('view|update'), async (request, reply) => {
		const { state } = request;
		const { options } = bodyOf<{ options: object }>(request, 'options');
		const view = toChange(request);
		const { user } = callerOfRoute(request);
		changeView(state, view, user, { options: { ...(view.options as object), ...options } });
		return await reply.send();
	});

	/** Stores the sorted order as the manual order of the records. */
	server.put<OneView>(`${one}/manual-sort`, needs('view|update'), async (request, reply) => {
		const { state } = request;
		const { sortObjs } = bodyOf<NonNullable<View['sort']>>(request, 'manualSort');
		const sort = { sortObjs, manualSort: true };
		changeView(state, toChange(request), callerOfRoute(request).user, { sort });
		return await reply.send();
	});

	server.put<OneView>(`${one}/locked`, needs('view|update'), async (request, reply) => {
		const { state } = request;
		const { isLocked } = bodyOf<{ isLocked?: boolean }>(request, 'locked');
		changeView(state, toChange(request), callerOfRoute(request).user, { isLocked });
		return await reply.send();
	});

	server.post<OneView>(
		`${one}/duplicate`,
		needsEngine('own', 'view|create'),
		async (request, reply) => {
			const { state } = request;
			if (state.version === '1.10.0') throw noRoute(request.method, request.url);
			reply.status(201);
			const { user } = callerOfRoute(request);
			return duplicateView(state, tableOf(request), user, toChange(request));
		},
	);

	server.post<OneView>(`${one}/enable-share`, needs('view|share'), async (request, reply) => {
		const { state } = request;
		const view = toChange(request);
		enableShare(state, view);
		reply.status(201);
		return { shareId: view.shareId };
	});

	server.post<OneView>(`${one}/disable-share`, needs('view|update'), async (request, reply) => {
		const { state } = request;
		disableShare(state, toChange(request));
		return await reply.status(201).send();
	});

	server.post<OneView>(`${one}/refresh-share-id`, needs('view|update'), async (request, reply) => {
		const { state } = request;
		const view = toChange(request);
		refreshShare(state, view);
		reply.status(201);
		return { shareId: view.shareId };
	});

	/** Replaces all of it. */
	server.put<OneView>(`${one}/share-meta`, needs('view|update'), async (request, reply) => {
		const shareMeta = bodyOf<object>(request, 'shareMeta');
		Object.assign(toChange(request), { shareMeta });
		return await reply.send();
	});

	server.delete<OneView>(one, needs('view|delete'), async (request, reply) => {
		const { state } = request;
		const table = tableOf(request);
		const view = viewToChange(state, table, request.params.viewId, 'Table not found');
		deleteView(state, callerOfRoute(request).user, table, view);
		return await reply.send();
	});
}
