import type { IDataObject } from 'n8n-workflow';
import { groupBy, keyBy, sortBy } from 'lodash';

import type { Change } from '../../teable/reading/history';
import type { TeableRecord } from '../../teable/http/types';
import { watched } from './changeFields';
import type { EventContext } from '../polling/event';
import { fetchChangesSince, summary } from './history';
import { changeKey, fetchModified, isModified, modifiedAt } from './modified';
import type { Ignores } from '../records/ignoredUsers';
import type { WatchedRecords } from '../records/records';
import type { Window } from '../polling/window';
import { advance } from '../polling/window';

/** Up to when the updates of a table's records are known. */
export interface UpdateState {
	window: Window;
	/** The table's modification time at the last poll. While it is the same, nothing is new. */
	tableTime?: number;
	/** The table's modification time at a poll for which the history may have been incomplete. */
	early?: number;
}

/** The poll of a table that has changed. */
export interface TablePoll {
	context: EventContext;
	records: WatchedRecords;
	before: UpdateState;
	ignores: Ignores;
	/** When the table last changed, if the credential can read it. */
	tableTime?: number;
	/**
	 * Reads the new records, if they are events too. They must be read last, because anything written to them until
	 * then is part of their creation and not an update.
	 */
	readCreated: () => Promise<TeableRecord[]>;
}

export interface Updates {
	items: IDataObject[];
	state: UpdateState;
}

/** The updates by modification time: one per record, however often it was changed. */
export async function updatesByTime(poll: TablePoll): Promise<Updates> {
	const { context, records, before, ignores, tableTime } = poll;
	const { table } = records;
	const modified = await fetchModified(context.client, table, before.window.since);
	const created = keyBy(await poll.readCreated(), 'id');
	const latest = Object.values({ ...keyBy(modified, 'id'), ...created }).filter(isModified);
	const { fresh, window } = advance(
		before.window,
		latest,
		{ timeOf: modifiedAt, keyOf: changeKey(table) },
		tableTime,
	);
	const updated = sortBy(
		fresh.filter(
			({ id, lastModifiedBy }) => !isNew(created, id, ignores) && !ignores(lastModifiedBy),
		),
		modifiedAt,
	);
	const items = (await records.select(updated)).map((record) => records.item(record));
	return { items, state: { window, tableTime } };
}

/** The updates from the record history: what was changed, and by whom. */
export async function updatesByHistory(poll: TablePoll): Promise<Updates> {
	const { context, records, before, ignores, tableTime } = poll;
	const { table } = records;
	const { client, param } = context;
	const isWatched = watched(param, table);
	const changes = await fetchChangesSince(client, table.id, before.window.since);
	const created = keyBy(await poll.readCreated(), 'id');
	const { fresh, window } = advance(
		before.window,
		changes,
		{ timeOf: changedAt, keyOf: ({ id }) => id },
		tableTime,
	);
	const byOthers = fresh.filter(({ createdBy }) => !ignores(createdBy));
	const byRecord = groupBy(byOthers, ({ recordId }) => recordId);
	const ids = Object.keys(byRecord).filter(
		(id) => !isNew(created, id, ignores) && byRecord[id].some(({ fieldId }) => isWatched(fieldId)),
	);
	// On v2 the history also contains the first values of new records, which are not updates.
	const updated = (await records.fetch(ids)).filter(isModified);
	return {
		items: updated.map((record) => ({
			...records.item(record),
			...summary(byRecord[record.id], (fieldId) => records.keyOf(fieldId)),
		})),
		state: { window, ...nextTimes(poll, changes.at(-1)) },
	};
}

/** Whether a record is an event as a new record. If an ignored user created it, changes by others are updates. */
const isNew = (created: Record<string, TeableRecord>, id: string, ignores: Ignores): boolean =>
	Object.hasOwn(created, id) && !ignores(created[id].createdBy);

/** A change may be visible before it is in the history, so the next poll reads the history again. */
function nextTimes(
	{ before, tableTime }: TablePoll,
	newest: Change | undefined,
): Pick<UpdateState, 'tableTime' | 'early'> {
	const hasCaughtUp = newest !== undefined && changedAt(newest) >= (tableTime ?? 0);
	return hasCaughtUp || before.early === tableTime ? { tableTime } : { early: tableTime };
}

export const changedAt = ({ createdTime }: Change): number => Date.parse(createdTime);
