import type { FastifyInstance } from 'fastify';
import { callerOfRoute } from '../access';
import { isShown } from '../records/list';
import type { State } from '../state';
import { convertField } from '../teable/convert';
import { addField, deleteField, fieldOrThrow, type FieldTerms } from '../teable/fields';
import { needsEngine, tableOf } from './needs';

interface OneField {
	Params: { tableId: string; fieldId: string };
}

export function fieldRoutes(server: FastifyInstance, state: State) {
	const path = '/api/table/:tableId/field';

	server.get<{ Querystring: { viewId?: string; filterHidden?: string } }>(
		path,
		needsEngine('old', 'field|read'),
		async (request) => {
			const { fields, views } = tableOf(state, request);
			const { viewId, filterHidden } = request.query;
			const view = filterHidden === 'true' ? views.find(({ id }) => id === viewId) : undefined;
			// The old engine answers this.
			return fields.filter((field) => isShown('v1', view, field));
		},
	);

	server.get<OneField>(`${path}/:fieldId`, needsEngine('old', 'field|read'), async (request) =>
		fieldOrThrow(state, tableOf(state, request), request.params.fieldId),
	);

	server.post(path, needsEngine('own', 'field|create'), async (request, reply) => {
		const table = tableOf(state, request);
		reply.status(201);
		return addField(state, table, request.body as FieldTerms);
	});

	server.patch<OneField>(
		`${path}/:fieldId`,
		needsEngine('own', 'field|update'),
		async (request) => {
			const field = fieldOrThrow(state, tableOf(state, request), request.params.fieldId);
			const { name, description } = request.body as FieldTerms;
			if (name !== undefined) field.name = name;
			if (description !== undefined) field.description = description;
			return field;
		},
	);

	server.put<OneField>(
		`${path}/:fieldId/convert`,
		needsEngine('own', 'field|update'),
		async (request) => {
			const table = tableOf(state, request);
			const field = fieldOrThrow(state, table, request.params.fieldId);
			return convertField(state, table, field, request.body as FieldTerms);
		},
	);

	server.delete<OneField>(
		`${path}/:fieldId`,
		needsEngine('own', 'field|delete'),
		async (request, reply) => {
			const { user } = callerOfRoute(request);
			deleteField(state, user, tableOf(state, request), request.params.fieldId);
			return await reply.send();
		},
	);
}
