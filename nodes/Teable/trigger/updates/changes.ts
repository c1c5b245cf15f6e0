import type { IDataObject } from 'n8n-workflow';

import { chosenTableId } from '../../fields/locators/chosenIds';
import { ADDED_BY_TRIGGER } from '../../resources/record/shared/output';
import type { TeableRecord } from '../../teable/http/types';
import { readsHistory, watched } from './changeFields';
import type { CreationState } from '../records/creations';
import { beginCreations, fetchCreated } from '../records/creations';
import type { EventContext, Polled, Start } from '../polling/event';
import { checkIgnored, fetchIgnored } from '../records/ignoredUsers';
import { fetchNewestChanges, summary } from './history';
import { WatchedRecords, sampleRecord } from '../records/records';
import { fetchTableTime, findBase } from '../records/tableTime';
import type { UpdateState } from './updates';
import { changedAt, updatesByHistory, updatesByTime } from './updates';
import type { Window } from '../polling/window';
import { openWindow, windowBefore } from '../polling/window';

/** Up to when the changes of a table's records are known. */
export interface ChangeState extends UpdateState {
	/** The base of the table, if known. */
	baseId?: string;
	/** Only if new records are events too. */
	creations?: CreationState;
}

/** What is watched. The state for modification times is not valid for the history, and vice versa. */
export const changeSubject = ({ param }: EventContext): string =>
	`${chosenTableId(param)} by ${readsHistory(param) ? 'history' : 'time'}`;

/** @param withCreated whether new records are events too */
export async function beginChanges(
	context: EventContext,
	start: Start,
	withCreated: boolean,
): Promise<ChangeState> {
	await checkIgnored(context);
	const tableId = chosenTableId(context.param);
	const baseId = await findBase(context, tableId);
	const state: ChangeState = {
		baseId,
		window: await firstWindow(context, baseId, start),
		creations: withCreated ? await beginCreations(context.client, tableId, start) : undefined,
	};
	return start === 'now' ? (await fetchChanges(context, state)).state : state;
}

async function firstWindow(
	{ client, param }: EventContext,
	baseId: string | undefined,
	start: Start,
): Promise<Window> {
	if (start !== 'now') return openWindow(start === 'beginning' ? 0 : start);
	const tableId = chosenTableId(param);
	const tableTime = await fetchTableTime(client, baseId, tableId);
	if (tableTime !== undefined) return windowBefore(tableTime);
	const newest = readsHistory(param)
		? (await fetchNewestChanges(client, tableId)).at(-1)
		: undefined;
	return newest ? windowBefore(changedAt(newest)) : openWindow(0);
}

/** The new records, if they are events too, and then the updated ones. */
export async function fetchChanges(
	context: EventContext,
	before: ChangeState,
): Promise<Polled<ChangeState>> {
	const { client, param } = context;
	const tableId = chosenTableId(param);
	const tableTime = await fetchTableTime(client, before.baseId, tableId);
	if (tableTime !== undefined && tableTime === before.tableTime) {
		return { items: [], state: before };
	}
	const records = await WatchedRecords.chosen(context, ADDED_BY_TRIGGER);
	const ignores = await fetchIgnored(context);
	let { creations } = before;
	let created: TeableRecord[] = [];
	const readCreated = async () => {
		if (creations) {
			({ records: created, state: creations } = await fetchCreated(client, tableId, creations));
		}
		return created;
	};
	const updatesOf = readsHistory(param) ? updatesByHistory : updatesByTime;
	const updates = await updatesOf({ context, records, before, ignores, tableTime, readCreated });
	const byOthers = created.filter(({ createdBy }) => !ignores(createdBy));
	const createdItems = (await records.select(byOthers)).map((record) => records.item(record));
	return {
		items: before.creations
			? [...labelled('created', createdItems), ...labelled('updated', updates.items)]
			: updates.items,
		state: { baseId: before.baseId, creations, ...updates.state },
	};
}

const labelled = (event: string, items: IDataObject[]): IDataObject[] =>
	items.map((item) => ({ event, ...item }));

/** The record that was changed last, if the history shows it, or else any. */
export async function sampleChange(context: EventContext): Promise<IDataObject> {
	const { client, param } = context;
	const records = await WatchedRecords.chosen(context, ADDED_BY_TRIGGER);
	const { table } = records;
	// A field that is no longer there is reported now, not in the first poll after a change.
	watched(param, table);
	if (!readsHistory(param)) return records.item(await sampleRecord(context, records));

	const changes = await fetchNewestChanges(client, table.id);
	const [last] = await records.fetch(changes.slice(-1).map(({ recordId }) => recordId));
	const record = last ?? (await sampleRecord(context, records));
	const ofRecord = changes.filter(({ recordId }) => recordId === record.id);
	return {
		...records.item(record),
		...summary(ofRecord, (fieldId) => records.keyOf(fieldId)),
	};
}
