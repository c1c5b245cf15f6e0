import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import { fetchEngine } from '../schema/engine';
import type { FilterGroup } from '../filter/filter';
import { wireFilter } from '../filter/filter';
import { kindOf } from '../filter/filterOperators';
import type { RecordCheck } from '../filter/filterPlan';
import { dependsOnEngine, planFilter } from '../filter/filterPlan';
import { allowed } from '../http/errors';
import type { Field, Table } from '../schema/table';
import { fetchViews, shownIn } from '../schema/view';

/** Which records are wanted. Its fields are known to be the table's: Teable ignores any other. */
export interface Selection {
	viewId?: string;
	filter?: FilterGroup;
	/** Keeps the records that hold the text in the field, or in any. */
	search?: { text: string; field?: Field };
	recordIds?: string[];
}

/** Which records are wanted, in which order, and what of them. */
export interface RecordQuery extends Selection {
	sort?: Array<{ field: Field; order: 'asc' | 'desc' }>;
	/** The fields to return; all of the table or view when left out. */
	projection?: Field[];
	/** Values as Teable shows them instead of as it keeps them. */
	asText?: boolean;
	/** Whether the caller compares what comes with what it looked for: a filter that is dropped then does no harm. */
	comparedAgain?: boolean;
	/** Whether to fail when fewer records come than Teable counts. */
	complete?: boolean;
	/** How many of the records that match to pass over; none when left out. */
	offset?: number;
}

/** What goes to the server, and what the node has to look at afterwards. */
export interface PlannedSelection {
	query: IDataObject;
	/** The filter in it. */
	sent?: FilterGroup;
	check?: RecordCheck;
}

/**
 * Makes the part of a query that selects records, as the engine that serves the table needs it.
 *
 * @throws Error when the filter cannot be carried out exactly, or is too long to be sent
 */
export async function planSelection(
	client: TeableClient,
	table: Table,
	selection: Selection,
): Promise<PlannedSelection> {
	const { viewId, filter } = selection;
	const { sent, check } =
		filter && dependsOnEngine(filter)
			? planFilter(filter, await fetchEngine(client, table.id))
			: { sent: filter, check: undefined };
	if (check && viewId !== undefined) await refuseHidden(client, table, viewId, check.fields);
	return { query: selectionQuery({ ...selection, filter: sent }), sent, check };
}

/**
 * The part of a query that selects records, its filter as it is.
 *
 * @throws Error when the filter is too long to be sent
 */
export function selectionQuery({ viewId, filter, search, recordIds }: Selection): IDataObject {
	const query = {
		...(viewId !== undefined && { viewId }),
		...(filter && { filter: JSON.stringify(wireFilter(filter)) }),
		// Without all three parts Teable filters nothing.
		...(search && { search: [search.text, search.field?.id ?? '', true] }),
		...(recordIds && { selectedRecordIds: recordIds }),
	};
	refuseTooLong(query);
	return query;
}

/** A view gives no cell of a field that it hides, so an absent one would be taken for an empty one. */
async function refuseHidden(client: TeableClient, table: Table, viewId: string, fields: Field[]) {
	const views = await fetchViews(client, table.id);
	const view = views.find(({ id }) => id === viewId);
	const shown = view ? shownIn(view, fields) : fields;
	const hidden = fields.find((field) => !shown.includes(field));
	if (hidden) {
		throw new Error(
			`'Filter' has to look at column '${hidden.name}', which the chosen view hides. Show it in the view, or leave 'View' empty.`,
		);
	}
}

/**
 * The fields that records of a query come with, in the order of the table; none when they are read through a view
 * that the credential may not read itself, so that nobody knows what it hides.
 */
export async function fetchColumns(
	client: TeableClient,
	table: Table,
	{ viewId, projection }: RecordQuery,
): Promise<Field[]> {
	const wanted = new Set(projection ?? table.fields);
	const columns = table.fields.filter((field) => wanted.has(field));
	if (viewId === undefined) return columns;
	const views = await allowed(fetchViews(client, table.id));
	const view = views?.find(({ id }) => id === viewId);
	return view ? shownIn(view, columns) : [];
}

/** Teable answers 431 to more than 16 KiB of address and headers; a token and n8n's headers take a part. */
const LONGEST_QUERY = 14_000;

/** @throws Error when a query does not fit into an address */
export function refuseTooLong(query: IDataObject) {
	const length = Object.entries(query)
		.flatMap(([name, values]) => [values].flat().map((value) => `${name}[]=${String(value)}`))
		.reduce((sum, part) => sum + encodeURIComponent(part).length + 1, 0);
	if (length > LONGEST_QUERY) {
		throw new Error(
			`'Filter' is too long: the request would take ${length} characters, and Teable takes ${LONGEST_QUERY}. Compare with fewer values, or make a view that filters and choose it.`,
		);
	}
}

/** The IDs of the fields to ask for; past this number all are asked for, as their IDs fill the address. */
const LONGEST_PROJECTION = 100;

/** The part of a query that orders records and says what to give of them. */
export function presentation(
	{ sort, asText }: RecordQuery,
	fields: Field[] | undefined,
): IDataObject {
	return {
		fieldKeyType: 'id',
		...(sort && {
			orderBy: JSON.stringify(sort.map(({ field, order }) => ({ fieldId: field.id, order }))),
		}),
		...(fields &&
			fields.length > 0 &&
			fields.length <= LONGEST_PROJECTION && { projection: fields.map(({ id }) => id) }),
		...(asText && { cellFormat: 'text' }),
	};
}

/**
 * @throws Error when times would have to be compared that come as texts
 */
export function refuseTextTimes({ asText }: RecordQuery, check: RecordCheck | undefined) {
	const time = asText && check?.fields.find((field) => kindOf(field) === 'dateTime');
	if (time) {
		throw new Error(
			`'Filter' compares column '${time.name}' with an exact time, which this release of Teable (1.10) leaves to the node, and the node needs the values raw. Set 'Values' to Raw, or compare days.`,
		);
	}
}
