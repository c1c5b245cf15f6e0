import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../../server/access';
import { localized } from '../../errors';
import { isShown, selectRows } from '../../teable/records/queries/list';
import { cellText } from '../../teable/records/cells/values';
import { contextOf } from '../../teable/records/writes/write';
import type { State, Table, View } from '../../state';
import { needs, tableOf } from '../needs';

interface Export {
	Params: { tableId: string };
	Querystring: { viewId?: string; projection?: string[] };
}

/** A table as CSV: with a byte order mark, CRLF, and no line break at the end. */
export function exportRoutes(server: FastifyInstance) {
	server.get<Export>(
		'/api/export/:tableId',
		needs('table|export', 'view|read'),
		async (request, reply) => {
			const { state } = request;
			const table = tableOf(request);
			const { viewId, projection } = request.query;
			const view = viewOf(state, table, viewId);
			const { user } = callerOfRoute(request);
			const context = contextOf(state, table);
			const { rows } = selectRows(context, user, { viewId, fieldKeyType: 'id' });
			// 1.10.0 ignores all parameters except the view.
			const only = state.version === '1.10.0' ? undefined : projection;
			const fields = table.fields.filter(
				(field) => isShown(context.engine, view, field) && (!only || only.includes(field.id)),
			);
			const lines = [
				fields.map(({ name }) => quoted(name)),
				...rows.map((row) => fields.map((field) => quoted(cellText(state, table, row, field)))),
			];
			const name = view ? `${table.name}_${view.name}` : table.name;
			return await reply
				.type('text/csv; charset=utf-8')
				.header('content-disposition', `attachment; filename=${encodeURIComponent(name)}.csv`)
				.send(`\ufeff${lines.map((line) => line.join(',')).join('\r\n')}`);
		},
	);
}

function viewOf(state: State, table: Table, viewId?: string): View | undefined {
	if (viewId === undefined) return undefined;
	const view = table.views.find(({ id }) => id === viewId);
	if (view?.type === 'grid') return view;
	const text = `${view?.type} is not support to export`;
	const type = view && { viewType: view.type };
	throw localized(state.version, 400, text, 'export.notSupportViewType', { ...type });
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
