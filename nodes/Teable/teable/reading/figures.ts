import type { IDataObject } from 'n8n-workflow';

import type { AggregateFunction } from './aggregation';
import type { TeableClient } from '../http/client';
import { fetchEngine } from '../schema/engine';
import { kindOf } from '../filter/filterOperators';
import { errsOneWay } from '../filter/filterPlan';
import { countRecords, fetchRowCount } from './pages';
import { path } from '../http/path';
import { proveFiltering } from './droppedFilter';
import type { Selection } from './recordQuery';
import { planSelection, selectionQuery } from './recordQuery';
import type { Field, Table } from '../schema/table';
import { named } from '../../values/named';

export interface Figure {
	field: Field;
	name: AggregateFunction;
}

/** The figures of one group of records, or of all. */
export interface Group {
	/** What the records of the group hold in the fields they are grouped by; none for all records. */
	values: unknown[];
	/** How many they are; only known of groups. */
	count?: number;
	/** In the order of the figures asked for; null where there is nothing to add up. */
	figures: unknown[];
}

/**
 * Adds up what records hold, all together or in groups.
 *
 * @throws NodeApiError, or Error when the figures would not be those of the selected records
 */
export async function fetchFigures(
	client: TeableClient,
	table: Table,
	selection: Selection,
	figures: Figure[],
	groupBy: Field[],
): Promise<Group[]> {
	const query = await exactSelection(client, table, selection);
	if (groupBy.length > 0) {
		query.groupBy = JSON.stringify(groupBy.map(({ id }) => ({ fieldId: id, order: 'asc' })));
	}
	const [answers, groups] = await Promise.all([
		Promise.all(inRequests(figures).map(async (part) => await ask(client, table, query, part))),
		groupBy.length > 0 ? fetchGroups(client, table, query, groupBy.length) : [ALL],
	]);
	const found = answers.flat();
	return groups.map(({ id, values, count }) => ({
		values,
		count,
		figures: figures.map(({ field, name }) => {
			const answer = found.find(
				(candidate) => candidate.figure.field === field && candidate.figure.name === name,
			);
			const figure = id === undefined ? answer?.total : named(answer?.group ?? {}, id);
			return toFigure(figure?.value ?? null);
		}),
	}));
}

/** Teable answers percentages as texts, e.g. "33.333333333333333333" (all engines); dates are texts too. */
const toFigure = (value: unknown): unknown =>
	typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;

/**
 * The older engines compare text without regard to case, and what they have added up cannot be checked. So
 * the records are counted both ways: where that is the same, both mean the same records, unless the engine
 * gives too many by one condition and too few by another.
 */
async function exactSelection(
	client: TeableClient,
	table: Table,
	selection: Selection,
): Promise<IDataObject> {
	const { query, sent, check } = await planSelection(client, table, selection);
	if (sent) await proveFiltering(client, table, sent, 'aggregation/row-count');
	if (!check) return query;
	const { filter } = selection;
	const comparable = filter && errsOneWay(filter, await fetchEngine(client, table.id));
	if (comparable && !check.fields.some((field) => kindOf(field) === 'dateTime')) {
		const asTheServerCompares = selectionQuery(selection);
		const { rowCount } = await fetchRowCount(client, table, asTheServerCompares);
		if (rowCount === (await countRecords(client, table, selection))) return asTheServerCompares;
	}
	const names = [...new Set(check.fields.map(({ name }) => `'${name}'`))].join(', ');
	throw new Error(
		`'Filter' compares ${names} in a way that this release of Teable cannot do when it adds up: case in texts, '%' or '_', or an exact time. Get the records with Get Many, and add them up with n8n's Summarize node.`,
	);
}

interface Answer {
	figure: Figure;
	total?: { value: unknown } | null;
	/** By the ID of the group. */
	group?: Record<string, { value: unknown } | undefined> | null;
}

async function ask(
	client: TeableClient,
	table: Table,
	query: IDataObject,
	figures: Figure[],
): Promise<Answer[]> {
	const field: Record<string, string[]> = {};
	for (const figure of figures) (field[figure.name] ??= []).push(figure.field.id);
	const { aggregations } = await client.get<{
		aggregations?: Array<Omit<Answer, 'figure'> & { fieldId: string }>;
	}>(path`/table/${table.id}/aggregation`, { ...query, field });
	return figures.map((figure) => ({
		...aggregations?.find(({ fieldId }) => fieldId === figure.field.id),
		figure,
	}));
}

/** Teable keeps one function per field when it groups, so each request asks for one per field. */
function inRequests(figures: Figure[]): Figure[][] {
	const requests: Figure[][] = [];
	for (const figure of figures) {
		const request = requests.find((others) => others.every(({ field }) => field !== figure.field));
		if (request) request.push(figure);
		else requests.push([figure]);
	}
	return requests;
}

interface GroupOfRecords {
	id?: string;
	values: unknown[];
	count?: number;
}

const ALL: GroupOfRecords = { values: [] };

/** What Teable draws between the rows of a grouped grid: headers, each followed by its rows' number. */
type GroupPoint =
	| { type: 0; id: string; depth: number; value: unknown }
	| { type: 1; count: number };

/** The groups of the last level. */
async function fetchGroups(
	client: TeableClient,
	table: Table,
	query: IDataObject,
	levels: number,
): Promise<GroupOfRecords[]> {
	const points = await client.get<GroupPoint[] | null>(
		path`/table/${table.id}/aggregation/group-points`,
		query,
	);
	const groups: GroupOfRecords[] = [];
	const ids: string[] = [];
	const values: unknown[] = [];
	for (const point of points ?? []) {
		if (point.type === 1) {
			groups.push({ id: ids[levels - 1], values: values.slice(0, levels), count: point.count });
			continue;
		}
		if (point.id === 'unknown') {
			throw new Error(
				`The table has more groups than Teable lists (${groups.length}). Group by a field with fewer values, or add a filter.`,
			);
		}
		ids[point.depth] = point.id;
		values[point.depth] = point.value;
	}
	return groups;
}
