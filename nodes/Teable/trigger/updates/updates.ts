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

/** Up to where the updates of a table's records are known. */
export interface UpdateState {
	window: Window;
	/** The table's own time at the last look: as long as it stays, nothing is new. */
	tableTime?: number;
	/** The table's own time at a look for which the history may not have been written yet. */
	early?: number;
}

/** One look at a table that has changed. */
export interface Look {
	context: EventContext;
	records: WatchedRecords;
	before: UpdateState;
	ignores: Ignores;
	/** When the table last changed, where the credential may know it. */
	tableTime?: number;
	/**
	 * The new records, where those are events by themselves. They have to be read last: what has been written
	 * into one until then is part of its creation, and not an update.
	 */
	readCreated: () => Promise<TeableRecord[]>;
}

export interface Updates {
	items: IDataObject[];
	state: UpdateState;
}

/** The updates as the times of the records tell them: one for each record, however often it was changed. */
export async function updatesByTime(look: Look): Promise<Updates> {
	const { context, records, before, ignores, tableTime } = look;
	const { table } = records;
	const modified = await fetchModified(context.client, table, before.window.since);
	const created = keyBy(await look.readCreated(), 'id');
	const latest = Object.values({ ...keyBy(modified, 'id'), ...created }).filter(isModified);
	const { fresh, window } = advance(
		before.window,
		latest,
		{ timeOf: modifiedAt, keyOf: changeKey(table) },
		tableTime,
	);
	const updated = sortBy(
		fresh.filter(
			({ id, lastModifiedBy }) => !isTold(created, id, ignores) && !ignores(lastModifiedBy),
		),
		modifiedAt,
	);
	const items = (await records.select(updated)).map((record) => records.item(record));
	return { items, state: { window, tableTime } };
}

/** The updates as the record history tells them: what was changed, and by whom. */
export async function updatesByHistory(look: Look): Promise<Updates> {
	const { context, records, before, ignores, tableTime } = look;
	const { table } = records;
	const { client, param } = context;
	const isWatched = watched(param, table);
	const changes = await fetchChangesSince(client, table.id, before.window.since);
	const created = keyBy(await look.readCreated(), 'id');
	const { fresh, window } = advance(
		before.window,
		changes,
		{ timeOf: changedAt, keyOf: ({ id }) => id },
		tableTime,
	);
	const byOthers = fresh.filter(({ createdBy }) => !ignores(createdBy));
	const byRecord = groupBy(byOthers, ({ recordId }) => recordId);
	const ids = Object.keys(byRecord).filter(
		(id) => !isTold(created, id, ignores) && byRecord[id].some(({ fieldId }) => isWatched(fieldId)),
	);
	// The history of v2 also has the first values of new records, which are no update.
	const updated = (await records.fetch(ids)).filter(isModified);
	return {
		items: updated.map((record) => ({
			...records.item(record),
			...summary(byRecord[record.id], (fieldId) => records.keyOf(fieldId)),
		})),
		state: { window, ...lookAgain(look, changes.at(-1)) },
	};
}

/** Whether a record is an event as a new one. What others change in one that an ignored user made is an update. */
const isTold = (created: Record<string, TeableRecord>, id: string, ignores: Ignores): boolean =>
	Object.hasOwn(created, id) && !ignores(created[id].createdBy);

/** A change is written into the history when it is there for all to see already: it is looked for once more. */
function lookAgain(
	{ before, tableTime }: Look,
	newest: Change | undefined,
): Pick<UpdateState, 'tableTime' | 'early'> {
	const hasCaughtUp = newest !== undefined && changedAt(newest) >= (tableTime ?? 0);
	return hasCaughtUp || before.early === tableTime ? { tableTime } : { early: tableTime };
}

export const changedAt = ({ createdTime }: Change): number => Date.parse(createdTime);
