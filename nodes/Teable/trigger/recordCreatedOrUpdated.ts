import { changeFields, changeOptions } from './updates/changeFields';
import type { ChangeState } from './updates/changes';
import { beginChanges, changeSubject, fetchChanges, sampleChange } from './updates/changes';
import { defineEvent } from './polling/event';
import { chosenStart } from './polling/startFields';

export const recordCreatedOrUpdated = defineEvent<ChangeState>({
	name: 'Record Created or Updated',
	value: 'recordCreatedOrUpdated',
	description: "A record was added to a table or updated. The output's 'event' says which.",
	properties: changeFields,
	options: changeOptions,
	subject: changeSubject,
	start: chosenStart,
	begin: async (context, start) => await beginChanges(context, start, true),
	poll: fetchChanges,
	sample: async (context) => ({ event: 'updated', ...(await sampleChange(context)) }),
});
