import { changeFields, changeOptions } from './updates/changeFields';
import type { ChangeState } from './updates/changes';
import { beginChanges, changeSubject, fetchChanges, sampleChange } from './updates/changes';
import { defineEvent } from './polling/event';
import { chosenStart } from './polling/startFields';

export const recordUpdated = defineEvent<ChangeState>({
	name: 'Record Updated',
	value: 'recordUpdated',
	description: 'A record in a table was updated',
	properties: changeFields,
	options: changeOptions,
	subject: changeSubject,
	start: chosenStart,
	begin: async (context, start) => await beginChanges(context, start, false),
	poll: fetchChanges,
	sample: sampleChange,
});
