import type { INodeProperties } from 'n8n-workflow';

import { tableFields } from '../fields/locators/tableLocators';
import { chosenTableId } from '../fields/locators/chosenIds';
import type { IdState } from './deletions/deletedByIds';
import { beginByIds, pollIds } from './deletions/deletedByIds';
import { beginInTrash, pollTrash, sampleFromTrash } from './deletions/deletedInTrash';
import { optionsShownFor, shownFor } from '../fields/shownFor';
import type { EventContext } from './polling/event';
import { defineEvent } from './polling/event';
import { ignoreChangesBy } from './records/ignoredUsers';
import { WatchedRecords, sampleRecord } from './records/records';
import { chosenStart, startFields } from './polling/startFields';
import type { Window } from './polling/window';

const findBy: INodeProperties = {
	displayName: 'Find Deletions By',
	name: 'findBy',
	type: 'options',
	options: [
		{
			name: 'Comparing IDs',
			value: 'ids',
			description:
				'For tables of up to 20,000 records, if the trash cannot be read. Outputs only the ID, and reads the whole table after every change in it.',
		},
		{
			name: 'Trash',
			value: 'trash',
			description:
				"Outputs the ID, name, time and user. Requires the scope table|trash_read, or on Teable 1.10 'Authentication' set to Session.",
		},
	],
	default: 'trash',
	description: 'How to find out which records were deleted',
};

const readsTrash = ({ param }: EventContext): boolean =>
	param.choice(findBy.name, ['ids', 'trash']) === 'trash';

export const recordDeleted = defineEvent<Window | IdState>({
	name: 'Record Deleted',
	value: 'recordDeleted',
	description: 'A record was deleted from a table',
	properties: [...tableFields, findBy, ...shownFor(findBy, ['trash'], startFields)],
	// Only the trash shows who deleted a record.
	options: optionsShownFor(findBy, ['trash'], [ignoreChangesBy]),
	subject: (context) =>
		`${chosenTableId(context.param)} by ${readsTrash(context) ? 'trash' : 'IDs'}`,
	start: (context) => (readsTrash(context) ? chosenStart(context) : 'now'),
	begin: async (context, start) =>
		readsTrash(context) ? await beginInTrash(context, start) : await beginByIds(context),
	poll: async (context, before) =>
		'ids' in before ? await pollIds(context, before) : await pollTrash(context, before),
	async sample(context) {
		const [deleted] = readsTrash(context) ? await sampleFromTrash(context) : [];
		if (deleted) return deleted;
		const { id, name } = await sampleRecord(context, await WatchedRecords.all(context));
		return readsTrash(context) ? { id, name, deletedTime: null, deletedBy: {} } : { id };
	},
});
