import { isEqual, isMatch, omitBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { Field } from './table';

/** A field that a view is sorted or grouped by. */
export interface Ordering extends IDataObject {
	fieldId: string;
	order: 'asc' | 'desc';
}

/** What a view keeps of a field. Grids hide fields that say `hidden`; all others show those that say `visible`. */
export interface Column extends IDataObject {
	order?: number;
	hidden?: boolean;
	visible?: boolean;
}

/** A view as `GET /table/{id}/view` describes it (1.10 and July 2026): what is not set is absent. */
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
	/** It stays when sharing stops, and leads nowhere then. */
	shareId?: string;
	shareMeta?: IDataObject;
}

/** What can be set about a view of any type; null takes it away. */
export interface ViewSettings {
	name?: string;
	/** Empty for none: Teable refuses null. */
	description?: string;
	filter?: IDataObject | null;
	sort?: { sortObjs: Ordering[] } | null;
	group?: Ordering[] | null;
}

/** The same with what views of a type are laid out by, e.g. `{ stackFieldId }`. */
export interface ViewTerms extends ViewSettings {
	options?: IDataObject;
}

/** The views of a table as they are now. */
export const readViews = async (client: TeableClient, tableId: string): Promise<View[]> =>
	await client.get<View[]>(path`/table/${tableId}/view`);

/** The same, fetched once per table and run. */
export const fetchViews = async (client: TeableClient, tableId: string): Promise<View[]> =>
	await client.once(`views of ${tableId}`, async () => await readViews(client, tableId));

/**
 * The fields that records come with when they are read through a view (1.10 and July 2026): a view that names
 * fields to show gives no others, any other one those that it does not hide. v2 does not mind what a grid shows.
 */
export function shownIn({ columnMeta }: View, fields: Field[]): Field[] {
	const names = Object.values(columnMeta).some(({ visible }) => visible === true);
	return fields.filter(({ id }) =>
		names ? columnMeta[id]?.visible === true : columnMeta[id]?.hidden !== true,
	);
}

/**
 * One view of a table, by the list: asked for it alone, 1.10 answers 500 to an ID that it does not know, and gives
 * views of other tables.
 */
export const readView = async (
	client: TeableClient,
	tableId: string,
	viewId: string,
): Promise<View | undefined> => (await readViews(client, tableId)).find(({ id }) => id === viewId);

/** Whether a view has a setting: Teable leaves out what is empty. */
export const holds = (view: View, setting: keyof ViewSettings, wanted: unknown): boolean =>
	isEqual(withoutNothing(view[setting]), withoutNothing(wanted));

/**
 * Compares a view with what was sent. 1.10 stores any filter, and 2026 one that is sent with the creation, so that a
 * setting which comes back as another one would show the wrong records.
 *
 * @returns what is wrong with it; undefined for nothing
 */
export function checkHeld(view: View, { options = {}, ...settings }: ViewTerms): Error | undefined {
	const other = isMatch(view.options ?? {}, options)
		? SETTINGS.find(
				(setting) => settings[setting] !== undefined && !holds(view, setting, settings[setting]),
			)
		: 'layout';
	return other && new Error(`Teable holds another ${other} for the view than was sent.`);
}

/** The name is not among them: Teable adds a number to one that is taken. */
const SETTINGS = ['description', 'filter', 'sort', 'group'] as const;

/** Whether a view shows and orders a field as wanted. */
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

/** A view for the output: with its link where it is shared, and never with the password, which Teable gives as it is. */
export function viewOutput(client: TeableClient, view: View): IDataObject {
	const { shareMeta, ...rest } = view;
	return {
		...rest,
		...(shareMeta && { shareMeta: withoutPassword(shareMeta) }),
		...(view.enableShare && { shareUrl: shareUrl(client, String(view.shareId)) }),
	};
}

/** The address that a shared view has for everyone. */
export const shareUrl = (client: TeableClient, shareId: string): string =>
	client.pageUrl(path`/share/${shareId}/view`);

const withoutPassword = ({ password, ...rest }: IDataObject): IDataObject => ({
	...rest,
	hasPassword: password !== undefined,
});
