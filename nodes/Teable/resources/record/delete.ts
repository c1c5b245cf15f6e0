import { chunk } from 'lodash';
import type { INodeProperties, NodeApiError } from 'n8n-workflow';

import { attempt, attemptAsync } from '../../core/attempt';
import type { BatchContext, ItemContext, Result } from '../../core/operation';
import { NOT_BEGUN, errorOfItem, fateOf } from '../../fate';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { refusalOf } from '../../teable/http/errors';
import { fetchByIds } from '../../teable/reading/pages';
import { path } from '../../teable/http/path';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { itemsError } from './writing/itemsError';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';

/** The IDs stand in the URL, and request line and headers share 16 KiB: about 440 fit. */
const IDS_PER_REQUEST = 200;

/** What Teable answers when one ID is unknown: 400 or 404 on 1.10, 500 in 2026. */
const MAYBE_GONE = new Set([400, 404, 500]);

const alreadyGone: INodeProperties = {
	displayName: 'If Record Not Found',
	name: 'alreadyGone',
	type: 'options',
	options: [
		{ name: 'Ignore', value: 'ignore', description: 'The output then says "deleted": false' },
		{ name: 'Stop With an Error', value: 'error', description: 'The item fails' },
	],
	default: 'error',
	description: 'What to do when the record does not exist, e.g. because it was deleted before',
};

export const deleteRecord = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete record',
	description: 'Delete a record by its ID, one for each input item',
	properties: [...tableFields, recordLocator],
	options: [alreadyGone],
	undoable: true,
	target: ({ param }) => JSON.stringify([chosenTableId(param), param.options]),
	async batch(context) {
		const { items, keepGoing } = context;
		const ids = items.map(({ param }) => attempt(() => chosenRecordId(param)));
		const unreadable = ids.find((id): id is Error => id instanceof Error);
		if (unreadable && !keepGoing) return [unreadable];
		return await deleteAll(context, ids);
	},
});

async function deleteAll(
	{ client, items, keepGoing }: BatchContext<TeableClient>,
	ids: Array<string | Error>,
): Promise<Array<Result | Error>> {
	const tableId = chosenTableId(items[0].param);
	const distinct = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
	const outcomes = new Map<string, 'deleted' | 'gone' | Error>();
	for (const batch of chunk(distinct, IDS_PER_REQUEST)) {
		const deleted = await deleteBatch(client, tableId, batch);
		if (deleted instanceof Error) {
			const failure = itemsError(itemsOf(new Set(batch), items, ids), deleted as NodeApiError);
			batch.forEach((id) => outcomes.set(id, failure));
		} else {
			batch.forEach((id) => outcomes.set(id, deleted.has(id) ? 'deleted' : 'gone'));
		}
		const isGone = batch.some((id) => outcomes.get(id) === 'gone');
		if (!keepGoing && (deleted instanceof Error || (isGone && !ignoresGone(items[0])))) break;
	}
	return ids.map((id, index) => {
		if (id instanceof Error) return id;
		const outcome = outcomes.get(id) ?? NOT_BEGUN;
		if (outcome === 'deleted') return { id, deleted: true };
		if (outcome !== 'gone') return errorOfItem(outcome, items[index].param.itemIndex);
		return ignoresGone(items[index]) ? { id, deleted: false } : goneError(items[index], id);
	});
}

/** The indexes of the items that name one of the records. */
const itemsOf = (
	records: Set<string | Error>,
	items: Array<ItemContext<TeableClient>>,
	ids: Array<string | Error>,
): number[] =>
	items.filter((_, index) => records.has(ids[index])).map(({ param }) => param.itemIndex);

/**
 * Deletes what there is of a batch and gives the IDs that were deleted. 1.10 deletes nothing when one ID is
 * unknown, 2026 deletes the others without a word; here the others are deleted on each.
 */
async function deleteBatch(
	client: TeableClient,
	tableId: string,
	ids: string[],
): Promise<Set<string> | Error> {
	const deleted = await attemptAsync(async () => await sendDelete(client, tableId, ids));
	if (!(deleted instanceof Error)) return deleted;
	const refusal = refusalOf(deleted);
	if (!refusal || !MAYBE_GONE.has(refusal.status) || fateOf(deleted) !== 'notWritten') {
		return deleted;
	}
	const existing = await attemptAsync(async () => await fetchExisting(client, tableId, ids));
	if (existing instanceof Error || existing.length === ids.length) return deleted;
	if (existing.length === 0) return new Set();
	return await attemptAsync(async () => await sendDelete(client, tableId, existing));
}

async function sendDelete(
	client: TeableClient,
	tableId: string,
	recordIds: string[],
): Promise<Set<string>> {
	const { records } = await client.delete<Deleted>(
		path`/table/${tableId}/record`,
		{ recordIds },
		{
			fits: (answer) => Array.isArray(answer?.records),
			look: async (failure) => await findDeleted(client, tableId, recordIds, failure),
		},
	);
	return new Set(records.map(({ id }) => id));
}

interface Deleted {
	records: Array<{ id: string }>;
}

/** The records when all are gone. v2 says of some that are not there that they were not there before either. */
async function findDeleted(
	client: TeableClient,
	tableId: string,
	ids: string[],
	failure: Error,
): Promise<Deleted | undefined> {
	if (refusalOf(failure)?.details?.domainCode === 'record.stored_snapshot.unavailable') {
		return undefined;
	}
	const existing = await fetchExisting(client, tableId, ids);
	return existing.length === 0 ? { records: ids.map((id) => ({ id })) } : undefined;
}

async function fetchExisting(
	client: TeableClient,
	tableId: string,
	ids: string[],
): Promise<string[]> {
	const table = await fetchTable(client, tableId);
	const projection = table.fields.filter(({ isPrimary }) => isPrimary);
	const existing = await fetchByIds(client, table, { projection }, ids, () => true);
	return ids.filter((id) => existing.has(id));
}

const ignoresGone = ({ param }: ItemContext<TeableClient>): boolean =>
	param.options.choice(alreadyGone.name, ['error', 'ignore'], 'error') === 'ignore';

const goneError = ({ param }: ItemContext<TeableClient>, id: string) =>
	param.failure(
		`There is no record '${id}' in this table (item ${param.itemIndex}); it may have been deleted before. To pass over such items, set 'If Record Not Found' to Ignore under 'Options'.`,
	);
