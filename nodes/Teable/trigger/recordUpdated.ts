import { changeFields, changeOptions } from './changeFields';
import type { ChangeState } from './changes';
import { beginChanges, changeSubject, fetchChanges, sampleChange } from './changes';
import { defineEvent } from './event';
import { chosenStart } from './startFields';

export const recordUpdated = defineEvent<ChangeState>({
	name: 'Record Updated',
	value: 'recordUpdated',
	description: 'A record of a table was changed',
	properties: changeFields,
	options: changeOptions,
	subject: changeSubject,
	start: chosenStart,
	begin: async (context, start) => await beginChanges(context, start, false),
	poll: fetchChanges,
	sample: sampleChange,
});
