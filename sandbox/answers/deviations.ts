import * as openapi from '@teable/openapi';
import { z, type ZodTypeAny } from 'zod';
import { withKnownModes } from '../viewBodies';
import { publishedAnswer } from './published';

/** Where real servers differ from the published schemas. */
interface Deviation {
	route: string;
	/** The path in the answer, with * for each entry of a list; empty for the whole answer. */
	at: string;
	/** What real servers do. */
	really: string;
	schema: ZodTypeAny;
}

const databaseName = (route: string, at: string): Deviation => ({
	...{ route, at, really: 'The ID of the base and a name; published is the name alone.' },
	schema: z.string().regex(/^bse\w{16}\.\w+$/),
});

/** A filter on 2026 may have modes that are newer than the schemas, which are from 1.10. */
const newModes = (route: string): Deviation => ({
	...{ route, at: '', really: '2026 compares dates by "exactDateTime" too.' },
	schema: z.preprocess(withKnownModes, publishedAnswer(route)!),
});

const trackedFields = (route: string, at: string): Deviation => ({
	...{ route, at },
	really:
		'2026 names the fields that a last modified time tracks. If it tracks all, v2 says nothing, and the old engine returns an empty list.',
	schema: z
		.object({
			...{ expression: z.literal('LAST_MODIFIED_TIME()'), formatting: z.object({}) },
			trackedFieldIds: z.array(z.string()),
		})
		.strict(),
});

export const DEVIATIONS: Deviation[] = [
	{
		...{ route: 'GET /api/auth/user/me', at: '' },
		really: '2026 calls a visitor "anonymous", without the other properties of a user.',
		schema: openapi.userMeVoSchema.or(z.object({ id: z.literal('anonymous') })),
	},
	{
		...{ route: 'POST /api/access-token', at: 'lastUsedTime' },
		really: 'Absent, as the token has not been used.',
		schema: z.undefined(),
	},
	databaseName('GET /api/base/:baseId/table', '*.dbTableName'),
	databaseName('GET /api/base/:baseId/table/:tableId', 'dbTableName'),
	databaseName('POST /api/base/:baseId/table', 'dbTableName'),
	databaseName('POST /api/base/:baseId/table/:tableId/duplicate', 'dbTableName'),
	trackedFields('POST /api/base/:baseId/table', 'fields.*.options'),
	trackedFields('POST /api/base/:baseId/table/:tableId/duplicate', 'fields.*.options'),
	trackedFields('GET /api/table/:tableId/field', '*.options'),
	...[
		'POST /api/table/:tableId/field',
		'GET /api/table/:tableId/field/:fieldId',
		'PATCH /api/table/:tableId/field/:fieldId',
		'PUT /api/table/:tableId/field/:fieldId/convert',
		'POST /api/table/:tableId/field/:fieldId/duplicate',
	].map((route) => trackedFields(route, 'options')),
	newModes('GET /api/table/:tableId/view'),
	newModes('GET /api/table/:tableId/view/:viewId'),
	newModes('POST /api/table/:tableId/view'),
	newModes('GET /api/share/:shareId/view'),
	{
		...{ route: 'POST /api/table/:tableId/record/:recordId/duplicate', at: '' },
		really: 'The record itself; published is a list of records.',
		schema: openapi.recordsVoSchema.shape.records.element,
	},
	{
		...{ route: 'GET /api/table/:tableId/aggregation', at: '' },
		really: 'One object; published is a list of them.',
		schema: openapi.aggregationVoSchema,
	},
	{
		...{ route: 'GET /api/comment/:tableId/:recordId/:commentId', at: '' },
		really: 'One comment; published is a list.',
		schema: openapi.getCommentListVoSchema.shape.comments.element,
	},
];
