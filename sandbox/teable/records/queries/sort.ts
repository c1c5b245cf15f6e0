import { DateTime } from 'luxon';
import type { Field, TeableRecord } from '../../../state';
import type { CellContext } from '../cells/cells';
import { choicesOf } from '../cells/choices';
import { formattingOf } from '../cells/dates';
import { domainError, fieldToQuery, type KeyType } from '../cells/keys';
import { cellText, cellValue } from '../cells/values';

export interface SortKey {
	fieldId: string;
	order: 'asc' | 'desc';
}

export interface ResolvedSortKey {
	field: Field;
	order: 'asc' | 'desc';
}

/** Finds the fields of a sort or grouping. The old engine ignores unknown fields, v2 answers 400. */
export function resolveSort(
	{ engine, table }: CellContext,
	keyType: KeyType,
	keys: SortKey[] | null | undefined,
): ResolvedSortKey[] {
	return (keys ?? []).flatMap(({ fieldId, order }, index) => {
		const field = fieldToQuery(engine, table, keyType, fieldId);
		if (field) return [{ field, order }];
		if (engine === 'v1') return [];
		if (keyType === 'id') {
			const message = 'Invalid FieldId';
			throw domainError(400, 'validation_error', message, 'validation.invalid', ['validation']);
		}
		throw invalidQuery([
			{ expected: 'string', code: 'invalid_type', path: ['sort', index, 'fieldId'] },
		]);
	});
}

/** v2's error for an invalid query. */
export const invalidQuery = (issues: Array<Record<string, unknown>>) =>
	domainError(
		400,
		'validation_error',
		'Invalid ListTableRecordsQuery input',
		'validation.invalid',
		['validation'],
		{ issues },
	);

/**
 * Sorts rows: empty cells are first in ascending order and last in descending order. Equal rows are in the order of
 * creation.
 */
export function sortRows(context: CellContext, rows: TeableRecord[], keys: ResolvedSortKey[]) {
	if (keys.length === 0) return rows;
	const ranked = rows.map((record) => ({
		record,
		ranks: keys.map(({ field }) => rankOf(context, record, field)),
	}));
	ranked.sort((a, b) => {
		for (const [i, { order }] of keys.entries()) {
			const difference = compare(a.ranks[i], b.ranks[i]);
			if (difference !== 0) return order === 'asc' ? difference : -difference;
		}
		return a.record.autoNumber - b.record.autoNumber;
	});
	return ranked.map(({ record }) => record);
}

type Rank = string | number | undefined;

function compare(a: Rank, b: Rank) {
	if (a === b) return 0;
	if (a === undefined) return -1;
	if (b === undefined) return 1;
	return a < b ? -1 : 1;
}

/** The value by which a cell is sorted: the position of a choice, the day of a date without time. */
function rankOf({ state, table }: CellContext, record: TeableRecord, field: Field): Rank {
	const value = cellValue(state, table, record, field);
	if (value === undefined) return undefined;
	if (field.type === 'singleSelect')
		return choicesOf(field).findIndex(({ name }) => name === value);
	if (field.cellValueType === 'dateTime') return dateRank(field, String(value));
	if (typeof value === 'number') return value;
	if (typeof value === 'boolean') return Number(value);
	return cellText(state, table, record, field);
}

function dateRank(field: Field, value: string) {
	const { time, timeZone } = formattingOf(field);
	return time === 'None' && field.type !== 'formula'
		? DateTime.fromISO(value, { zone: timeZone }).toISODate()!
		: value;
}
