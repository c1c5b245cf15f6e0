import { range } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import { fetchByIds } from '../../../teable/reading/pages';
import type { Fate } from '../../../fate';
import { fateOf, withFate, errorOfItem } from '../../../fate';
import type { TeableClient } from '../../../teable/http/client';
import type { Table } from '../../../teable/schema/table';
import type { Written } from './batches';
import type { Row } from './row';
import type { TeableRecord } from '../shared/output';
import type { Change } from './write';
import { updateRows } from './write';
import type { Outcome } from './writeItems';

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
