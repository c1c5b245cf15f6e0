import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** A row of a file, with its values as text. */
export type CsvRow = Record<string, string>;

/** A field of a table that was created from a file. */
export interface CsvField {
	id: string;
	name: string;
	type: string;
	options?: { formatting?: { timeZone?: string } };
}

/**
 * What people store in such files: columns that look like numbers but aren't, and a few values that don't fit the
 * type of their column, for the first time after row 500.
 */
export const csvRows = (count: number): CsvRow[] =>
	Array.from({ length: count }, (_, index) => ({
		Customer: `Customer ${index}`,
		Amount: index % 700 === 600 ? '1,5' : `${index}.5`,
		Weight: `${index % 10},5`,
		Code: `${index % 100_000}`.padStart(5, '0'),
		Account: `${4_929_000_000_000_000_000n + BigInt(index)}`,
		Ordered: day(index),
		Delivered: index % 700 === 650 ? '2026-13-45' : day(index + 3),
		Paid: index % 3 === 0 ? 'no' : 'yes',
		Notes: `Said "yes", or so customer ${index} remembers.`,
	}));

const day = (index: number): string =>
	new Date(Date.UTC(2026, 0, 1 + (index % 365))).toISOString().slice(0, 10);

/** The bytes of a CSV file. */
export function csvOf(rows: CsvRow[]): Buffer {
	const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
	return Buffer.from(lines.map((values) => `${values.map(quoted).join(',')}\r\n`).join(''));
}

const quoted = (value: string): string =>
	/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/**
 * Counts the cells of a table that differ from the file.
 *
 * @param records with their cells by field ID, in any order: the first column of the file identifies them
 */
export function differingCells(rows: CsvRow[], fields: CsvField[], records: IDataObject[]): number {
	const columns = Object.keys(rows[0]);
	const fieldOf = new Map(fields.map((field) => [field.name, field]));
	const cellsOf = new Map(
		records.map(({ fields: cells }) => {
			const byId = cells as IDataObject;
			return [byId[fieldOf.get(columns[0])?.id ?? ''], byId];
		}),
	);
	let differing = 0;
	for (const row of rows) {
		const cells = cellsOf.get(row[columns[0]]);
		for (const column of columns) {
			const field = fieldOf.get(column);
			if (!cells || !field || !says(field, cells[field.id], row[column])) differing++;
		}
	}
	return differing;
}

/** Whether a cell of any type has the same value: every digit, the same day, yes or no. */
function says({ type, options }: CsvField, cell: unknown, text: string): boolean {
	if (type === 'checkbox') return (cell === true) === (text === 'yes');
	if (type !== 'date') return String(cell ?? '') === text;
	const zone = options?.formatting?.timeZone;
	return DateTime.fromISO(String(cell), { zone }).toISODate() === text;
}
