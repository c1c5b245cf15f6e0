import { outputOptions } from '../resources/record/shared/output';
import { chosenTableId } from '../fields/locators/chosenIds';
import type { CreationState } from './records/creations';
import { beginCreations, fetchCreated } from './records/creations';
import { defineEvent } from './polling/event';
import { checkIgnored, fetchIgnored, ignoreChangesBy } from './records/ignoredUsers';
import { WatchedRecords, recordFields, sampleRecord } from './records/records';
import { chosenStart, startFields } from './polling/startFields';

export const recordCreated = defineEvent<CreationState>({
	name: 'Record Created',
	value: 'recordCreated',
	description: 'A record was added to a table',
	properties: [...recordFields, ...startFields],
	options: [ignoreChangesBy, ...outputOptions],
	subject: ({ param }) => chosenTableId(param),
	start: chosenStart,
	async begin(context, start) {
		await checkIgnored(context);
		const { table } = await WatchedRecords.chosen(context);
		return await beginCreations(context.client, table.id, start);
	},
	async poll(context, before) {
		const tableId = chosenTableId(context.param);
		const { records, state } = await fetchCreated(context.client, tableId, before);
		if (records.length === 0) return { items: [], state };
		const watched = await WatchedRecords.chosen(context);
		const ignores = await fetchIgnored(context);
		const byOthers = records.filter(({ createdBy }) => !ignores(createdBy));
		const counting = await watched.select(byOthers);
		return { items: counting.map((record) => watched.item(record)), state };
	},
	async sample(context) {
		const watched = await WatchedRecords.chosen(context);
		return watched.item(await sampleRecord(context, watched));
	},
});
