import {
	ConvertFieldRoute,
	CreateFieldRoute,
	DuplicateFieldRoute,
	UpdateFieldRoute,
	aggregationRoSchema,
	createAccessTokenRoSchema,
	createBaseRoSchema,
	createCommentRoSchema,
	createRecordsRoSchema,
	createSpaceRoSchema,
	deleteBaseCollaboratorRoSchema,
	deleteRecordsQuerySchema,
	deleteSpaceCollaboratorRoSchema,
	duplicateTableRoSchema,
	duplicateBaseRoSchema,
	emailBaseInvitationRoSchema,
	emailSpaceInvitationRoSchema,
	getCommentListQueryRoSchema,
	getRecordHistoryQuerySchema,
	getRecordQuerySchema,
	getRecordsRoSchema,
	groupPointsRoSchema,
	listBaseCollaboratorRoSchema,
	listBaseCollaboratorUserRoSchema,
	listSpaceCollaboratorRoSchema,
	moveBaseRoSchema,
	queryBaseSchema,
	recordInsertOrderRoSchema,
	refreshAccessTokenRoSchema,
	resetTrashItemsRoSchema,
	signatureRoSchema,
	signinSchema,
	tableDescriptionRoSchema,
	tableIconRoSchema,
	tableNameRoSchema,
	tableRoSchema,
	trashItemsRoSchema,
	trashRoSchema,
	updateAccessTokenRoSchema,
	updateBaseCollaborateRoSchema,
	updateBaseRoSchema,
	updateCommentRoSchema,
	updateRecordRoSchema,
	updateRecordsRoSchema,
	updateSpaceCollaborateRoSchema,
	updateSpaceRoSchema,
} from '@teable/openapi';
import { isNull, memoize, omitBy } from 'lodash';
import { parse } from 'qs';
import type { ZodObject, ZodRawShape, ZodTypeAny } from 'zod';
import { z } from 'zod';

import type { ReceivedRequest } from '../../sandbox';
import { VIEW_BODIES, withKnownModes } from '../../sandbox/viewBodies';

/** The schema of a body that Teable publishes only with its route. */
const bodyOf = ({ request }: typeof CreateFieldRoute): ZodTypeAny =>
	request!.body!.content['application/json']!.schema as ZodTypeAny;

/** What Teable publishes about the body of a request. A route that isn't listed accepts none. */
const BODIES: Record<string, ZodTypeAny> = {
	'POST /api/auth/signin': signinSchema,
	'POST /api/access-token': createAccessTokenRoSchema,
	'PUT /api/access-token/:id': updateAccessTokenRoSchema,
	'POST /api/access-token/:id/refresh': refreshAccessTokenRoSchema.unwrap(),
	'POST /api/base': createBaseRoSchema,
	'PATCH /api/base/:baseId': updateBaseRoSchema,
	'POST /api/base/duplicate': duplicateBaseRoSchema.omit({ baseId: true }),
	'POST /api/base/:baseId/invitation/email': emailBaseInvitationRoSchema,
	'PATCH /api/base/:baseId/collaborators': updateBaseCollaborateRoSchema,
	'PUT /api/base/:baseId/move': moveBaseRoSchema,
	'POST /api/space': createSpaceRoSchema,
	'PATCH /api/space/:spaceId': updateSpaceRoSchema,
	'POST /api/space/:spaceId/invitation/email': emailSpaceInvitationRoSchema,
	'PATCH /api/space/:spaceId/collaborators': updateSpaceCollaborateRoSchema,
	'POST /api/base/:baseId/table': tableRoSchema,
	'POST /api/base/:baseId/table/:tableId/duplicate': duplicateTableRoSchema,
	'PUT /api/base/:baseId/table/:tableId/name': tableNameRoSchema,
	'PUT /api/base/:baseId/table/:tableId/icon': tableIconRoSchema,
	'PUT /api/base/:baseId/table/:tableId/description': tableDescriptionRoSchema,
	'POST /api/table/:tableId/record': createRecordsRoSchema,
	'PATCH /api/table/:tableId/record': updateRecordsRoSchema,
	'PATCH /api/table/:tableId/record/:recordId': updateRecordRoSchema,
	'POST /api/table/:tableId/record/:recordId/duplicate': recordInsertOrderRoSchema,
	'POST /api/table/:tableId/field': bodyOf(CreateFieldRoute),
	'PATCH /api/table/:tableId/field/:fieldId': bodyOf(UpdateFieldRoute),
	'PUT /api/table/:tableId/field/:fieldId/convert': bodyOf(ConvertFieldRoute),
	'POST /api/table/:tableId/field/:fieldId/duplicate': bodyOf(DuplicateFieldRoute),
	'POST /api/attachments/signature': signatureRoSchema,
	...viewBodies(),
	'POST /api/comment/:tableId/:recordId/create': createCommentRoSchema,
	'PATCH /api/comment/:tableId/:recordId/:commentId': updateCommentRoSchema,
};

