import { range } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { attempt, attemptAsync } from '../../../core/attempt';
import { fetchByIds } from '../../../teable/reading/pages';
import type { Fate } from '../../../fate';
import { fateOf, withFate, errorOfItem } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import { quoted } from '../../../values/quoted';
import type { Field, Table } from '../../../teable/schema/table';
import { isMatchable } from '../../../teable/schema/table';
import type { Written } from './batches';
import type { Row } from './row';
import { RECORD_ID } from './given';
import type { Matches } from './match';
import { findMatches, missingMatch } from './match';
import type { TeableRecord } from '../shared/output';
import { checkedId } from '../../../fields/locators/chosenIds';
import type { Change } from './write';
import { updateRows } from './write';
import type { Outcome } from './writeItems';

export const severalMatchesOption: INodeProperties = {
	displayName: 'If Multiple Matches',
	name: 'severalMatches',
	type: 'options',
	options: [
		{ name: 'Change All', value: 'all', description: 'Every record that matches' },
		{ name: 'Change the First', value: 'first', description: 'The one that was created first' },
		{ name: 'Stop With an Error', value: 'error', description: 'Change none of them' },
	],
	default: 'error',
	description:
		'What to do when more than one record has the same values in the columns to match on',
};

/** Finds the records that each row means: their IDs, none, or an Error for a row that cannot be matched. */
export async function findRecordIds(
	client: TeableClient,
	table: Table,
	rows: Row[],
	matching: Field[] | typeof RECORD_ID,
): Promise<Array<string[] | Error>> {
	if (matching === RECORD_ID) return rows.map((row) => attempt(() => [recordIdOf(row)]));
	const unfit = matching.find((field) => !isMatchable(field));
	if (unfit) {
		const failure = rows[0]?.context.param.failure(
			`Column '${unfit.name}' cannot be matched on, as ${whyUnfit(unfit)}. Choose a column with a text, number, date or single choice.`,
		);
		return rows.map(() => failure);
	}
	const usable = rows.filter((row) => missingMatch(row, matching) === undefined);
	const matches = await findMatches(client, table, matching, usable);
	return rows.map((row) => attempt(() => matchesOf(row, matching, matches)));
}

function whyUnfit(field: Field): string {
	if (field.isMultipleCellValue === true) return 'it holds several values';
	if (field.isLookup === true) return 'its values are those of another table';
	if (field.type === 'checkbox') return 'a checkbox does not tell one record from another';
	return `a ${NAMES_OF_TYPES.get(field.type) ?? field.type} is no plain value`;
}

const NAMES_OF_TYPES = new Map([
	['createdBy', 'user'],
	['createdTime', 'time that Teable sets'],
	['lastModifiedBy', 'user'],
	['lastModifiedTime', 'time that Teable sets'],
]);

/** Changes each row's records; a row with several is done when all of them are. */
export async function changeRecords(
	client: TeableClient,
	table: Table,
	rows: Row[],
	recordIds: Array<string[] | Error>,
	keepGoing: boolean,
): Promise<Outcome[]> {
	const failed = recordIds.findIndex((ids) => ids instanceof Error);
	if (failed !== -1 && !keepGoing) return [recordIds[failed] as Error];

	const changes = rows.flatMap((row, index) => {
		const ids = recordIds[index];
		return ids instanceof Error ? [] : ids.map((recordId): Change => ({ ...row, recordId }));
	});
	const kept = await readUnchanged(client, table, changes.filter(changesNothing));
	const gone = [...kept.values()].find((outcome) => outcome instanceof Error);
	if (gone && !keepGoing) return [gone];

	const toSend = changes.filter((change) => !changesNothing(change));
	const sent = (await updateRows(client, table, toSend, keepGoing)).values();
	const written = changes
		.map((change) => kept.get(change) ?? (sent.next().value as Written))
		.values();
	return recordIds.map((ids, index) =>
		ids instanceof Error ? ids : gather(rows[index], take(written, ids.length)),
	);
}

/** Whether a row has nothing to write into the record that it means. */
export const changesNothing = ({ fields }: Row): boolean => Object.keys(fields).length === 0;

/** The records of changes that change nothing, as they are: nothing is sent for those. */
async function readUnchanged(
	client: TeableClient,
	table: Table,
	changes: Change[],
): Promise<Map<Change, Written>> {
	if (changes.length === 0) return new Map();
	const ids = changes.map(({ recordId }) => recordId);
	const found = await attemptAsync(
		async () => await fetchByIds(client, table, {}, ids, (record) => record),
	);
	return new Map(
		changes.map((change): [Change, Written] => {
			const { param } = change.context;
			if (found instanceof Error) return [change, errorOfItem(found, param.itemIndex)];
			const gone = () =>
				param.failure(
					`Item ${param.itemIndex} has nothing to write, and there is no record with its ID in this table. It may have been deleted.`,
				);
			return [change, found.get(change.recordId) ?? gone()];
		}),
	);
}

const take = (written: Iterator<Written>, count: number): Written[] =>
	range(count).map(() => written.next().value as Written);

/** What became of a row's records as one: the records, or the first Error. */
function gather({ context: { param } }: Row, outcomes: Written[]): Outcome {
	if (outcomes.length === 1) return outcomes[0];
	const records = outcomes.filter(
		(outcome): outcome is TeableRecord => !(outcome instanceof Error),
	);
	const failures = outcomes.filter((outcome): outcome is Error => outcome instanceof Error);
	if (failures.length === 0) return records;
	const fates = new Set([...records.map((): Fate => 'written'), ...failures.map(fateOf)]);
	if (fates.size === 1) return failures[0];
	const partial = param.failure(
		`Of the ${outcomes.length} records that match item ${param.itemIndex}, ${records.length} were surely changed. ${failures[0].message}`,
	);
	return withFate(partial, 'unknown');
}

function recordIdOf({ context: { param }, match }: Row): string {
	const id = match[RECORD_ID];
	if (typeof id !== 'string' || id.trim() === '') {
		throw param.bad({
			label: 'Record ID',
			problem: `is empty in item ${param.itemIndex}`,
			remedy: "Map it to the record's ID (rec…), or match on another column.",
		});
	}
	return checkedId(param, id.trim(), 'Record ID', 'rec');
}

function matchesOf(row: Row, matching: Field[], matches: Matches): string[] {
	const { param } = row.context;
	const missing = missingMatch(row, matching);
	if (missing) {
		throw param.failure(
			`Column '${missing.name}' is to be matched on, but item ${param.itemIndex} has no value for it. Without one, any record might be meant.`,
		);
	}
	const ids = matches.of(row);
	if (ids.length < 2) return ids;
	switch (param.options.choice('severalMatches', ['all', 'error', 'first'], 'error')) {
		case 'all':
			return ids;
		case 'first':
			return ids.slice(0, 1);
		default:
			throw param.failure(
				`${ids.length} records match item ${param.itemIndex} (${describeMatch(row, matching)}). Match on more columns, or choose what to do under 'If Multiple Matches'.`,
			);
	}
}

/** "'Email' is 'nathan@example.com'", for messages. */
export const describeMatch = ({ match }: Row, matching: Field[]): string =>
	matching.map(({ id, name }) => `'${name}' is ${quoted(match[id])}`).join(' and ');
