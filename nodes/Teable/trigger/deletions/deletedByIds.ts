import { difference } from 'lodash';

import { chosenTableId } from '../../fields/locators/chosenIds';
import type { EventContext, Polled } from '../polling/event';
import { MAX_STORED, packed, unpacked } from '../records/packedIds';
import { WatchedRecords } from '../records/records';
import { fetchTableTime, findBase } from '../records/tableTime';

/** The records that a table had at the last poll. */
export interface IdState {
	/** Their IDs, packed. */
	ids: string;
	baseId?: string;
	/** The table's modification time at that poll. While it is the same, nothing was deleted. */
	tableTime?: number;
}

export async function beginByIds(context: EventContext): Promise<IdState> {
	const tableId = chosenTableId(context.param);
	const baseId = await findBase(context, tableId);
	const tableTime = await fetchTableTime(context.client, baseId, tableId);
	return { ids: packed(await fetchIds(context)), baseId, tableTime };
}

/** The records deleted since the last poll. Reads all IDs of the table if something has changed in it. */
export async function pollIds(context: EventContext, before: IdState): Promise<Polled<IdState>> {
	const { baseId } = before;
	const tableTime = await fetchTableTime(context.client, baseId, chosenTableId(context.param));
	if (tableTime !== undefined && tableTime === before.tableTime) {
		return { items: [], state: before };
	}
	const records = await WatchedRecords.all(context);
	const listed = await fetchIds(context);
	const known = unpacked(before.ids);
	const ids = [...listed, ...(await records.missed(known, listed))];
	return {
		items: difference(known, ids).map((id) => ({ id })),
		state: { ids: packed(ids), baseId, tableTime },
	};
}

async function fetchIds(context: EventContext): Promise<string[]> {
	const records = await WatchedRecords.all(context);
	const ids = await records.ids(MAX_STORED + 1);
	if (ids.length <= MAX_STORED) return ids;
	throw context.param.failure(
		`The table has more than ${MAX_STORED.toLocaleString('en')} records, which is too many to compare`,
		"Set 'Find Deletions By' to Trash.",
	);
}
