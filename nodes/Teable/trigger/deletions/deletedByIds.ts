import { chosenTableId } from '../../fields/locators/chosenIds';
import { fetchRecords } from '../../teable/reading/pages';
import { fetchTable } from '../../teable/schema/table';
import type { EventContext, Polled } from '../polling/event';
import { WatchedRecords } from '../records/records';
import { fetchTableTime, findBase } from '../records/tableTime';

/** The records that a table had at the last poll. */
export interface IdState {
	/** Their IDs without the prefix, one after another. */
	ids: string;
	baseId?: string;
	/** The table's own time at that poll: as long as it stays, nothing was deleted. */
	tableTime?: number;
}

/** An ID takes 16 bytes, twice, of n8n's database, which is written whole with every event. */
const MOST_RECORDS = 20_000;

const PREFIX = 'rec';

export async function beginByIds(context: EventContext): Promise<IdState> {
	const tableId = chosenTableId(context.param);
	const baseId = await findBase(context, tableId);
	const tableTime = await fetchTableTime(context.client, baseId, tableId);
	return { ids: packed(await fetchIds(context)), baseId, tableTime };
}

/** The records that are gone since: all IDs of the table are read when something has changed in it. */
export async function pollIds(context: EventContext, before: IdState): Promise<Polled<IdState>> {
	const { baseId } = before;
	const tableTime = await fetchTableTime(context.client, baseId, chosenTableId(context.param));
	if (tableTime !== undefined && tableTime === before.tableTime) {
		return { items: [], state: before };
	}
	const ids = await fetchIds(context);
	const found = new Set(ids);
	const missing = unpacked(before.ids).filter((id) => !found.has(id));
	// Records that are deleted while pages are read move others into a page that was read already.
	const records = await WatchedRecords.all(context);
	const missed = new Set((await records.fetch(missing)).map(({ id }) => id));
	return {
		items: missing.filter((id) => !missed.has(id)).map((id) => ({ id })),
		state: { ids: packed([...ids, ...missed]), baseId, tableTime },
	};
}

async function fetchIds({ client, param }: EventContext): Promise<string[]> {
	const table = await fetchTable(client, chosenTableId(param));
	const projection = table.fields.filter(({ isPrimary }) => isPrimary);
	const ids = await fetchRecords(
		client,
		table,
		{ projection },
		MOST_RECORDS + 1,
		(record) => record.id,
	);
	if (ids.length <= MOST_RECORDS) return ids;
	throw param.failure(
		`The table has more than ${MOST_RECORDS.toLocaleString('en')} records, which are too many to keep and compare. Set 'Find Deletions By' to Trash.`,
	);
}

const packed = (ids: string[]): string => ids.map((id) => id.slice(PREFIX.length)).join('');

const unpacked = (ids: string): string[] => (ids.match(/.{16}/g) ?? []).map((id) => PREFIX + id);
