import type { TeableClient } from '../../../teable/http/client';
import { fetchRecords } from '../../../teable/reading/pages/pages';
import { isEmptyCell } from '../../../teable/schema/cells/heldCell';
import { meansTheSame } from '../../../teable/schema/cells/sameMeaning';
import type { Field, Table } from '../../../teable/schema/table';
import { quoted } from '../../../values/quoted';

/** The values of a field by record ID; null for empty cells. */
export type Cells = Map<string, unknown>;

/** Reads the values of a field in all records. */
export async function readCells(client: TeableClient, table: Table, field: Field): Promise<Cells> {
	const query = { projection: [field] };
	return new Map(
		await fetchRecords(client, table, query, undefined, ({ id, fields }): [string, unknown] => {
			const cell = fields[field.id];
			return [id, isEmptyCell(cell) ? null : cell];
		}),
	);
}

export const countOf = (values: number): string =>
	values === 1 ? 'one value' : `${values} values`;

export const valuesIn = (cells: Cells): number =>
	[...cells.values()].filter((cell) => cell !== null).length;

/** A value that was emptied or altered. */
export interface Loss {
	recordId: string;
	before: unknown;
	/** Null for an empty cell. */
	after: unknown;
}

/** The values that were emptied or altered by a change of the field, without those of records deleted since. */
export const lossesOf = (before: Field, were: Cells, after: Field, are: Cells): Loss[] =>
	[...were].flatMap(([recordId, was]) => {
		if (was === null || !are.has(recordId)) return [];
		const is = are.get(recordId);
		return meansTheSame(before, was, after, is) ? [] : [{ recordId, before: was, after: is }];
	});

/** The most losses to name in a message. */
const MOST_NAMED = 10;

/** "recA ('1,5' becomes 15), recB ('abc' becomes nothing) and 3 more". */
export function listOf(losses: Loss[]): string {
	const named = losses
		.slice(0, MOST_NAMED)
		.map(({ recordId, before, after }) => `${recordId} (${shown(before)} becomes ${shown(after)})`);
	const more = losses.length - named.length;
	return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Records and users are shown by their titles. */
const shown = (cell: unknown): string =>
	quoted(Array.isArray(cell) ? cell.map(nameOf) : nameOf(cell));

const nameOf = (entry: unknown): unknown => (entry as { title?: unknown } | null)?.title ?? entry;
