import type { IDataObject } from 'n8n-workflow';

import { attemptAsync, isError } from '../../../core/attempt';
import type { BatchContext, ItemContext, Result } from '../../../core/operation';
import { firstFailure } from '../../../core/report';
import { NOT_BEGUN, withFate, withRemains } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { sentence } from '../../../teable/http/explanations';
import type { TableInBase } from '../../../teable/schema/base';
import { plannedField } from '../../../teable/schema/inference/plannedField';
import type { Field } from '../../../teable/schema/table';
import { Table, readTable } from '../../../teable/schema/table';
import { RowReader } from '../../record/writing/columns/rowReader';
import type { Made, Plan } from '../../record/writing/columns/plan';
import { createRows } from '../../record/writing/write';
import { writeRows } from '../../record/writing/writeItems';
import { describeTable } from '../shared/description';
import type { ItemColumn } from './itemColumns';
import { givenByItem } from './itemColumns';
import type { NewTable } from './makeTable';
import { checkFields, completeTable, makeTable } from './makeTable';
import { takeAway } from './orRemove';

/**
 * Creates a table from items and adds them as records, as Record > Create does. All items are read before the table
 * is created, so an item that Teable would reject leaves nothing behind.
 *
 * @param tables the base's tables, just read
 * @param removes whether to delete the table if its items cannot be written
 * @returns the table for the first item that was written, and nothing for the others
 */
export async function createFromItems(
	context: BatchContext<TeableClient>,
	wanted: NewTable,
	columns: ItemColumn[],
	tables: TableInBase[],
	removes: boolean,
): Promise<Array<Result | Error>> {
	const { client, items, keepGoing } = context;
	let made: TableInBase | undefined;
	const plan = planOf(columns, async () => {
		made = await makeTable(client, wanted, tables);
		await completeTable(client, made, wanted);
		const table = await readTable(client, made.id);
		checkFields(wanted.fields, table.fields);
		return table;
	});
	const reader = new RowReader(items[0], plan, false);
	const results = await attemptAsync(
		async () =>
			await writeRows(context, plan, (item) => reader.read(item), {
				write: async (rows, table) => await createRows(client, table, rows, keepGoing),
				shape:
					() =>
					({ record }) =>
						record,
			}),
	);
	if (!made) {
		if (isError(results)) throw results;
		return results;
	}
	const failed = isError(results) || (keepGoing ? results.every(isError) : results.some(isError));
	if (failed) return await afterFailure(context, made, results, removes);
	return await withTable(client, made, results);
}

/** The planned columns, and how an item fills them. */
function planOf(columns: ItemColumn[], makeTableOf: () => Promise<Table>): Plan {
	const fields = columns.map(({ definition }, index) =>
		plannedField(`column ${index}`, definition),
	);
	return {
		table: new Table('', fields),
		byKey: new Map(),
		given: (item) => {
			const values = cellsOf(item, columns, fields);
			return { values, keys: Object.keys(values) };
		},
		async make(): Promise<Made> {
			const table = await makeTableOf();
			const made = fields.map(({ id, name }) => [id, table.find(name)?.id ?? id] as const);
			return { table, ids: new Map(made) };
		},
	};
}

/** An item's value for each column, by the column's placeholder ID. */
function cellsOf(
	item: ItemContext<TeableClient>,
	columns: ItemColumn[],
	fields: Field[],
): Record<string, unknown> {
	const { values } = givenByItem(item);
	const files = item.item.binary ?? {};
	const cells: Record<string, unknown> = {};
	for (const [index, { key, ofFiles }] of columns.entries()) {
		if (key === undefined || !Object.hasOwn(ofFiles ? files : values, key)) continue;
		cells[fields[index].id] = ofFiles ? [key] : values[key];
	}
	return cells;
}

/** The table for the first item that was written, and the errors of items that were not. */
async function withTable(
	client: TeableClient,
	made: TableInBase,
	results: Array<Result | Error>,
): Promise<Array<Result | Error>> {
	const recordCount = results.filter((result) => !isError(result)).length;
	const first = results.findIndex((result) => !isError(result));
	const table: IDataObject = {
		...(await describeTable(client, made)),
		...{ isNew: true, recordCount },
	};
	return results.map((result, index) => {
		if (isError(result)) return result;
		return index === first ? table : undefined;
	});
}

/** Deletes the table, if the options say so; otherwise the errors say what exists. */
async function afterFailure(
	{ client, keepGoing }: BatchContext<TeableClient>,
	made: TableInBase,
	results: Array<Result | Error> | Error,
	removes: boolean,
): Promise<Array<Result | Error>> {
	const { removed, said } = await takeAway(client, made, removes);
	const noted = (error: Error) => {
		if (!removed && !keepGoing) return withRemains(error, said);
		error.message = `${sentence(error.message)} ${said}`;
		return removed ? withFate(error, 'notWritten') : error;
	};
	// If the table could not be completed, no items were written.
	if (isError(results)) throw withFate(noted(results), 'notWritten');
	if (keepGoing) return results.map((result) => (isError(result) ? noted(result) : result));
	const failure = noted(firstFailure(results) ?? NOT_BEGUN);
	return removed ? [failure] : results;
}
