import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../http/client';
import { fetchEngine } from '../../schema/engine';
import type { FilterGroup } from '../../filter/filter';
import { wireFilter } from '../../filter/filter';
import { kindOf } from '../../filter/filterOperators';
import type { RecordCheck } from '../../filter/filterPlan';
import { dependsOnEngine, planFilter } from '../../filter/filterPlan';
import { allowed } from '../../http/errors';
import type { Field, Table } from '../../schema/table';
import { fetchViews, shownIn } from '../../schema/views/view';

/** Which records to return. Its fields must belong to the table, because Teable ignores any other. */
export interface Selection {
	viewId?: string;
	filter?: FilterGroup;
	/** Only records with this string in the field, or in any field. */
	search?: { text: string; field?: Field };
	recordIds?: string[];
}

/** Which records to return, in which order, and with which fields. */
export interface RecordQuery extends Selection {
	sort?: Array<{ field: Field; order: 'asc' | 'desc' }>;
	/** The fields to return; all of the table or view if omitted. */
	projection?: Field[];
	/** Whether to return values as Teable shows them instead of raw. */
	asText?: boolean;
	/** Whether the caller compares the results again, so that a server that ignores the filter does no harm. */
	comparedAgain?: boolean;
	/** Whether to fail if Teable returns fewer records than it counts. */
	complete?: boolean;
	/** How many matching records to skip; none if omitted. */
	offset?: number;
}

/** What is sent to the server, and what the node checks afterwards. */
export interface PlannedSelection {
	query: IDataObject;
	/** The filter in it. */
	sent?: FilterGroup;
	check?: RecordCheck;
}

/**
 * The part of a query that selects records, in the form that the engine of the table needs.
 *
 * @throws Error if the filter cannot be applied exactly, or is too long to be sent
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
 * The part of a query that selects records, with an unchanged filter.
 *
 * @throws Error if the filter is too long to be sent
 */
export function selectionQuery({ viewId, filter, search, recordIds }: Selection): IDataObject {
	const query = {
		...(viewId !== undefined && { viewId }),
		...(filter && { filter: JSON.stringify(wireFilter(filter)) }),
		// Unless all three parts are present, Teable does not filter.
		...(search && { search: [search.text, search.field?.id ?? '', true] }),
		...(recordIds && { selectedRecordIds: recordIds }),
	};
	checkLength(query);
	return query;
}

/** A view does not return cells of hidden fields, so they would look empty. */
async function refuseHidden(client: TeableClient, table: Table, viewId: string, fields: Field[]) {
	const views = await fetchViews(client, table.id);
	const view = views.find(({ id }) => id === viewId);
	const shown = view ? shownIn(view, fields) : fields;
	const hidden = fields.find((field) => !shown.includes(field));
	if (hidden) {
		throw new Error(
			`'Filter' uses the column '${hidden.name}', which is hidden in the chosen view. Show it in the view, or leave 'View' empty.`,
		);
	}
}

/**
 * The fields of the records of a query, in the order of the table. Empty if they are read through a view that the
 * credential cannot read, so that its hidden fields are unknown.
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

/** Teable answers 431 to more than 16 KiB of URL and headers, including the token and n8n's own headers. */
const LONGEST_QUERY = 14_000;

/** @throws Error if a query does not fit in a URL */
export function checkLength(query: IDataObject) {
	const length = Object.entries(query)
		.flatMap(([name, values]) => [values].flat().map((value) => `${name}[]=${String(value)}`))
		.reduce((sum, part) => sum + encodeURIComponent(part).length + 1, 0);
	if (length > LONGEST_QUERY) {
		throw new Error(
			`'Filter' is too long: the request would have ${length} characters, but Teable accepts only ${LONGEST_QUERY}. Use fewer values, or choose a view with this filter.`,
		);
	}
}

/** Up to this many fields are requested by ID. With more, all fields are requested, because their IDs would fill the URL. */
const LONGEST_PROJECTION = 100;

/** The part of a query that sorts records and selects fields. */
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

/** @throws Error if times must be compared that are returned as strings */
export function checkRawTimes({ asText }: RecordQuery, check: RecordCheck | undefined) {
	const time = asText && check?.fields.find((field) => kindOf(field) === 'dateTime');
	if (time) {
		throw new Error(
			`'Filter' compares the column '${time.name}' with an exact time, which requires raw values on this version of Teable (1.10). Set 'Value Format' to Raw under 'Options', or compare days.`,
		);
	}
}
