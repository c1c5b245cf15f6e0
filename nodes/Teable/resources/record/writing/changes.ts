import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isError } from '../../../core/attempt';
import { NOT_BEGUN, errorOfItem, fateOf } from '../../../fate';
import { gather } from '../shared/gather';
import type { TeableClient } from '../../../teable/http/client';
import type { Table } from '../../../teable/schema/table';
import type { Written } from './batches';
import type { Row } from './row';
import { findTaken, writeOthers } from './takenValues';
import { noRecord } from '../shared/noRecord';
import type { TeableRecord } from '../shared/output';
import type { Change } from './write';
import { updateRows } from './write';
import type { Done, Outcome } from './outcome';
import type { HeldRecords } from '../finding/heldRecords';

/**
 * Updates the records of each row. Only cells that differ from the records' are sent, so that nothing is added to
 * the history, and no automation runs, without a change.
 *
 * @param held the records that have already been read
 */
export async function changeRecords(
	client: TeableClient,
	table: Table,
	rows: Row[],
	recordIds: Array<string[] | Error>,
	keepGoing: boolean,
	held: HeldRecords,
): Promise<Outcome[]> {
	const failed = recordIds.findIndex((ids) => ids instanceof Error);
	if (failed !== -1 && !keepGoing) return [recordIds[failed] as Error];

	const changes = rows.flatMap((row, index) => {
		const ids = recordIds[index];
		return ids instanceof Error ? [] : ids.map((recordId): Change => ({ ...row, recordId }));
	});
	await held.read(changes);
	if (client.isDryRun && held.failure) throw held.failure;
	const outcomes = new Map<Change, Done | Error>(
		changes
			.filter((change) => changesNothing(change) && !held.get(change.recordId))
			.map((change) => [change, goneError(change, held.failure)]),
	);
	const [gone] = outcomes.values();
	if (gone && !keepGoing) return [gone as Error];

	const toWrite = changes.filter((change) => !outcomes.has(change));
	for (const round of roundsOfDistinctRecords(toWrite)) {
		const done = await changeOnce(client, table, round, held, keepGoing);
		round.forEach((change, index) => outcomes.set(change, done[index]));
		if (!keepGoing && done.some(isError)) break;
	}
	const all = changes.map((change) => outcomes.get(change) ?? NOT_BEGUN).values();
	return recordIds.map((ids, index) =>
		ids instanceof Error ? ids : gather(rows[index].context, take(all, ids.length), 'changed'),
	);
}

/** Updates distinct records, and keeps their new state. */
async function changeOnce(
	client: TeableClient,
	table: Table,
	changes: Change[],
	held: HeldRecords,
	keepGoing: boolean,
): Promise<Array<Done | Error>> {
	const differing = changes.map((change) => ({
		...change,
		fields: held.differences(change.recordId, change.fields),
	}));
	const toSend = differing.filter((change) => !changesNothing(change));
	const refused = await findTaken(client, table, toSend, { held });
	const outcomes = await writeOthers(toSend, refused, keepGoing, async (others) =>
		client.isDryRun
			? others.map((change) => asIfUpdated(change, held))
			: await updateRows(client, table, others, keepGoing),
	);
	const written = outcomes.values();
	return differing.map((change) => {
		const { recordId, fields: cells } = change;
		const record = held.get(recordId);
		const before = record?.fields ?? {};
		if (changesNothing(change)) {
			return { record: record as TeableRecord, action: 'unchanged', cells, before };
		}
		const outcome = written.next().value as Written;
		if (outcome instanceof Error) {
			if (fateOf(outcome) !== 'notWritten') held.doubt(recordId);
			return outcome;
		}
		held.add(outcome);
		return { record: outcome, action: 'updated', cells, before };
	});
}

/** The record as it would be. */
function asIfUpdated({ context, recordId, fields }: Change, held: HeldRecords): Written {
	const record = held.get(recordId);
	if (record) return { ...record, fields: { ...record.fields, ...(fields as IDataObject) } };
	const { param } = context;
	return noRecord(param, `This would fail: the table has no record ${recordId}`);
}

/** Whether a row has nothing to write. */
const changesNothing = ({ fields }: Row): boolean => Object.keys(fields).length === 0;

/** Why the record of a row without values cannot be returned. */
function goneError({ context: { param } }: Change, failure: Error | undefined): Error {
	return failure ? errorOfItem(failure, param.itemIndex) : noRecord(param);
}

/** The first change of each record, then the second ones, and so on: in one request, only the last change of a record would count. */
function roundsOfDistinctRecords(changes: Change[]): Change[][] {
	const rounds: Change[][] = [];
	const times = new Map<string, number>();
	for (const change of changes) {
		const round = times.get(change.recordId) ?? 0;
		times.set(change.recordId, round + 1);
		(rounds[round] ??= []).push(change);
	}
	return rounds;
}

const take = (outcomes: Iterator<Done | Error>, count: number): Array<Done | Error> =>
	range(count).map(() => outcomes.next().value as Done | Error);
