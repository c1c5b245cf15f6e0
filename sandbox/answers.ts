import * as openapi from '@teable/openapi';
import type { FastifyInstance } from 'fastify';
import { z, type ZodTypeAny } from 'zod';
import { routeOf } from './requests';
import { withKnownModes } from './viewBodies';

// Published as a plain name, answered as `<base id>.<name>`.
const tableSchema = openapi.tableVoSchema.extend({ dbTableName: z.string() });

interface PublishedRoute {
	responses: Record<number, unknown>;
}

const answerOf = ({ responses }: PublishedRoute): ZodTypeAny =>
	(responses[200] as { content: Record<string, { schema: ZodTypeAny }> }).content[
		'application/json'
	].schema;

const viewSchema = z.preprocess(withKnownModes, answerOf(openapi.GetViewRoute));

const fieldSchema = answerOf(openapi.GetFieldRoute);

const recordSchema = openapi.recordsVoSchema.shape.records.element;
const writtenByV2 = z.object({ id: z.string(), fields: z.record(z.unknown()) }).strict();

/**
 * What Teable publishes about its answers, by route. Where a real server answers otherwise than the schema
 * says, the schema is loosened here, and the comment says how.
 */
const ANSWERS: Record<string, ZodTypeAny> = {
	'POST /api/auth/signup': openapi.userMeVoSchema,
	'POST /api/auth/signin': openapi.userMeVoSchema,
	'GET /api/auth/user': openapi.userInfoVoSchema,
	// A visitor of a 2026 server is "anonymous" and has none of the other properties.
	'GET /api/auth/user/me': openapi.userMeVoSchema.or(z.object({ id: z.literal('anonymous') })),
	'GET /api/auth/temp-token': openapi.getTempTokenVoSchema,
	'GET /api/access-token': openapi.listAccessTokenVoSchema,
	'GET /api/access-token/:id': openapi.getAccessTokenVoSchema,
	// `lastUsedTime` is absent, as the token has not been used.
	'POST /api/access-token': openapi.createAccessTokenVoSchema.partial({ lastUsedTime: true }),
	'PUT /api/access-token/:id': openapi.updateAccessTokenVoSchema,
	'POST /api/access-token/:id/refresh': openapi.refreshAccessTokenVoSchema,
	'POST /api/oauth/client': openapi.oauthCreateVoSchema,
	'POST /api/oauth/client/:clientId/secret': openapi.generateOAuthSecretVoSchema,
	'GET /api/oauth/decision/:transactionId': openapi.decisionInfoGetVoSchema,
	'GET /api/base/:baseId/permission': openapi.GetBasePermissionVoSchema,
	'GET /api/space': z.array(openapi.getSpaceVoSchema),
	'GET /api/space/:spaceId': openapi.getSpaceVoSchema,
	'POST /api/space': openapi.createSpaceVoSchema,
	'PATCH /api/space/:spaceId': openapi.updateSpaceVoSchema,
	'GET /api/space/:spaceId/base': z.array(openapi.getBaseItemSchema),
	'GET /api/space/:spaceId/collaborators': openapi.listSpaceCollaboratorVoSchema,
	'POST /api/space/:spaceId/invitation/email': openapi.emailSpaceInvitationVoSchema,
	'GET /api/base/:baseId/collaborators': openapi.listBaseCollaboratorVoSchema,
	'POST /api/base/:baseId/invitation/email': openapi.emailBaseInvitationVoSchema,
	'GET /api/base/:baseId/collaborators/users': openapi.listBaseCollaboratorUserVoSchema,
	'GET /api/base/access/all': z.array(openapi.getBaseItemSchema),
	'GET /api/base/:baseId': openapi.getBaseVoSchema,
	'POST /api/base': openapi.createBaseVoSchema,
	'PATCH /api/base/:baseId': openapi.updateBaseVoSchema,
	'POST /api/base/duplicate': openapi.createBaseVoSchema,
	'GET /api/base/:baseId/table': z.array(tableSchema),
	'GET /api/base/:baseId/table/:tableId': tableSchema,
	'GET /api/table/:tableId/field': z.array(fieldSchema),
	'GET /api/table/:tableId/field/:fieldId': fieldSchema,
	'POST /api/table/:tableId/field': fieldSchema,
	// 1.10 and the old engine answer with nothing, which is not looked at.
	'PATCH /api/table/:tableId/field/:fieldId': fieldSchema,
	'PUT /api/table/:tableId/field/:fieldId/convert': fieldSchema,
	'POST /api/table/:tableId/field/:fieldId/duplicate': fieldSchema,
	'GET /api/table/:tableId/view': z.array(viewSchema),
	'POST /api/table/:tableId/view': viewSchema,
	'GET /api/table/:tableId/view/:viewId': viewSchema,
	'POST /api/table/:tableId/view/:viewId/enable-share': openapi.enableShareViewVoSchema,
	'POST /api/table/:tableId/view/:viewId/refresh-share-id': openapi.refreshShareViewVoSchema,
	'GET /api/table/:tableId/record': openapi.recordsVoSchema,
	// v2 answers a write with id and cells alone, and an empty cell with null.
	'POST /api/table/:tableId/record': openapi.createRecordsVoSchema.or(
		z.object({ records: z.array(writtenByV2) }),
	),
	'PATCH /api/table/:tableId/record': z.array(recordSchema.or(writtenByV2)),
	'GET /api/table/:tableId/record/:recordId': recordSchema,
	'PATCH /api/table/:tableId/record/:recordId': recordSchema.or(writtenByV2),
	'GET /api/table/:tableId/record/:recordId/status': openapi.recordStatusVoSchema,
	'GET /api/table/:tableId/record/history': openapi.recordHistoryVoSchema,
	'GET /api/table/:tableId/record/:recordId/history': openapi.recordHistoryVoSchema,
	'POST /api/table/:tableId/record/:recordId/:fieldId/button-click': openapi.buttonClickVoSchema,
	'GET /api/table/:tableId/aggregation': openapi.aggregationVoSchema,
	'GET /api/table/:tableId/aggregation/row-count': openapi.rowCountVoSchema,
	'GET /api/comment/:tableId/:recordId/list': openapi.getCommentListVoSchema,
	'POST /api/attachments/signature': openapi.signatureVoSchema,
	'POST /api/attachments/notify/:token': openapi.notifyVoSchema,
	'GET /api/trash': openapi.trashVoSchema,
	'GET /api/trash/items': openapi.trashVoSchema,
	'POST /api/table/:tableId/undo-redo/undo': openapi.undoVoSchema,
	'POST /api/table/:tableId/undo-redo/redo': openapi.redoVoSchema,
};

/** How many records of an answer are held against the schema: all of a large page would cost seconds. */
const SAMPLE = 20;

function sampleOf(answer: unknown): unknown {
	if (Array.isArray(answer)) return answer.slice(0, SAMPLE);
	const { records } = (answer ?? {}) as { records?: unknown };
	return Array.isArray(records)
		? { ...(answer as object), records: records.slice(0, SAMPLE) }
		: answer;
}

/** Holds every answer of 2xx against Teable's schema, and keeps what did not fit among the misfits. */
export function checkAnswers(server: FastifyInstance) {
	server.addHook('preSerialization', async (request, reply, answer) => {
		const route = `${request.method} ${routeOf(request)}`;
		const checked =
			reply.statusCode < 300 ? ANSWERS[route]?.safeParse(sampleOf(answer)) : undefined;
		if (checked?.success === false) {
			const misfit = `The sandbox's answer to ${route} does not fit Teable's schema: ${checked.error.message}`;
			request.world.misfits.push(misfit);
			throw new Error(misfit);
		}
		return answer;
	});
}
