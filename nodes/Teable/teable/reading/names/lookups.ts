import type { FilterGroup, FilterPart } from '../../filter/filter';
import type { TeableClient } from '../../http/client';
import type { Field, Table } from '../../schema/table';
import { LARGEST_PAGE } from '../pages/pageReader';
import { countRows } from '../pages/pages';

/** The request line and headers, including the token and n8n's own headers, share 16 KiB. */
const FILTER_LENGTH = 10_000;

/** `{"fieldId":"fld…","operator":"is","value":}` and a comma, encoded for a URL. */
const LENGTH_OF_A_CONDITION = 120;

/**
 * Filters that together contain every value, each short enough for a URL; undefined if a single value is too long.
 * Compare the results again: `is` ignores case on 1.10 but not on 2026.
 */
export function filtersFor(
	field: Field,
	values: Array<string | number>,
	operator: 'contains' | 'is' = 'is',
): FilterGroup[] | undefined {
	const filters: FilterGroup[] = [];
	let parts: FilterPart[] = [];
	let length = 0;
	for (const value of new Set(values)) {
		const added = encodeURIComponent(JSON.stringify(value)).length + LENGTH_OF_A_CONDITION;
		if (added > FILTER_LENGTH) return undefined;
		if (length + added > FILTER_LENGTH) {
			filters.push({ conjunction: 'or', parts });
			parts = [];
			length = 0;
		}
		parts.push({ field, operator, value });
		length += added;
	}
	return parts.length === 0 ? filters : [...filters, { conjunction: 'or', parts }];
}

/** Whether this many requests are fewer than it takes to read the whole table. */
export async function isFewerThanAllPages(
	client: TeableClient,
	table: Table,
	requests: number,
): Promise<boolean> {
	if (requests <= 1) return true;
	// If a token cannot count the records, the table is assumed to be large.
	const rowCount = (await countRows(client, table, {})) ?? Infinity;
	return requests <= rowCount / LARGEST_PAGE;
}
