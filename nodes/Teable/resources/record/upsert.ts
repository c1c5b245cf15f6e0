import { isError } from '../../core/attempt';
import type { BatchContext } from '../../core/operation';
import { NOT_BEGUN } from '../../fate';
import { tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import type { Field, Table } from '../../teable/schema/table';
import { isWritable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { HeldRecords } from './finding/heldRecords';
import { Matches } from './finding/match';
import { describeMatch, findRecordIds, severalMatchesOption } from './finding/recordIds';
import type { TextRules } from './finding/textRules';
import { matchTextsOption, textRules } from './finding/textRules';
import { changeRecords } from './writing/changes';
import type { Row } from './writing/row';
import { faultsError } from './writing/row';
import {
	clearingOptions,
	columnOptions,
	columnsField,
	unchangedNotice,
} from './writing/columns/columnFields';
import { matchingFields } from './writing/columns/matchingColumns';
import { RECORD_ID } from './writing/columns/given';
import { ACTION, RecordOutput, outputOptions } from './shared/output';
import { faultsOfNew } from './writing/rowFaults';
import { createRows } from './writing/write';
import type { Outcome } from './writing/outcome';
import { writeItems, writeTarget } from './writing/writeItems';

export const upsert = defineOperation({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update record',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [...tableFields, columnsField('upsert'), unchangedNotice],
	options: [
		...columnOptions,
		...clearingOptions,
		severalMatchesOption('Update'),
		matchTextsOption,
		...outputOptions,
	],
	undoable: true,
	hasDryRun: true,
	target: writeTarget,
	async batch(context) {
		const { items } = context;
		return await writeItems(
			context,
			async (rows, table) => {
				const matching = matchingFields(items[0], table);
				if (matching === RECORD_ID) {
					throw items[0].param.bad({
						label: 'Columns to match on',
						problem: "is set to the record ID, which new records don't have yet",
						remedy: "Choose a column of the table, or use 'Update'.",
					});
				}
				return await upsertRows(context, table, rows, matching);
			},
			'matched',
			(table) => {
				const output = new RecordOutput(items[0], table, { added: [ACTION] });
				return ({ record, action }) => ({ ...output.written(record), [ACTION]: action });
			},
		);
	},
});

/** Creates all missing records, then updates the others, both in few requests. */
async function upsertRows(
	{ client, keepGoing }: BatchContext<TeableClient>,
	table: Table,
	rows: Row[],
	matching: Field[],
): Promise<Outcome[]> {
	const held = new HeldRecords(client, table);
	const rules = await textRules(client, table, matching, rows);
	const found = await findRecordIds(client, table, rows, matching, held);
	const unmatched = found.find(isError);
	if (unmatched && !keepGoing) return [unmatched];

	const outcomes = new Map<Row, Outcome>();
	const toCreate: Row[] = [];
	const newRows: Row[] = [];
	const missing = rows.filter((_, index) => isNone(found[index]));
	for (const row of firstOfEachKey(missing, matching, rules)) {
		const newRow = newRowOf(row, matching, table);
		if (newRow instanceof Error) {
			if (!keepGoing) return [newRow];
			outcomes.set(row, newRow);
		} else {
			toCreate.push(row);
			newRows.push(newRow);
		}
	}

	const made = new Matches(matching, rules);
	const written = await createRows(client, table, newRows, keepGoing, matching);
	for (const [index, outcome] of written.entries()) {
		outcomes.set(toCreate[index], outcome);
		if (!(outcome instanceof Error)) {
			made.add(toCreate[index].match, outcome.record.id);
			// A dry run creates no record, so there is none to read.
			if (client.isDryRun) held.add(outcome.record);
		}
	}
	if (!keepGoing && written.some((outcome) => outcome instanceof Error)) {
		return rows.map((row) => outcomes.get(row) ?? NOT_BEGUN);
	}

	const toChange: Row[] = [];
	const recordIds: Array<string[] | Error> = [];
	for (const [index, row] of rows.entries()) {
		if (outcomes.has(row)) continue;
		toChange.push(row);
		recordIds.push(isNone(found[index]) ? madeBefore(row, made, matching) : found[index]);
	}
	const changed = await changeRecords(client, table, toChange, recordIds, keepGoing, held);
	changed.forEach((outcome, index) => outcomes.set(toChange[index], outcome));
	return rows.map((row) => outcomes.get(row) ?? NOT_BEGUN);
}

const isNone = (ids: string[] | Error): boolean => !(ids instanceof Error) && ids.length === 0;

/** The first of several items with the same new key creates the record, and the others update it. */
function firstOfEachKey(rows: Row[], matching: Field[], rules: TextRules): Row[] {
	const seen = new Matches(matching, rules);
	return rows.filter((row) => {
		const first = seen.of(row).length === 0;
		if (first) seen.add(row.match, 'new');
		return first;
	});
}

/**
 * The row of a new record, including the values it is matched by. If Teable fills in one of those itself, the
 * next run would not find the new record and would create another.
 */
function newRowOf(row: Row, matching: Field[], table: Table): Row | Error {
	const { param } = row.context;
	const computed = matching.find((field) => !isWritable(field));
	if (computed) {
		return param.failure(
			`No record found where ${describeMatch(row, matching)}, and none was created because Teable fills in '${computed.name}' itself, so every run would create another record`,
			'Match on a column that can be written to.',
		);
	}
	const cells = matching.map(({ id }) => [id, row.match[id]]);
	const newRow = { ...row, fields: { ...Object.fromEntries(cells), ...row.fields } };
	const faults = faultsOfNew(newRow, table);
	return faults.length === 0 ? newRow : faultsError(newRow, faults);
}

function madeBefore(row: Row, made: Matches, matching: Field[]): string[] | Error {
	const ids = made.of(row);
	if (ids.length > 0) return ids;
	const { param } = row.context;
	return param.failure(
		`The record to update was not created: an earlier item where ${describeMatch(row, matching)} failed`,
		'Fix that item first.',
	);
}
