import type { ItemContext } from '../../../../core/operation';
import type { ColumnMapping, Parameters } from '../../../../core/parameters';
import { idInColumnKey } from '../../../../fields/columns/columnKey';
import type { TeableClient } from '../../../../teable/http/client';
import type { Field, Table } from '../../../../teable/schema/table';
import { COLUMNS } from './columnFields';
import { RECORD_ID } from './given';

/** The chosen matching columns, or `id` alone. They are the same for all items of a batch. */
export function matchingFields(
	{ param }: ItemContext<TeableClient>,
	table: Table,
): Field[] | typeof RECORD_ID {
	const { matchingColumns }: ColumnMapping = param.mapping(COLUMNS);
	if (matchingColumns.length === 0) {
		throw param.bad({
			label: 'Columns to match on',
			problem: 'is empty',
			remedy: 'Choose the column that identifies the record.',
		});
	}
	if (isRecordId(matchingColumns)) return RECORD_ID;
	return matchingColumns.map((column) => {
		const field = mappedColumn(param, table, column);
		if (field) return field;
		throw param.bad({
			label: 'Columns to match on',
			problem: `contains '${param.columnName(COLUMNS, column) ?? column}', which the table doesn't have`,
			remedy: `Its columns are ${table.fieldNames}.`,
		});
	});
}

/** Whether records are matched by their own ID, even if the table has a column named `id`. */
export const isRecordId = (matchingColumns: string[]): boolean =>
	matchingColumns.length === 1 && matchingColumns[0] === RECORD_ID;

/** The column for a key of the mapper or the input. In a copy of the table, it is found by the name stored in the mapper. */
export function mappedColumn(param: Parameters, table: Table, key: string): Field | undefined {
	const field = table.find(key);
	const id = idInColumnKey(key);
	if (field || id === undefined) return field;
	return table.recall(id, param.columnName(COLUMNS, key));
}
