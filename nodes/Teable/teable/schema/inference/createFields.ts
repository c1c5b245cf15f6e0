import type { NodeApiError } from 'n8n-workflow';

import { fateOf, withFate, withRemains } from '../../../fate';
import type { TeableClient } from '../../http/client';
import { createdIn } from '../../http/createdIn';
import { reworded } from '../../http/errors';
import { path } from '../../http/path';
import type { FieldDefinition } from '../fields/fieldDefinition';
import type { Field, Table } from '../table';

/**
 * Creates fields that do not depend on others in an existing table, one after another.
 *
 * @throws NodeApiError with the fields created before, which stay; no record has been written then
 */
export async function createFields(
	client: TeableClient,
	table: Table,
	definitions: FieldDefinition[],
): Promise<Field[]> {
	const url = path`/table/${table.id}/field`;
	const list = async () => await client.get<Field[]>(url);
	const made: Field[] = [];
	for (const definition of definitions) {
		const isIt = ({ name, type }: Field) => name === definition.name && type === definition.type;
		const known = [...table.fields];
		const recovery = await createdIn(list, isIt, known);
		const field = await client
			.post<Field>(url, definition, recovery)
			.catch((error: NodeApiError) => {
				throw failureOf(definition, made, error);
			});
		made.push(field);
		table.add(field);
	}
	return made;
}

function failureOf({ name }: FieldDefinition, made: Field[], error: NodeApiError): NodeApiError {
	const failure = reworded(error, `Column '${name}' could not be created. ${error.message}`);
	const remains = [
		...(made.length > 0 ? [createdColumns(made)] : []),
		...(fateOf(error) === 'unknown' ? [`Column '${name}' may be in the table.`] : []),
	];
	withFate(failure, 'notWritten');
	return remains.length > 0 ? withRemains(failure, remains.join(' ')) : failure;
}

/** What stays in the table if something fails later. */
export function createdColumns(made: Field[]): string {
	const names = made.map(({ name }) => `'${name}'`).join(', ');
	return made.length === 1
		? `Column ${names} was created and stays in the table.`
		: `Columns ${names} were created and stay in the table.`;
}
