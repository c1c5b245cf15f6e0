import type { FieldDefinition } from '../fields/fieldDefinition';
import { isTeableId } from '../id';
import type { Field } from '../table';

const CELL_VALUE_TYPES = new Map([
	['checkbox', 'boolean'],
	['date', 'dateTime'],
	['number', 'number'],
]);

/** A field before it is created, for converting values. @param id a stand-in for its ID */
export const plannedField = (id: string, { name = '', ...definition }: FieldDefinition): Field => ({
	...definition,
	id,
	name,
	cellValueType: CELL_VALUE_TYPES.get(definition.type) ?? 'string',
});

/** Whether a field has not been created yet. */
export const isPlanned = ({ id }: Field): boolean => !isTeableId('fld', id);
