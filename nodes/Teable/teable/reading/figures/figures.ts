import type { IDataObject } from 'n8n-workflow';

import type { AggregateFunction } from './aggregation';
import type { TeableClient } from '../../http/client';
import { fetchEngine } from '../../schema/engine';
import { kindOf } from '../../filter/filterOperators';
import { errsInOneDirection } from '../../filter/filterPlan';
import { countRecords, fetchRowCount } from '../pages/pages';
import { path } from '../../http/path';
import { checkFiltering } from '../pages/droppedFilter';
import type { Selection } from '../pages/recordQuery';
import { planSelection, selectionQuery } from '../pages/recordQuery';
import type { Field, Table } from '../../schema/table';
import { named } from '../../../values/named';

export interface Figure {
	field: Field;
	name: AggregateFunction;
}

/** The results for one group of records, or for all. */
export interface Group {
	/** The values of the group in the fields to group by; empty for all records. */
	values: unknown[];
	/** The number of records, only for groups. */
	count?: number;
	/** In the order of the requested calculations; null if there is nothing to calculate. */
	figures: unknown[];
}

/**
 * Calculates over the values of records, for all of them or by group.
 *
 * @throws NodeApiError, or Error if the results could include records that are not selected
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

/** Teable returns percentages as strings, e.g. "33.333333333333333333" (all engines). Dates are strings too. */
const toFigure = (value: unknown): unknown =>
	typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;

/**
 * The older engines ignore case in strings, and calculated results cannot be checked afterwards. So the records are counted
 * both with the engine's filter and exactly. Equal counts mean the same records, unless the engine returns too many for
 * one condition and too few for another.
 */
async function exactSelection(
	client: TeableClient,
	table: Table,
	selection: Selection,
): Promise<IDataObject> {
	const { query, sent, check } = await planSelection(client, table, selection);
	if (sent) await checkFiltering(client, table, sent, 'aggregation/row-count');
	if (!check) return query;
	const { filter } = selection;
	const comparable = filter && errsInOneDirection(filter, await fetchEngine(client, table.id));
	if (comparable && !check.fields.some((field) => kindOf(field) === 'dateTime')) {
		const asTheServerCompares = selectionQuery(selection);
		const { rowCount } = await fetchRowCount(client, table, asTheServerCompares);
		if (rowCount === (await countRecords(client, table, selection))) return asTheServerCompares;
	}
	const names = [...new Set(check.fields.map(({ name }) => `'${name}'`))].join(', ');
	throw new Error(
		`'Filter' compares ${names} in a way that this version of Teable does not support in calculations: it matches case, contains '%' or '_', or uses an exact time. Read the records with Get Many, and calculate with n8n's Summarize node.`,
	);
}

interface Answer {
	figure: Figure;
	total?: { value: unknown } | null;
	/** By group ID. */
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

/** With groups, Teable returns only one function per field, so each request asks for one per field. */
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

/** The group headers of a grid, each followed by its number of rows. */
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
				`There are more groups than Teable returns (${groups.length}). Group by a field with fewer values, or add a filter.`,
			);
		}
		ids[point.depth] = point.id;
		values[point.depth] = point.value;
	}
	return groups;
}
