import * as openapi from '@teable/openapi';
import { z, type ZodTypeAny } from 'zod';

interface PublishedRoute {
	request?: { body?: { content: Record<string, { schema?: unknown }> } };
}

const bodyOf = ({ request }: PublishedRoute): ZodTypeAny =>
	request?.body?.content['application/json'].schema as ZodTypeAny;

const GROUP = bodyOf(openapi.UpdateViewGroupRoute as PublishedRoute);

/** Teable's schemas for the bodies of the routes of views. */
export const VIEW_BODIES = {
	create: bodyOf(openapi.CreateViewRoute as PublishedRoute),
	name: openapi.viewNameRoSchema,
	description: openapi.viewDescriptionRoSchema,
	filter: bodyOf(openapi.UpdateViewFilterRoute as PublishedRoute),
	sort: openapi.viewSortRoSchema,
	// Published as a plain list, but the server expects the key.
	group: z.object({ group: GROUP }),
	columnMeta: bodyOf(openapi.updateViewColumnMetaRoute as PublishedRoute),
	options: openapi.viewOptionsRoSchema,
	locked: openapi.viewLockedRoSchema,
	order: openapi.updateOrderRoSchema,
	manualSort: bodyOf(openapi.ManualSortViewRoute as PublishedRoute),
	shareMeta: openapi.viewShareMetaRoSchema,
};

/** The schemas are from 1.10. 2026 also has this way to compare dates. */
export const withKnownModes = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value ?? {}).replaceAll('"exactDateTime"', '"exactDate"')) as unknown;
