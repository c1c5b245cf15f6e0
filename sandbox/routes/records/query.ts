import { getRecordsRoSchema } from '@teable/openapi';
import { z } from 'zod';
import { internal, invalid } from '../../errors';
import type { CellContext } from '../../teable/records/cells/cells';
import type { ListQuery } from '../../teable/records/queries/list';
import { invalidQuery } from '../../teable/records/queries/sort';
import { parse } from '../../validation';

const JSON_PARTS = { filter: 'object', orderBy: 'array', groupBy: 'array' };

/**
 * Reads the query of a list like Teable: JSON in `filter`, `orderBy` and `groupBy`, lists for the rest.
 * @throws 400; for invalid JSON, 500 on 1.10.0
 */
export function parseListQuery(context: CellContext, query: unknown): ListQuery {
	const { version } = context.state;
	const given = { ...(query as Record<string, unknown>) };
	checkJson(context, given);
	if (version === '1.10.0') return parse(version, getRecordsRoSchema, given) as ListQuery;

	// 2026 servers treat a single name as a list, and an empty name as none.
	if (typeof given.projection === 'string') given.projection = [given.projection];
	const projection = given.projection as string[] | undefined;
	if (projection?.every((name) => name === '')) delete given.projection;
	if (typeof given.search === 'string') {
		throw invalid('Validation error: Invalid input: expected tuple, received string at "search"');
	}
	const published = asPublished(context, given);
	const parsed = parse(version, LIST_QUERY_2026, published.query) as ListQuery;
	published.restore(parsed);
	if (context.engine === 'v2') checkWhole(parsed);
	return parsed;
}

const LIST_QUERY_2026 = getRecordsRoSchema.extend({
	take: z
		.preprocess(
			(take) => (take === undefined ? undefined : Number(take)),
			z
				.number()
				.min(1, 'You should at least take 1 record')
				.max(1000, "Can't take more than 1000 records, please reduce take count")
				.optional(),
		)
		.optional(),
});

function checkJson({ state }: CellContext, query: Record<string, unknown>) {
	for (const [name, expected] of Object.entries(JSON_PARTS)) {
		const text = query[name];
		if (typeof text !== 'string') continue;
		try {
			JSON.parse(text);
		} catch {
			if (state.version === '1.10.0') throw internal();
			const message = `Invalid input: expected ${expected}, received string at "${name}"`;
			throw invalid(`Validation error: ${message}`);
		}
	}
}

interface Condition {
	filterSet?: Condition[];
	fieldId?: string;
	value?: unknown;
}

const WITH_MILLISECONDS = /\.\d{3}(Z|[+-]\d\d:\d\d)$/;
const NEW_MODES = new Set(['exactDateTime', 'dateRange']);

/**
 * Adapts a filter for a 2026 server to the published schema: a value may be missing, and the modes `exactDateTime`
 * and `dateRange` are newer. `restore` inserts the original filter into the parsed query.
 */
function asPublished({ engine }: CellContext, query: Record<string, unknown>) {
	if (typeof query.filter !== 'string') return { query, restore: () => {} };
	const sent = query.filter;
	let isNew = false;
	const filter = JSON.parse(sent) as Condition | null;
	for (const condition of conditionsOf(filter)) {
		condition.value ??= null;
		const date = condition.value as { mode?: string; exactDate?: string } | string | null;
		if (typeof date !== 'object' || date?.exactDate === undefined) continue;
		if (
			engine === 'v2' &&
			date.exactDate.includes('T') &&
			!WITH_MILLISECONDS.test(date.exactDate)
		) {
			throw invalidQuery([{ origin: 'string', code: 'invalid_format', format: 'datetime' }]);
		}
		if (!NEW_MODES.has(date.mode ?? '')) continue;
		isNew = true;
		date.mode = 'exactDate';
		date.exactDate = date.exactDate.replace(/[+-]\d\d:\d\d$/, 'Z');
	}
	return {
		query: { ...query, filter: JSON.stringify(filter) },
		restore: (parsed: ListQuery) => {
			if (isNew) parsed.filter = JSON.parse(sent) as ListQuery['filter'];
		},
	};
}

const conditionsOf = (filter: Condition | null): Condition[] =>
	(filter?.filterSet ?? []).flatMap((item) => (item.filterSet ? conditionsOf(item) : [item]));

/** v2 accepts only integers. The old engine truncates. */
function checkWhole({ take, skip }: ListQuery) {
	for (const [path, value] of [
		['limit', take],
		['offset', skip],
	] as const) {
		if (value === undefined || Number.isInteger(value)) continue;
		throw invalidQuery([
			{ expected: 'int', format: 'safeint', code: 'invalid_type', path: [path] },
		]);
	}
}
