import type { IDataObject } from 'n8n-workflow';

import { attempt, attemptAsync, isError } from '../../../core/attempt';
import type { BatchContext, ItemContext, Result } from '../../../core/operation';
import { NOT_BEGUN, withRemains } from '../../../fate';
import { chosenTableId } from '../../../fields/locators/chosenIds';
import type { TeableClient } from '../../../teable/http/client';
import type { Table } from '../../../teable/schema/table';
import { fetchTable } from '../../../teable/schema/table';
import { DryOutput } from '../shared/dryOutput';
import { RecordOutput } from '../shared/output';
import { COLUMNS } from './columns/columnFields';
import { RowReader } from './columns/rowReader';
import type { Done, Outcome } from './outcome';
import type { Plan } from './columns/plan';
import { asItIs, withNewColumns } from './columns/plan';
import { findReferences } from './columns/references';
import type { Row } from './row';
import { faultsError, withIds } from './row';
import { faultsOfChange, faultsOfNew } from './rowFaults';
import { sendable } from './rowSize';
import { asIfUploaded, uploadFiles } from './files/uploads';

type Context = ItemContext<TeableClient>;

/** Items with the same table, columns and options share their requests. */
export function writeTarget({ param }: Context): string {
	const { automatic, matchingColumns } = param.mapping(COLUMNS);
	return JSON.stringify([chosenTableId(param), automatic, matchingColumns, param.options]);
}

/** What is done with the rows of a batch, and how the results are output. */
export interface Work {
	/** Returns the outcome of each row, in order; where errors stop the run, it may return only the first Error. */
	write: (rows: Row[], table: Table) => Promise<Outcome[]>;
	/** Creates the output of a record. */
	shape: (table: Table) => (done: Done) => IDataObject;
}

/**
 * Reads the values that the items map to columns, writes them, and returns the result of each item.
 *
 * @param of whether the rows are for new records, for records that they match, or for records found otherwise
 */
export async function writeItems(
	context: BatchContext<TeableClient>,
	write: Work['write'],
	of: 'new' | 'matched' | 'existing',
	shape: Work['shape'] = (table) => {
		const output = new RecordOutput(context.items[0], table);
		return ({ record }) => output.written(record);
	},
): Promise<Array<Result | Error>> {
	const { client, items } = context;
	const [first] = items;
	const table = await fetchTable(client, chosenTableId(first.param));
	const plan = createsColumns(first)
		? withNewColumns(client, items, table, {
				zone: first.timezone,
				strict: first.param.options.flag('strict'),
			})
		: asItIs(table);
	const reader = new RowReader(first, plan, of === 'matched');
	const read = (item: Context) => {
		const row = reader.read(item);
		const check = of === 'new' ? faultsOfNew : faultsOfChange;
		row.faults.push(...check(row, plan.table));
		return row;
	};
	return await writeRows(context, plan, read, {
		write,
		shape: client.isDryRun ? dryShape(first) : shape,
	});
}

const dryShape =
	(first: Context): Work['shape'] =>
	(table) => {
		const output = new DryOutput(first, table);
		return (done) => output.written(done);
	};

const createsColumns = ({ param }: Context): boolean =>
	param.mapping(COLUMNS).automatic &&
	param.options.choice('unknownColumns', ['create', 'error', 'ignore'], 'error') === 'create';

/**
 * Reads all rows before anything is sent. Where errors stop the run, a row that cannot be read keeps all of them
 * from being sent.
 */
export async function writeRows(
	{ client, items, keepGoing }: BatchContext<TeableClient>,
	plan: Plan,
	read: (item: Context) => Row,
	work: Work,
): Promise<Array<Result | Error>> {
	const given = items.map((item) => attempt(() => sendable(read(item), plan.table)));
	const wellFormed = given.filter((row): row is Row => !isError(row));
	const createsMissing =
		items[0].param.options.choice('missingLinks', ['create', 'error'], 'error') === 'create';
	const createMissing = await findReferences(client, plan.table, wellFormed, createsMissing);
	const refused = given.map(faultOf).filter((fault) => fault !== undefined);
	if (refused.length > 0 && !keepGoing) return [refused[0]];
	if (refused.length === given.length) return refused;

	const { table, ids, remains } = await plan.make();
	const results = await attemptAsync(async () => {
		await createMissing();
		const ready = given.map((row) =>
			row instanceof Error ? row : (faultOf(row) ?? withIds(row, ids)),
		);
		return await writeReady(ready, table, keepGoing, work);
	});
	const noted = (error: Error) =>
		remains === undefined || error === NOT_BEGUN ? error : withRemains(error, remains);
	if (results instanceof Error) throw noted(results);
	return results.map((result) => (result instanceof Error ? noted(result) : result));
}

/** Why a row must not be sent; undefined if nothing is wrong with it. */
function faultOf(row: Row | Error): Error | undefined {
	if (row instanceof Error) return row;
	return row.faults.length === 0 ? undefined : faultsError(row, row.faults);
}

async function writeReady(
	ready: Array<Row | Error>,
	table: Table,
	keepGoing: boolean,
	{ write, shape }: Work,
): Promise<Array<Result | Error>> {
	const unready = ready.find(isError);
	if (unready && !keepGoing) return [unready];
	const readings = await withFiles(ready, keepGoing);
	const unsent = readings.find(isError);
	if (unsent && !keepGoing) return [unsent];

	const rows = readings.filter((reading): reading is Row => !isError(reading));
	const outcomes = (await write(rows, table)).values();
	const toOutput = shape(table);
	return readings.map((reading) => {
		if (isError(reading)) return reading;
		const { done, value: outcome } = outcomes.next();
		if (done === true) return NOT_BEGUN;
		if (isError(outcome)) return outcome;
		return Array.isArray(outcome) ? outcome.map(toOutput) : toOutput(outcome);
	});
}

/** Uploads the rows' files, so that they can be written as cells. */
async function withFiles(
	rows: Array<Row | Error>,
	keepGoing: boolean,
): Promise<Array<Row | Error>> {
	const ready: Array<Row | Error> = [];
	for (const row of rows) {
		// Awaiting for every row would cost more than reading it did.
		const outcome =
			row instanceof Error || Object.keys(row.files).length === 0
				? row
				: await attemptAsync(async () => await withItsFiles(row));
		ready.push(outcome);
		if (outcome instanceof Error && !keepGoing) break;
	}
	return ready;
}

async function withItsFiles(row: Row): Promise<Row> {
	const cells: Record<string, unknown> = {};
	const upload = row.context.client.isDryRun ? asIfUploaded : uploadFiles;
	for (const [fieldId, sources] of Object.entries(row.files)) {
		cells[fieldId] = await upload(row.context, sources);
	}
	return { ...row, fields: { ...row.fields, ...cells } };
}
