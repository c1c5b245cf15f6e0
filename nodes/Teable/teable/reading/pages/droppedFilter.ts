import { randomString } from 'n8n-workflow';

import type { FilterGroup, FilterPart } from '../../filter/filter';
import { isGroup, wireFilter } from '../../filter/filter';
import { kindOf, operatorsFor } from '../../filter/filterOperators';
import type { TeableClient } from '../../http/client';
import { path } from '../../http/path';
import type { Field, Table } from '../../schema/table';
import { selectionQuery } from './recordQuery';

/** The route that a filter is sent to. */
export type FilteredRoute = 'record' | 'aggregation/row-count';

/**
 * Makes sure, once per execution, table and route, that the server applies filters, if its answer does not show it: a
 * filter that nothing can match must find nothing. A proxy that drops the query string, or a server that ignores unknown
 * parameters, would return every record of the table.
 *
 * @throws Error if the server does not filter
 */
export async function checkFiltering(
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
 * The same for a search: a search for a string that does not exist must find nothing. Used if the found records will be
 * changed or deleted.
 *
 * @throws Error if the server does not search
 */
export async function checkSearching(client: TeableClient, table: Table): Promise<void> {
	await client.once(`searches ${table.id}`, async () => {
		const { records } = await client.get<{ records: unknown[] }>(path`/table/${table.id}/record`, {
			...selectionQuery({ search: { text: randomString(LENGTH_OF_NOWHERE) } }),
			...{ fieldKeyType: 'id', take: 1 },
		});
		if (records.length > 0) throw droppedFilter();
	});
}

/** Random letters and digits that no table contains by chance. */
const LENGTH_OF_NOWHERE = 32;

/** The error for a server that returned records that the filter should have excluded. */
export const droppedFilter = (): Error =>
	new Error(
		'The server returned records that do not match the filter or search, so its answer was not used. A proxy between n8n and Teable may be removing the filter from the URL, or the Teable server may have a bug. Ask its administrator.',
	);

const firstField = ({ parts: [first] }: FilterGroup): Field =>
	isGroup(first as FilterPart)
		? firstField(first as FilterGroup)
		: (first as { field: Field }).field;

/** Two conditions that no cell can meet at the same time. */
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
	// v2 stores empty strings, which could count as both.
	return {
		conjunction: 'and',
		parts:
			kindOf(field) === 'text'
				? ['a', 'b'].map((value) => ({ field, operator: 'is', value }))
				: parts,
	};
}
