import { randomString } from 'n8n-workflow';

import type { FilterGroup, FilterPart } from '../filter/filter';
import { isGroup, wireFilter } from '../filter/filter';
import { kindOf, operatorsFor } from '../filter/filterOperators';
import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { Field, Table } from '../schema/table';
import { selectionQuery } from './recordQuery';

/** Where a filter is sent to. */
export type FilteredRoute = 'record' | 'aggregation/row-count';

/**
 * Makes sure, once per run, table and route, that the server filters at all, where its answer does not show it: a
 * filter that nothing can fit has to find nothing. A proxy that drops the query of an address, or a server that
 * ignores what it does not know, would give every record of the table.
 *
 * @throws Error when it does not filter
 */
export async function proveFiltering(
	client: TeableClient,
	table: Table,
	filter: FilterGroup,
	route: FilteredRoute,
): Promise<void> {
	await client.once(`filters ${route} ${table.id}`, async () => {
		const query = { filter: JSON.stringify(wireFilter(contradiction(firstField(filter)))) };
		const found =
			route === 'record'
				? (
						await client.get<{ records: unknown[] }>(path`/table/${table.id}/record`, {
							...{ ...query, fieldKeyType: 'id', take: 1 },
						})
					).records.length
				: (
						await client.get<{ rowCount: number }>(
							path`/table/${table.id}/aggregation/row-count`,
							query,
						)
					).rowCount;
		if (found > 0) throw droppedFilter();
	});
}

/**
 * The same for a search: one for a text that stands nowhere has to find nothing. For what is found to be changed
 * or deleted.
 *
 * @throws Error when the server does not search
 */
export async function proveSearching(client: TeableClient, table: Table): Promise<void> {
	await client.once(`searches ${table.id}`, async () => {
		const { records } = await client.get<{ records: unknown[] }>(path`/table/${table.id}/record`, {
			...selectionQuery({ search: { text: randomString(LENGTH_OF_NOWHERE) } }),
			...{ fieldKeyType: 'id', take: 1 },
		});
		if (records.length > 0) throw droppedFilter();
	});
}

/** Of letters and digits: no table holds it by chance. */
const LENGTH_OF_NOWHERE = 32;

/** What to say of a server that gave what the filter should have kept back. */
export const droppedFilter = (): Error =>
	new Error(
		'The server gave records that do not match the filter or the search, so its answer was not used. A proxy between n8n and Teable may drop it from the address, or this Teable server has a fault: ask whoever runs it.',
	);

const firstField = ({ parts: [first] }: FilterGroup): Field =>
	isGroup(first as FilterPart)
		? firstField(first as FilterGroup)
		: (first as { field: Field }).field;

/** Two conditions that no cell can meet together. */
function contradiction(field: Field): FilterGroup {
	const parts: FilterPart[] = operatorsFor(field).includes('isEmpty')
		? [
				{ field, operator: 'isEmpty', value: null },
				{ field, operator: 'isNotEmpty', value: null },
			]
		: [
				{ field, operator: 'is', value: true },
				{ field, operator: 'is', value: false },
			];
	// v2 keeps an empty text, which might count as both.
	return {
		conjunction: 'and',
		parts:
			kindOf(field) === 'text'
				? ['a', 'b'].map((value) => ({ field, operator: 'is', value }))
				: parts,
	};
}
