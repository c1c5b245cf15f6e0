import { chosenTableId } from '../../fields/locators/chosenIds';
import type { EventContext } from '../polling/event';
import { MAX_STORED, packed, unpacked } from '../records/packedIds';
import { WatchedRecords } from '../records/records';
import { fetchTableTime, findBase } from '../records/tableTime';

/** The records that matched in the last poll. */
export interface MatchState {
	/** Their IDs, packed. */
	ids: string;
	baseId?: string;
	/** The table's modification time at that poll. While it is the same, nothing is new. Absent if records can start to match without a change. */
	tableTime?: number;
}

/** The records that match now. */
export interface Matching {
	records: WatchedRecords;
	/** Those that did not match in the last poll, in the order of the table or view. */
	fresh: string[];
	/** Those that matched in the last poll too. */
	still: string[];
	/** The modification time for the next state. */
	tableTime?: number;
}

/** The state of a workflow for which no record has matched yet. */
export const noMatches = async (context: EventContext): Promise<MatchState> => ({
	ids: '',
	baseId: await findBase(context, chosenTableId(context.param)),
});

/**
 * Finds the records that match now; undefined if nothing can have changed since the last poll.
 *
 * @throws NodeOperationError if too many records match, or if there is neither a filter nor a view
 */
export async function findMatching(
	context: EventContext,
	before: MatchState,
): Promise<Matching | undefined> {
	const { client, param } = context;
	const tableTime = await fetchTableTime(client, before.baseId, chosenTableId(param));
	if (tableTime !== undefined && tableTime === before.tableTime) return undefined;

	const records = await WatchedRecords.chosen(context);
	if (records.takesAll) {
		throw param.bad({
			label: 'Filter',
			problem: 'is None and no view is chosen, so every record would match',
			remedy: "Add a condition or choose a view, or choose the event 'Record Created'.",
		});
	}
	const ids = await records.ids(MAX_STORED + 1);
	if (ids.length > MAX_STORED) {
		throw param.failure(
			`More than ${MAX_STORED.toLocaleString('en')} records match, which is too many to compare`,
			'Add a condition to match fewer records, e.g. one on a date.',
		);
	}
	const kept = unpacked(before.ids);
	const missed = await records.missed(kept, ids);
	const known = new Set(kept);
	return {
		records,
		fresh: ids.filter((id) => !known.has(id)),
		still: [...ids.filter((id) => known.has(id)), ...missed],
		tableTime: records.changeOnlyWithRecords ? tableTime : undefined,
	};
}

/** The state to store when these records match. */
export const stateOf = (
	{ baseId }: MatchState,
	ids: string[],
	tableTime: number | undefined,
): MatchState => ({ ids: packed(ids), baseId, tableTime });
