import { maxBy } from 'lodash';
import type { NodeOperationError } from 'n8n-workflow';

import type { Table } from '../../../teable/schema/table';
import type { Row } from './row';

const MEBIBYTE = 1024 * 1024;

/** A request of more than 50 MiB is answered a bare 500, or not at all; the rest is for what stands around the cells. */
const LARGEST_ROW = 50 * MEBIBYTE - 1000;

/** About how many bytes the cells take as JSON: a character takes one to six. */
export function sizeOf(fields: Record<string, unknown>): number {
	let size = 100;
	for (const fieldId in fields) {
		const value = fields[fieldId];
		if (typeof value === 'string') size += value.length * 2;
		else size += typeof value === 'object' ? JSON.stringify(value).length : 100;
	}
	return size;
}

/** The row, if a request can hold it. @throws NodeOperationError that names the column that holds the most */
export function sendable(row: Row, table: Table): Row {
	// Writing the JSON to measure it would cost more than all else that is done with a row.
	if (sizeOf(row.fields) * 3 <= LARGEST_ROW || bytesOf(row.fields) <= LARGEST_ROW) return row;
	throw tooLarge(row, table, `Teable takes ${megabytes(LARGEST_ROW)} in a request`);
}

/** An error for a row that Teable does not take because of its size. */
export function tooLarge(
	{ context, fields }: Row,
	table: Table,
	limit: string,
): NodeOperationError {
	const largest = maxBy(
		table.fields.filter(({ id }) => fields[id] !== undefined),
		({ id }) => bytesOf(fields[id]),
	);
	const column = largest
		? `: column '${largest.name}' holds ${megabytes(bytesOf(fields[largest.id]))}`
		: '';
	return context.param.failure(
		`The item is too large${column}, and ${limit}`,
		'Shorten it, or write it as a file into an attachment column.',
	);
}

export const megabytes = (bytes: number): string => `${(bytes / MEBIBYTE).toFixed(1)} MB`;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? null));
