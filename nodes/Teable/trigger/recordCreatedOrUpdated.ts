import { changeFields, changeOptions } from './changeFields';
import type { ChangeState } from './changes';
import { beginChanges, changeSubject, fetchChanges, sampleChange } from './changes';
import { defineEvent } from './event';
import { chosenStart } from './startFields';

export const recordCreatedOrUpdated = defineEvent<ChangeState>({
	name: 'Record Created or Updated',
	value: 'recordCreatedOrUpdated',
	description: "A record was added to a table or changed; 'event' tells which",
	properties: changeFields,
	options: changeOptions,
	subject: changeSubject,
	start: chosenStart,
	begin: async (context, start) => await beginChanges(context, start, true),
	poll: fetchChanges,
	sample: async (context) => ({ event: 'updated', ...(await sampleChange(context)) }),
});
