import type { INodeProperties } from 'n8n-workflow';

import { tableFields } from '../fields/tableLocators';
import { chosenTableId } from '../resources/record/target';
import type { IdState } from './deletedByIds';
import { beginByIds, pollIds } from './deletedByIds';
import { beginInTrash, pollTrash, sampleOfTrash } from './deletedInTrash';
import type { EventContext } from './event';
import { defineEvent } from './event';
import { WatchedRecords, sampleRecord } from './records';
import { chosenStart, startFields } from './startFields';
import type { Window } from './window';

const findBy: INodeProperties = {
	displayName: 'Find Deletions By',
	name: 'findBy',
	type: 'options',
	options: [
		{
			name: 'Comparing IDs',
			value: 'ids',
			description:
				'For servers and tokens without access to the trash: reads the whole table, 1,000 records a request, whenever something has changed in it, and keeps the ID of each record. Tables of up to 20,000 records; it gives nothing but the ID.',
		},
		{
			name: 'Trash',
			value: 'trash',
			description:
				'Costs one small request while nothing is deleted. 2026 wants the scope table|trash_read; 1.10 shows the trash to a session only.',
		},
	],
	default: 'trash',
	description: 'Where to learn of deleted records',
};

const readsTrash = ({ param }: EventContext): boolean => param.text(findBy.name) !== 'ids';

export const recordDeleted = defineEvent<Window | IdState>({
	name: 'Record Deleted',
	value: 'recordDeleted',
	description: 'A record of a table was deleted',
	properties: [
		...tableFields,
		findBy,
		...startFields.map((field) => ({
			...field,
			displayOptions: { show: { [findBy.name]: ['trash'], ...field.displayOptions?.show } },
		})),
	],
	subject: (context) =>
		`${chosenTableId(context.param)} by ${readsTrash(context) ? 'trash' : 'IDs'}`,
	start: (context) => (readsTrash(context) ? chosenStart(context) : 'now'),
	begin: async (context, start) =>
		readsTrash(context) ? await beginInTrash(context, start) : await beginByIds(context),
	poll: async (context, before) =>
		'ids' in before ? await pollIds(context, before) : await pollTrash(context, before),
	async sample(context) {
		const [deleted] = readsTrash(context) ? await sampleOfTrash(context) : [];
		if (deleted) return deleted;
		const { id, name } = await sampleRecord(context, await WatchedRecords.all(context));
		return readsTrash(context) ? { id, name, deletedTime: null, deletedBy: {} } : { id };
	},
});
