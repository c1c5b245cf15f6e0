import * as openapi from '@teable/openapi';
import { z, type ZodTypeAny } from 'zod';

interface PublishedRoute {
	request?: { body?: { content: Record<string, { schema?: unknown }> } };
}

const bodyOf = ({ request }: PublishedRoute): ZodTypeAny =>
	request?.body?.content['application/json'].schema as ZodTypeAny;

const GROUP = bodyOf(openapi.UpdateViewGroupRoute as PublishedRoute);

/** What Teable publishes about the bodies of the routes of views. */
export const VIEW_BODIES = {
	create: bodyOf(openapi.CreateViewRoute as PublishedRoute),
	name: openapi.viewNameRoSchema,
	description: openapi.viewDescriptionRoSchema,
	filter: bodyOf(openapi.UpdateViewFilterRoute as PublishedRoute),
	sort: openapi.viewSortRoSchema,
	// Published as the list alone; the server asks for the key.
	group: z.object({ group: GROUP }),
	columnMeta: bodyOf(openapi.updateViewColumnMetaRoute as PublishedRoute),
	options: openapi.viewOptionsRoSchema,
	locked: openapi.viewLockedRoSchema,
	order: openapi.updateOrderRoSchema,
	manualSort: bodyOf(openapi.ManualSortViewRoute as PublishedRoute),
	shareMeta: openapi.viewShareMetaRoSchema,
};

/** The schemas are those of 1.10; 2026 knows this way to compare dates too. */
export const withKnownModes = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value ?? {}).replaceAll('"exactDateTime"', '"exactDate"')) as unknown;
