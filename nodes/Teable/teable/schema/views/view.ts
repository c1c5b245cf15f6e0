import { isEqual, isMatch, omitBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../http/client';
import { path } from '../../http/path';
import type { Field } from '../table';

/** A field that a view is sorted or grouped by. */
export interface Ordering extends IDataObject {
	fieldId: string;
	order: 'asc' | 'desc';
}

/** A view's settings of a field. Grids hide fields with `hidden`. All other views show only fields with `visible`. */
export interface Column extends IDataObject {
	order?: number;
	hidden?: boolean;
	visible?: boolean;
}

/** A view in the answer of `GET /table/{id}/view` (1.10 and July 2026). Unset values are absent. */
export interface View extends IDataObject {
	id: string;
	name: string;
	type: string;
	description?: string;
	filter?: IDataObject | null;
	sort?: IDataObject | null;
	group?: Ordering[] | null;
	options?: IDataObject;
	columnMeta: Record<string, Column>;
	enableShare?: boolean;
	/** It stays after sharing stops, but no longer works. */
	shareId?: string;
	shareMeta?: IDataObject;
}

/** The settings of a view of any type; null removes one. */
export interface ViewSettings {
	name?: string;
	/** Empty for none, because Teable refuses null. */
	description?: string;
	filter?: IDataObject | null;
	sort?: { sortObjs: Ordering[] } | null;
	group?: Ordering[] | null;
}

/** The same with the layout of its type, e.g. `{ stackFieldId }`. */
export interface ViewTerms extends ViewSettings {
	options?: IDataObject;
}

/** The views of a table as they are now. */
export const readViews = async (client: TeableClient, tableId: string): Promise<View[]> =>
	await client.get<View[]>(path`/table/${tableId}/view`);

/** The same, fetched once per table and execution. */
export const fetchViews = async (client: TeableClient, tableId: string): Promise<View[]> =>
	await client.once(`views of ${tableId}`, async () => await readViews(client, tableId));

/**
 * The fields of records that are read through a view (1.10 and July 2026): only visible fields if the view lists some,
 * otherwise all that are not hidden. v2 ignores which fields a grid shows.
 */
export function shownIn({ columnMeta }: View, fields: Field[]): Field[] {
	const names = Object.values(columnMeta).some(({ visible }) => visible === true);
	return fields.filter(({ id }) =>
		names ? columnMeta[id]?.visible === true : columnMeta[id]?.hidden !== true,
	);
}

/**
 * One view of a table, from the list of views: the route for a single view on 1.10 answers 500 to an unknown ID, and also
 * returns views of other tables.
 */
export const readView = async (
	client: TeableClient,
	tableId: string,
	viewId: string,
): Promise<View | undefined> => (await readViews(client, tableId)).find(({ id }) => id === viewId);

/** Whether a view has a setting. Teable leaves out empty ones. */
export const holds = (view: View, setting: keyof ViewSettings, wanted: unknown): boolean =>
	isEqual(withoutNothing(view[setting]), withoutNothing(wanted));

/**
 * Compares a view with what was sent. 1.10 stores any filter without a check, and so does 2026 when a view is created. A
 * view with a different filter would show the wrong records.
 *
 * @returns what is wrong; undefined if nothing is
 */
export function checkStored(
	view: View,
	{ options = {}, ...settings }: ViewTerms,
): Error | undefined {
	const other = isMatch(view.options ?? {}, options)
		? SETTINGS.find(
				(setting) => settings[setting] !== undefined && !holds(view, setting, settings[setting]),
			)
		: 'layout';
	return other && new Error(`Teable stored a different ${other} for the view than was sent.`);
}

/** Without the name, because Teable adds a number to a name that is taken. */
const SETTINGS = ['description', 'filter', 'sort', 'group'] as const;

/** Whether a view shows and orders a field as set. */
export const holdsColumn = (view: View, fieldId: string, wanted: Column): boolean =>
	Object.entries(wanted).every(
		([key, value]) => (view.columnMeta[fieldId]?.[key] ?? false) === value,
	);

function withoutNothing(value: unknown): unknown {
	if (value === null || value === '') return undefined;
	if (Array.isArray(value)) return value.map(withoutNothing);
	if (typeof value !== 'object') return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, withoutNothing(inner)]);
	return omitBy(Object.fromEntries(entries) as IDataObject, (inner) => inner === undefined);
}

/** A view in the output: with its link if it is shared, but without the password, which Teable returns in plain text. */
export function viewOutput(client: TeableClient, view: View): IDataObject {
	const { shareMeta, ...rest } = view;
	return {
		...rest,
		...(shareMeta && { shareMeta: withoutPassword(shareMeta) }),
		...(view.enableShare && { shareUrl: shareUrl(client, String(view.shareId)) }),
	};
}

/** The public URL of a shared view. */
export const shareUrl = (client: TeableClient, shareId: string): string =>
	client.pageUrl(path`/share/${shareId}/view`);

const withoutPassword = ({ password, ...rest }: IDataObject): IDataObject => ({
	...rest,
	hasPassword: password !== undefined,
});
