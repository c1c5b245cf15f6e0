import { compact, partition, uniqBy } from 'lodash';

import type { TeableClient } from '../../../teable/http/client';
import { allowed } from '../../../teable/http/errors';
import { path } from '../../../teable/http/path';
import { fetchTables } from '../../../teable/schema/base';
import { fetchEngineOfBase } from '../../../teable/schema/engine';
import type { Field, Table } from '../../../teable/schema/table';
import { readTable } from '../../../teable/schema/table';
import { readViews } from '../../../teable/schema/views/view';

/** A table in which a field may be used, with its name for messages. */
interface Place {
	id: string;
	name: string;
	fields: Field[];
}

/**
 * The uses of a field, e.g. "the formula 'Double'", in views and in fields of all tables that the credential can
 * access. 1.10 has no route for this, and that of v2 leaves out last modified times that track the field.
 *
 * @param baseId the base of the table
 */
export async function usesOf(
	client: TeableClient,
	baseId: string,
	table: Table,
	field: Field,
): Promise<string[]> {
	const { symmetricFieldId } = field.options ?? {};
	const otherSide = field.isLookup ? undefined : symmetricFieldId;
	// The link's field in the linked table is deleted too, so its uses count.
	const ids = compact([field.id, otherSide]).map(String);
	const names = (thing: unknown) => ids.some((id) => JSON.stringify(thing ?? '').includes(id));
	const places = await placesAround(client, baseId, table);
	const withViews = places.filter(
		({ id, fields }) => id === table.id || fields.some((one) => one.id === otherSide),
	);
	const views = await Promise.all(
		withViews.map(async (place) => await usesInViews(client, place, table, names)),
	);
	return [
		...views.flat(),
		...places.flatMap((place) =>
			place.fields
				.filter((one) => one.id !== field.id && names(partsOf(one)))
				.map((one) => `the ${kindOf(one)} '${one.name}'${within(place, table)}`),
		),
		...(await usesInAutomations(client, baseId, table.id, field.id)),
	];
}

const within = ({ id, name }: Place, table: Table): string =>
	id === table.id ? '' : ` in table ${name}`;

/** The options of a lookup of a link contain what that link uses. */
const partsOf = ({ isLookup, options, lookupOptions }: Field): unknown[] =>
	isLookup ? [lookupOptions] : [options, lookupOptions];

const KINDS = new Map([
	['conditionalRollup', 'rollup'],
	['formula', 'formula'],
	['link', 'link'],
	['rollup', 'rollup'],
]);

const kindOf = ({ isLookup, type }: Field): string =>
	isLookup ? 'lookup' : (KINDS.get(type) ?? 'field');

/** The tables of the base, this one first, and linked tables of other bases. */
async function placesAround(client: TeableClient, baseId: string, table: Table): Promise<Place[]> {
	const tables = await fetchTables(client, baseId);
	const [own, others] = partition(tables, ({ id }) => id === table.id);
	const siblings = [...own, ...others];
	const known = new Set(siblings.map(({ id }) => id));
	const away = uniqBy(
		table.fields
			.filter(({ type }) => type === 'link')
			.map(({ options }) => String(options?.foreignTableId))
			.filter((id) => !known.has(id))
			.map((id) => ({ id, name: `${id} in another base` })),
		'id',
	);
	const fieldsOf = async (id: string): Promise<Field[] | undefined> =>
		id === table.id ? table.fields : (await allowed(readTable(client, id)))?.fields;
	const named = siblings.map(({ id, name }) => ({ id, name: `'${name}'` }));
	const read = [...named, ...away].map(async (place) => {
		const fields = await fieldsOf(place.id);
		return fields && { ...place, fields };
	});
	return compact(await Promise.all(read));
}

/** Where a view can use a field: Teable's property, and its name in messages. */
const PARTS_OF_VIEWS = new Map([
	['filter', 'filter'],
	['sort', 'sort'],
	['group', 'group'],
	['options', 'layout'],
]);

async function usesInViews(
	client: TeableClient,
	place: Place,
	table: Table,
	names: (thing: unknown) => boolean,
): Promise<string[]> {
	const views = await readViews(client, place.id);
	return views.flatMap((view) => {
		const parts = [...PARTS_OF_VIEWS].filter(([key]) => names(view[key])).map(([, part]) => part);
		if (parts.length === 0) return [];
		return [`the ${parts.join(' and ')} of the view '${view.name}'${within(place, table)}`];
	});
}

interface References {
	/** Steps of Teable's automations. */
	workflowNodes?: unknown[];
}

/** Servers of 2026 also report which automation steps use a field; open-source servers have no automations. */
async function usesInAutomations(
	client: TeableClient,
	baseId: string,
	tableId: string,
	id: string,
): Promise<string[]> {
	if ((await fetchEngineOfBase(client, baseId)) === '1.10') return [];
	const references = await allowed(
		client.get<Record<string, References | undefined>>(
			path`/table/${tableId}/field/delete-references`,
			{ fieldIds: [id] },
		),
	);
	const steps = new Map(Object.entries(references ?? {})).get(id)?.workflowNodes?.length ?? 0;
	if (steps === 0) return [];
	return [steps === 1 ? 'an automation step' : `${steps} automation steps`];
}
