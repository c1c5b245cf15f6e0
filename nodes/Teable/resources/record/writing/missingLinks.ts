import { chunk } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import type { LinkedTable } from '../../../teable/reading/names/linkedRecords';
import type { TeableClient } from '../../../teable/http/client';
import { toCell } from '../../../teable/schema/cells/cellValue';
import { isWritable } from '../../../teable/schema/table';
import { standIn } from './standIn';
import { TableEnd } from './tableEnd';
import { ROWS_PER_REQUEST, postRecords } from './postRecords';

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
		const made = await attemptAsync(async () => await postRecords(client, table, end, sent));
		for (const [index, { title }] of some.entries()) {
			if (made instanceof Error) failures.set(title, made.message);
			else records.add({ id: made[index].id, title });
		}
	}
	return failures;
}