/** What Teable publishes about the query of a request. A route that isn't listed accepts none. */
const QUERIES: Record<string, ZodObject<ZodRawShape>> = {
	'GET /api/base/:baseId/collaborators': listBaseCollaboratorRoSchema,
	'DELETE /api/base/:baseId/collaborators': deleteBaseCollaboratorRoSchema,
	'GET /api/space/:spaceId/collaborators': listSpaceCollaboratorRoSchema,
	'DELETE /api/space/:spaceId/collaborators': deleteSpaceCollaboratorRoSchema,
	// Only on 2026.
	'GET /api/table/:tableId/field/delete-references': z.object({ fieldIds: z.array(z.string()) }),
	'GET /api/base/:baseId/collaborators/users': listBaseCollaboratorUserRoSchema,
	// 1.10 knows only `viewId`, and ignores the rest.
	'GET /api/export/:tableId': getRecordsRoSchema.pick({ viewId: true, projection: true }),
	'GET /api/table/:tableId/record': getRecordsRoSchema,
	'DELETE /api/table/:tableId/record': deleteRecordsQuerySchema,
	'GET /api/table/:tableId/record/:recordId': getRecordQuerySchema,
	'GET /api/table/:tableId/record/history': getRecordHistoryQuerySchema,
	'GET /api/table/:tableId/record/:recordId/history': getRecordHistoryQuerySchema,
	'GET /api/table/:tableId/aggregation': aggregationRoSchema,
	'GET /api/table/:tableId/aggregation/group-points': groupPointsRoSchema,
	'GET /api/table/:tableId/aggregation/row-count': queryBaseSchema,
	'GET /api/comment/:tableId/:recordId/list': getCommentListQueryRoSchema,
	'GET /api/trash': trashRoSchema,
	// 1.10 doesn't know the page size, and ignores it.
	'GET /api/trash/items': trashItemsRoSchema
		.extend({ pageSize: z.coerce.number().max(20) })
		.partial({ pageSize: true }),
	'DELETE /api/trash/reset-items': resetTrashItemsRoSchema,
	// 1.10 ignores it.
	'POST /api/trash/restore/:id': z.object({ tableId: z.string().optional() }),
};

/** Teable publishes no schema for these: the forms of the OAuth endpoint, and the content of files. */
const UNPUBLISHED = new Set([
	'POST /api/oauth/access_token',
	'PUT /api/attachments/upload/:token',
	'GET /api/attachments/read/private/*',
	// What only servers of 2026 have, or only Teable Cloud and Enterprise.
	'GET /api/base/:baseId/export',
	'GET /api/base/:baseId/move-check',
	'POST /api/base/:baseId/sql-query',
]);

/** Holds what the node sent against Teable's own schemas; a property they do not know is a misfit too. */
export function expectRequestsFit(requests: ReceivedRequest[]) {
	const misfits = requests.flatMap(({ method, route, url, body }) => {
		// A route that a server doesn't have is identified by its path.
		const call = `${method} ${route.replace(/\/bse\w{16}\//, '/:baseId/')}`;
		if (UNPUBLISHED.has(call)) return [];
		// The schemas are from 1.10. 2026 also has this way to compare dates.
		const [, query = ''] = url.replaceAll('exactDateTime', 'exactDate').split('?');
		return [
			...misfitsOf(call, BODIES[call], withKnownOptions(call, withKnownModes(body)) as object),
			...misfitsOf(`${call}?`, QUERIES[call], parse(query, { arrayLimit: 1000 })),
		];
	});
	expect(misfits).toEqual([]);
}

/** The schemas don't include that v2 removes an option if it is null. */
function withKnownOptions(call: string, body: unknown): unknown {
	if (!call.endsWith('/convert')) return body;
	const { options, ...terms } = body as { options?: object };
	return { ...terms, ...(options && { options: omitBy(options, isNull) }) };
}

function misfitsOf(what: string, schema: ZodTypeAny | undefined, sent: object) {
	if (!schema)
		return Object.keys(sent).length > 0 ? [`${what} takes nothing, but was sent some`] : [];
	return [schema, strict(schema)].flatMap((one) => {
		const { success, error } = one.safeParse(sent);
		return success ? [] : [`${what}: ${error.message}`];
	});
}

/** Each schema is made once, as zod works out its keys at the first use. */
const strict = memoize(strictOf);

/** The schema, without its custom rules, that accepts no unknown property. */
function strictOf(schema: ZodTypeAny): ZodTypeAny {
	if (schema instanceof z.ZodEffects) return strictOf(schema.innerType() as ZodTypeAny);
	return schema instanceof z.ZodObject ? schema.strict() : schema;
}

function viewBodies(): Record<string, ZodTypeAny> {
	const one = '/api/table/:tableId/view/:viewId';
	return {
		'POST /api/table/:tableId/view': VIEW_BODIES.create,
		[`PUT ${one}/name`]: VIEW_BODIES.name,
		[`PUT ${one}/description`]: VIEW_BODIES.description,
		[`PUT ${one}/filter`]: VIEW_BODIES.filter,
		[`PUT ${one}/sort`]: VIEW_BODIES.sort,
		[`PUT ${one}/group`]: VIEW_BODIES.group,
		[`PUT ${one}/column-meta`]: VIEW_BODIES.columnMeta,
		[`PATCH ${one}/options`]: VIEW_BODIES.options,
		[`PUT ${one}/share-meta`]: VIEW_BODIES.shareMeta,
	};
}
