import { maxBy } from 'lodash';
import type { NodeOperationError } from 'n8n-workflow';

import type { Table } from '../../../teable/schema/table';
import type { Row } from './row';

const MEBIBYTE = 1024 * 1024;

/** Teable answers a bare 500, or not at all, to a request above 50 MiB. The 1,000 bytes are for what surrounds the cells. */
const LARGEST_ROW = 50 * MEBIBYTE - 1000;

/** The approximate size of the cells as JSON, in bytes: a character takes one to six. */
export function sizeOf(fields: Record<string, unknown>): number {
	let size = 100;
	for (const fieldId in fields) {
		const value = fields[fieldId];
		if (typeof value === 'string') size += value.length * 2;
		else size += typeof value === 'object' ? JSON.stringify(value).length : 100;
	}
	return size;
}

/** The row, if it fits into a request. @throws NodeOperationError that names the largest column */
export function sendable(row: Row, table: Table): Row {
	// Serializing every row to measure it would cost more than everything else that is done with it.
	if (sizeOf(row.fields) * 3 <= LARGEST_ROW || bytesOf(row.fields) <= LARGEST_ROW) return row;
	throw tooLarge(row, table, `Teable accepts at most ${megabytes(LARGEST_ROW)} per request`);
}

/** The error for a row that is too large for Teable. */
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
		? `: column '${largest.name}' has ${megabytes(bytesOf(fields[largest.id]))}`
		: '';
	return context.param.failure(
		`The item is too large${column}, but ${limit}`,
		'Shorten the value, or upload it as a file to an attachment column.',
	);
}

export const megabytes = (bytes: number): string => `${(bytes / MEBIBYTE).toFixed(1)} MB`;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? null));
