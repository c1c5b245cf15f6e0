import { TeableError, invalid } from '../../errors';
import { domainError } from '../records/cells/keys';
import type { Field, State, Table } from '../../state';
import { engineOf } from './fields';
import { checkLengths } from '../lengths';

/** What `PATCH` changes in a field. It accepts everything else, but ignores it. */
export interface FieldTexts {
	name?: string;
	description?: string | null;
}

/** Changes the name or description of a field. @throws 404, and 400 for a name in use and on v2 for long text */
export function updateField(
	state: State,
	table: Table,
	fieldId: string,
	{ name, description }: FieldTexts,
): Field {
	const field = table.fields.find(({ id }) => id === fieldId);
	if (!field) throw new TeableError(404, 'not_found', `Field ${fieldId} not found`);
	if (table.fields.some((other) => other.name === name && other !== field)) {
		throw engineOf(state, table) === 'v2'
			? domainError(400, 'validation_error', 'Field names must be unique', 'conflict', ['conflict'])
			: invalid(`Field name ${name} already exists`);
	}
	if (engineOf(state, table) === 'v2') checkLengths('field', { name, description });
	if (name !== undefined) field.name = name;
	if (description === null) delete field.description;
	else if (description !== undefined) field.description = description;
	return field;
}
