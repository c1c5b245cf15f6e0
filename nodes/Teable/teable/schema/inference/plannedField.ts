import type { FieldDefinition } from '../fieldDefinition';
import { isTeableId } from '../id';
import type { Field } from '../table';

const CELL_VALUE_TYPES = new Map([
	['checkbox', 'boolean'],
	['date', 'dateTime'],
	['number', 'number'],
]);

/** A field as it will be when it is made, for values to be read by before. @param id stands for its own until then */
export const plannedField = (id: string, { name = '', ...definition }: FieldDefinition): Field => ({
	...definition,
	id,
	name,
	cellValueType: CELL_VALUE_TYPES.get(definition.type) ?? 'string',
});

/** Whether a field is still to be made. */
export const isPlanned = ({ id }: Field): boolean => !isTeableId('fld', id);
