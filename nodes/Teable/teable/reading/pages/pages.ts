import { chunk, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../http/client';
import { READS_IN_FLIGHT } from '../../http/client';
import { refusalOf } from '../../http/errors';
import type { FilterGroup } from '../../filter/filter';
import { canTell, checkableFields, cannotMatch } from '../../filter/filterGuard';
import { checkFiltering } from './droppedFilter';
import type { RecordGuard } from './pageReader';
import { isEnough, LARGEST_PAGE, PageReader } from './pageReader';
import { path } from '../../http/path';
import type { RecordQuery, Selection } from './recordQuery';
import { planSelection, checkRawTimes } from './recordQuery';
import type { Table } from '../../schema/table';
import type { TeableRecord } from '../../http/types';

/**
 * Reads records page by page, and converts each when it arrives.
 *
 * Teable has no cursor, only `skip`, so records that are added or deleted during the read move the others. Nevertheless
 * no record is returned twice. If records were added, reading continues to the last of them. If fewer were returned than
 * Teable had counted, the pages are read again, because others may have moved to a page that was already read. A page
 * that is shorter than requested is not the end.
 *
 * @param limit the maximum number, from the query's offset; all if omitted
 * @param convert converts a record
 * @throws NodeApiError, or Error if the filter cannot be applied exactly
 */
export async function fetchRecords<T>(
	client: TeableClient,
	table: Table,
	query: RecordQuery,
	limit: number | undefined,
	convert: (record: TeableRecord) => T,
): Promise<T[]> {
	const { query: selection, sent, check } = await planSelection(client, table, query);
	const { offset = 0 } = query;
	if (check && offset > 0) {
		// The server returns more than the matching records, so the node itself skips to the offset.
		const most = limit === undefined ? undefined : limit + offset;
		const all = await fetchRecords(client, table, { ...query, offset: 0 }, most, convert);
		return all.slice(offset);
	}
	checkRawTimes(query, check);
	const guard = sent && guardOf(sent, query);
	if (sent && !query.comparedAgain && !guard) {
		await checkFiltering(client, table, sent, 'record');
	}
	const reader = new PageReader(client, table, query, selection, { check, guard }, convert);
	if (limit !== undefined && (check || limit <= LARGEST_PAGE)) {
		return await reader.readOn([], limit, check ? undefined : limit);
	}

	// Further pages are requested before the first one arrives, because counting is fast.
	const counted = countRows(client, table, selection).then((rowCount) =>
		rowCount === undefined ? undefined : Math.max(0, rowCount - offset),
	);
	const [begin, rest] = await Promise.all([
		reader.readRange(0, LARGEST_PAGE, counted),
		counted.then(async (rowCount) => {
			if (rowCount === undefined) return undefined;
			const wanted = Math.min(rowCount, limit ?? rowCount);
			// Without a limit, reading continues past the last record for ones that were added since. During an import,
			// Teable of 2026 may report only whole thousands.
			const end =
				limit === undefined ? (Math.floor(rowCount / LARGEST_PAGE) + 1) * LARGEST_PAGE : wanted;
			const items = await reader.readTo(end, LARGEST_PAGE, rowCount);
			return { wanted, rowCount, end, items };
		}),
	]);
	if (!rest) return await reader.readOn(begin, limit);
	const items = begin.concat(rest.items);
	if (isEnough(items, limit)) return items.slice(0, limit);
	if (reader.fetched > rest.rowCount) return await reader.readOn(items, limit);
	if (reader.fetched >= rest.wanted) return items;
	const others = await reader.readTo(rest.end, 0, rest.rowCount);
	if (query.complete && reader.fetched < rest.wanted) {
		const { rowCount } = await fetchRowCount(client, table, selection);
		if (reader.fetched < Math.min(rest.wanted, rowCount - offset)) {
			throw new Error(
				`Teable counted ${rowCount} records but returned only ${reader.fetched}, so matching records could be missing. Nothing was written for these items. Try again later.`,
			);
		}
	}
	return items.concat(others).slice(0, limit);
}

/** Detects from its cells that a record should not have been returned; undefined if the cells cannot show it. */
function guardOf(sent: FilterGroup, query: RecordQuery): RecordGuard | undefined {
	if (query.comparedAgain || query.asText || !canTell(sent)) return undefined;
	const absentIsEmpty = query.viewId === undefined;
	return {
		fields: checkableFields(sent),
		isUnfit: (cells) => cannotMatch(sent, cells, absentIsEmpty),
	};
}

/** This many IDs fit in a URL, next to a filter or the fields to return. Teable accepts 16 KiB. */
export const IDS_PER_REQUEST = 200;

/**
 * Reads the records with these IDs that exist and match the query.
 *
 * @param convert converts a record
 * @returns the converted records, by ID
 * @throws NodeApiError, or Error if the filter cannot be applied exactly
 */
export async function fetchByIds<T>(
	client: TeableClient,
	table: Table,
	query: Omit<RecordQuery, 'recordIds'>,
	ids: string[],
	convert: (record: TeableRecord) => T,
): Promise<Map<string, T>> {
	const found = new Map<string, T>();
	await mapLimited(
		chunk(uniq(ids), IDS_PER_REQUEST),
		READS_IN_FLIGHT,
		async (recordIds) =>
			await fetchRecords(client, table, { ...query, recordIds }, recordIds.length, (record) =>
				found.set(record.id, convert(record)),
			),
	);
	return found;
}

/**
 * Counts records with one request, or by reading them if the server's own count would not be exact.
 */
export async function countRecords(
	client: TeableClient,
	table: Table,
	selection: Selection,
): Promise<number> {
	const { query, sent, check } = await planSelection(client, table, selection);
	if (check) {
		const kept = await fetchRecords(
			client,
			table,
			{ ...selection, projection: check.fields },
			undefined,
			() => true,
		);
		return kept.length;
	}
	const [{ rowCount }] = await Promise.all([
		fetchRowCount(client, table, query),
		sent && checkFiltering(client, table, sent, 'aggregation/row-count'),
	]);
	return rowCount;
}

export const fetchRowCount = async (client: TeableClient, table: Table, selection: IDataObject) =>
	await client.get<{ rowCount: number }>(path`/table/${table.id}/aggregation/row-count`, selection);

/** Undefined if the token can read records but lacks the scope table|read for counting them. */
export const countRows = async (client: TeableClient, table: Table, selection: IDataObject) =>
	await fetchRowCount(client, table, selection).then(
		({ rowCount }) => rowCount,
		(error: Error) => {
			if (refusalOf(error)?.status === 403) return undefined;
			throw error;
		},
	);
