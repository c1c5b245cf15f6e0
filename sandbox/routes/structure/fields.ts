import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callerOfRoute } from '../../server/access';
import type { TeableVersion } from '../../contract';
import { isShown } from '../../teable/records/queries/list';
import { convertField } from '../../teable/fields/convert';
import { describeField, describeFields } from '../../teable/fields/describeField';
import { duplicateField } from '../../teable/fields/duplicateField';
import { FieldSteps } from '../../teable/fields/fieldSteps';
import {
	addField,
	deleteField,
	engineOf,
	fieldOrThrow,
	type FieldTerms,
} from '../../teable/fields/fields';
import { describeUses } from '../../teable/fields/fieldUses';
import { updateField } from '../../teable/fields/updateField';
import { parse } from '../../validation';
import { needsEngine, tableOf } from '../needs';
import { rememberStep } from '../undo';

interface OneField {
	Params: { tableId: string; fieldId: string };
}

const TEXTS = z.object({
	name: z.string().min(1).optional(),
	description: z.string().nullable().optional(),
});

export function fieldRoutes(server: FastifyInstance, version: TeableVersion) {
	const path = '/api/table/:tableId/field';

	server.get<{ Querystring: { viewId?: string; filterHidden?: string } }>(
		path,
		needsEngine('old', 'field|read'),
		async (request) => {
			const { state } = request;
			const table = tableOf(request);
			const { viewId, filterHidden } = request.query;
			const view =
				filterHidden === 'true' ? table.views.find(({ id }) => id === viewId) : undefined;
			// The old engine returns this.
			return describeFields(state, table).filter((field) => isShown('v1', view, field));
		},
	);

	// 1.10.0 takes it for the ID of a field.
	if (version === '2026-07') {
		server.get<{ Querystring: { fieldIds: string[] } }>(
			`${path}/delete-references`,
			needsEngine('old', 'field|read'),
			async (request) => {
				const { state } = request;
				const { fieldIds } = request.query;
				return describeUses(state, tableOf(request), fieldIds);
			},
		);
	}

	server.get<OneField>(`${path}/:fieldId`, needsEngine('old', 'field|read'), async (request) => {
		const { state } = request;
		const table = tableOf(request);
		return describeField(state, table, fieldOrThrow(state, table, request.params.fieldId));
	});

	server.post(path, needsEngine('own', 'field|create'), async (request, reply) => {
		const { state } = request;
		const table = tableOf(request);
		const step = new FieldSteps(state, table).change();
		const field = addField(state, table, request.body as FieldTerms);
		rememberStep(request, step(field.id));
		reply.status(201);
		return describeField(state, table, field);
	});

	server.patch<OneField>(
		`${path}/:fieldId`,
		needsEngine('own', 'field|update'),
		async (request, reply) => {
			const { state } = request;
			const table = tableOf(request);
			const texts = parse(version, TEXTS, request.body);
			const step = new FieldSteps(state, table).change(request.params.fieldId);
			const field = updateField(state, table, request.params.fieldId, texts);
			const isV2 = engineOf(state, table) === 'v2';
			// 1.10 and the old engine return nothing, and don't undo a rename.
			if (isV2) rememberStep(request, step());
			return await reply.send(isV2 ? describeField(state, table, field) : '');
		},
	);

	server.put<OneField>(
		`${path}/:fieldId/convert`,
		needsEngine('own', 'field|update'),
		async (request) => {
			const { state } = request;
			const table = tableOf(request);
			const field = fieldOrThrow(state, table, request.params.fieldId);
			const step = new FieldSteps(state, table).change(field.id);
			const converted = convertField(state, table, field, request.body as FieldTerms);
			rememberStep(request, step());
			return describeField(state, table, converted);
		},
	);

	server.post<OneField>(
		`${path}/:fieldId/duplicate`,
		needsEngine('own', 'field|create'),
		async (request, reply) => {
			const { state } = request;
			const table = tableOf(request);
			const field = fieldOrThrow(state, table, request.params.fieldId);
			const { name } = parse(version, z.object({ name: z.string() }), request.body);
			reply.status(201);
			return describeField(state, table, duplicateField(state, table, field, name));
		},
	);

	server.delete<OneField>(
		`${path}/:fieldId`,
		needsEngine('own', 'field|delete'),
		async (request, reply) => {
			const { state } = request;
			const { user } = callerOfRoute(request);
			const table = tableOf(request);
			const step = new FieldSteps(state, table).change(request.params.fieldId);
			deleteField(state, user, table, request.params.fieldId);
			rememberStep(request, step());
			return await reply.send();
		},
	);
}
