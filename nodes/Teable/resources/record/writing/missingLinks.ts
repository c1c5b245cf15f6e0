import { chunk } from 'lodash';

import { fateOf } from '../../../fate';
import { attemptAsync } from '../../../core/attempt';
import type { LinkedTable } from '../../../teable/reading/names/linkedRecords';
import type { TeableClient } from '../../../teable/http/client';
import { path } from '../../../teable/http/path';
import { toCell } from '../../../teable/schema/cells/cellValue';
import { isWritable } from '../../../teable/schema/table';
import type { TeableRecord } from '../../../teable/http/types';
import { standIn } from './standIn';
import { TableEnd } from './tableEnd';

interface Created {
	records: TeableRecord[];
}

const ROWS_PER_REQUEST = 1000;

const RULES = { strict: false, newChoices: false, timezone: 'UTC' };

/**
 * Creates records with these titles in a linked table, and adds them to its known records.
 *
 * @returns why a record could not be created, by title
 */
export async function createLinked(
	client: TeableClient,
	{ table, titleField, records }: LinkedTable,
	titles: string[],
): Promise<Map<string, string>> {
	const failures = new Map<string, string>();
	const cells: Array<{ title: string; cell: unknown }> = [];
	for (const title of titles) {
		const result = toCell(titleField, title, RULES);
		if (!isWritable(titleField)) {
			failures.set(title, `Teable fills in its title ('${titleField.name}') itself.`);
		} else if ('accepts' in result) {
			failures.set(title, `Its title column '${titleField.name}' accepts ${result.accepts}.`);
		} else {
			cells.push({ title, cell: result.cell });
		}
	}
	if (client.isDryRun) {
		for (const { title } of cells) records.add({ id: standIn(`${titleField.id} ${title}`), title });
		return failures;
	}
	const end = cells.length === 0 ? undefined : await TableEnd.find(client, table);
	for (const some of chunk(cells, ROWS_PER_REQUEST)) {
		const sent = some.map(({ cell }) => ({ [titleField.id]: cell }));
		const answer = await attemptAsync(
			async () =>
				await client.post<Created>(
					path`/table/${table.id}/record`,
					{ fieldKeyType: 'id', records: sent.map((fields) => ({ fields })) },
					{
						fits: (made) => made?.records?.length === some.length,
						look: end && (async () => await findMade(end, sent)),
					},
				),
		);
		if (!(answer instanceof Error)) end?.add(answer.records);
		else if (fateOf(answer) === 'unknown') end?.giveUp();
		for (const [index, { title }] of some.entries()) {
			if (answer instanceof Error) failures.set(title, answer.message);
			else records.add({ id: answer.records[index].id, title });
		}
	}
	return failures;
}

async function findMade(
	end: TableEnd,
	sent: Array<Record<string, unknown>>,
): Promise<Created | undefined> {
	const records = await end.findMade(sent);
	return records && { records };
}
