import { localized, invalid } from '../../../errors';
import type { Engine, Field, TeableRecord, User, View } from '../../../state';
import type { CellContext } from '../cells/cells';
import { formattingOf } from '../cells/dates';
import { describeRecord } from '../cells/describe';
import { compileFilter, type Filter } from './filter';
import { groupPoints } from './groups';
import { domainError, keyOf, type KeyType } from '../cells/keys';
import { resolveSort, sortRows, type ResolvedSortKey, type SortKey } from './sort';
import { cellText } from '../cells/values';

export interface RowsQuery {
	fieldKeyType?: KeyType;
	viewId?: string;
	ignoreViewQuery?: boolean | string;
	filter?: Filter | null;
	orderBy?: SortKey[];
	groupBy?: SortKey[] | null;
	search?: [value: string, fieldKeys?: string, hideOthers?: boolean];
	selectedRecordIds?: string[];
}

export interface ListQuery extends RowsQuery {
	take?: number;
	skip?: number;
	projection?: string[];
	cellFormat?: 'json' | 'text';
}

const MAX_TAKE = 1000;

/** A page of records, as `GET …/record` answers it. */
export function listRecords(context: CellContext, user: User, query: ListQuery) {
	const { state, engine, table } = context;
	const { take = 100, skip = 0, fieldKeyType: keyType = 'name', cellFormat } = query;
	if (take > MAX_TAKE) throw invalid(`limit can't be greater than ${take}`);
	const { rows, sort, groups } = selectRows(context, user, query);
	const page = rows.slice(Math.floor(skip), Math.floor(skip) + Math.floor(take));
	const fields = shownFields(context, viewOf(context, query), keyType, query.projection);
	const records = page.map((record) =>
		describeRecord(state, table, record, { keyType, cellFormat, fields }),
	);
	if (engine === 'v2') cutSortedTimes(records, sort);

	const hits = query.search ? searchHits(context, page, query) : null;
	if (engine === 'v2' && !query.groupBy && !hits) return { records };
	return {
		records,
		extra: { groupPoints: groupPoints(context, rows, groups), searchHitIndex: hits },
	};
}

/** The rows of a query, in order. */
export function selectRows(context: CellContext, user: User, query: RowsQuery, anyKey = false) {
	const { table } = context;
	const { fieldKeyType: keyType = 'name' } = query;
	const view = viewOf(context, query);
	const compiling = { context, keyType, user, anyKey };
	const passes = compileFilter(compiling, query.filter);
	const inView = compileFilter(
		{ ...compiling, keyType: 'id' },
		understood(context, view?.filter as Filter | null),
	);
	const matches = searchTest(context, query);
	const groups = resolveSort(context, keyType, query.groupBy);
	const sort = resolveSort(context, keyType, query.orderBy);
	const viewSort = resolveSort(context, 'id', knownTo(context, view?.sort?.sortObjs));
	const chosen = query.selectedRecordIds && new Set(query.selectedRecordIds);

	const rows: TeableRecord[] = [];
	for (const record of table.records.values()) {
		if (chosen && !chosen.has(record.id)) continue;
		if (passes(record) && inView(record) && matches(record)) rows.push(record);
	}
	const order = [...groups, ...sort, ...viewSort];
	return { rows: sortRows(context, rows, order), sort, groups };
}

/** v2 ignores stored settings of a view that don't name a field by its ID. */
const knownTo = <Part extends { fieldId: string }>(
	{ engine, table }: CellContext,
	parts?: Part[],
) =>
	engine === 'v1'
		? parts
		: parts?.filter(({ fieldId }) => table.fields.some(({ id }) => id === fieldId));

function understood(context: CellContext, filter?: Filter | null): Filter | undefined {
	if (!filter) return undefined;
	const filterSet = filter.filterSet.flatMap((part): Filter['filterSet'] => {
		if ('filterSet' in part) return [understood(context, part) ?? []].flat();
		return knownTo(context, [part]) ?? [];
	});
	return { ...filter, filterSet };
}

/** The view of a query. @throws 404 if no table, or another one, has the view */
function viewOf({ state, engine, table }: CellContext, query: RowsQuery): View | undefined {
	const { viewId, ignoreViewQuery } = query;
	if (viewId === undefined) return undefined;
	const view = table.views.find(({ id }) => id === viewId);
	if (view) return String(ignoreViewQuery) === 'true' ? undefined : view;
	const isElsewhere = [...state.tables.values()].some(({ views }) =>
		views.some(({ id }) => id === viewId),
	);
	if (engine === 'v2' && isElsewhere) {
		const message = `View not found: ${viewId}`;
		throw domainError(404, 'not_found', message, 'view.not_found', ['not-found']);
	}
	const text = `View ${viewId} not found`;
	throw localized(state.version, 404, text, 'view.notFound');
}

/** The fields to return: the named ones that the view doesn't hide. An unknown name returns nothing. */
function shownFields(
	{ engine, table }: CellContext,
	view: View | undefined,
	keyType: KeyType,
	projection?: string[],
) {
	return table.fields.filter(
		(field) =>
			(!projection || projection.includes(keyOf(field, keyType))) && isShown(engine, view, field),
	);
}

/**
 * A view that names fields to show returns only these; any other view returns all that it doesn't hide. Only v2
 * distinguishes that a grid hides fields and doesn't show them.
 */
export function isShown(engine: Engine, view: View | undefined, field: Field) {
	if (!view) return true;
	const columns = Object.values(view.columnMeta);
	const column = view.columnMeta[field.id];
	if (engine === 'v2' && view.type === 'grid') return column?.hidden !== true;
	if (columns.some(({ visible }) => visible)) return column?.visible === true;
	return column?.hidden !== true;
}

/** The third part of a search decides whether it filters at all. */
function searchTest(context: CellContext, { search, fieldKeyType }: RowsQuery) {
	if (!search?.[2]) return () => true;
	const hits = hitTest(context, search, fieldKeyType);
	return (record: TeableRecord) => hits(record).length > 0;
}

function searchHits(context: CellContext, page: TeableRecord[], query: RowsQuery) {
	if (!query.search) return null;
	const hits = hitTest(context, query.search, query.fieldKeyType);
	return page.flatMap((record) =>
		hits(record).map(({ id }) => ({ fieldId: id, recordId: record.id })),
	);
}

/** The fields in which to search. Unknown names are ignored. */
function hitTest(
	{ state, table }: CellContext,
	search: NonNullable<RowsQuery['search']>,
	keyType: KeyType = 'name',
) {
	const [text, keys = ''] = search;
	const named = keys
		.split(',')
		.flatMap((key) =>
			table.fields.filter((field) => keyOf(field, keyType) === key || field.id === key),
		);
	const fields = named.length > 0 ? named : table.fields;
	const wanted = text.toLowerCase();
	return (record: TeableRecord) =>
		fields.filter((field) => cellText(state, table, record, field).toLowerCase().includes(wanted));
}

/**
 * v2 truncates a record's own time to the day if the records were sorted by a field that shows that time without
 * hours.
 */
function cutSortedTimes(
	records: Array<{ createdTime: string; lastModifiedTime?: string }>,
	sort: ResolvedSortKey[],
) {
	for (const { field } of sort) {
		if (formattingOf(field).time !== 'None') continue;
		const { type } = field;
		if (type !== 'createdTime' && type !== 'lastModifiedTime') continue;
		for (const record of records) record[type] = String(record[type]).slice(0, 10);
	}
}
