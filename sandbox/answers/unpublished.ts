import * as openapi from '@teable/openapi';
import { z, type ZodTypeAny } from 'zod';
import { publishedAnswer } from './published';

const record = openapi.recordsVoSchema.shape.records.element;
const view = publishedAnswer('GET /api/table/:tableId/view/:viewId')!;

const affectedField = z.object({ fieldId: z.string(), fieldName: z.string(), type: z.string() });

/** Schemas for answers without a published one, as real servers return them. */
export const UNPUBLISHED: Record<string, ZodTypeAny> = {
	'POST /api/base/:baseId/table/:tableId/duplicate': openapi.duplicateTableVoSchema,
	// Only v2 returns the field. 1.10 and the old engine return nothing.
	'PATCH /api/table/:tableId/field/:fieldId': publishedAnswer(
		'GET /api/table/:tableId/field/:fieldId',
	)!,
	'DELETE /api/table/:tableId/record': z.object({ records: z.array(record) }),
	'DELETE /api/table/:tableId/record/:recordId': record,
	'POST /api/comment/:tableId/:recordId/create': z.object({
		...{
			id: z.string(),
			tableId: z.string(),
			recordId: z.string(),
			content: z.array(z.object({})),
		},
		...{ createdBy: z.string(), createdTime: z.string() },
	}),
	'POST /api/oauth/access_token': z.object({
		...{ access_token: z.string(), refresh_token: z.string(), token_type: z.literal('Bearer') },
		...{ scopes: z.array(z.string()), expires_in: z.number(), refresh_expires_in: z.number() },
	}),
	// Only on 2026.
	'POST /api/table/:tableId/view/:viewId/duplicate': view,
	'PUT /api/base/:baseId/move': z.object({}),
	'DELETE /api/base/:baseId/permanent': z.object({
		...{ baseId: z.string(), permanent: z.literal(true) },
	}),
	'DELETE /api/space/:spaceId/permanent': z.object({
		...{ spaceId: z.string(), permanent: z.literal(true) },
	}),
	'GET /api/base/:baseId/export': z.object({
		...{ previewUrl: z.string(), baseName: z.string(), fileName: z.string() },
	}),
	'GET /api/base/:baseId/duplicate-check': z.object({ affectedFields: z.array(affectedField) }),
	'GET /api/base/:baseId/move-check': z.object({
		affectedFields: z.array(affectedField.extend({ reason: z.string() })),
		dataDb: z.object({ requiresPhysicalMove: z.boolean() }),
	}),
	'GET /api/table/:tableId/field/delete-references': z.record(
		z.object({ views: z.array(z.object({})), dependentFields: z.array(z.object({})) }),
	),
	// Only on Teable Cloud and Enterprise.
	'POST /api/base/:baseId/sql-query': z.object({ rows: z.array(z.object({})) }),
};
