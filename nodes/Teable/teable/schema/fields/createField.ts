import { omit } from 'lodash';

import { withFate } from '../../../fate';
import type { TeableClient } from '../../http/client';
import { createdIn } from '../../http/createdIn';
import { path } from '../../http/path';
import { convertField, readField, wholeDefinition } from './convertField';
import { fetchEngine } from '../engine';
import type { FieldDefinition } from './fieldDefinition';
import { withFieldIds } from './fieldReferences';
import type { Field } from '../table';
import { readTable } from '../table';

/**
 * Creates a field in an existing table, and returns it.
 *
 * @param definition may refer to other fields by name
 * @throws Error if it cannot be created as defined; then nothing is created, or the message says what was
 */
export async function createField(
	client: TeableClient,
	tableId: string,
	definition: FieldDefinition,
): Promise<Field> {
	const table = await readTable(client, tableId);
	const { name } = definition;
	if (name !== undefined && table.fields.some((field) => field.name === name)) {
		throw new Error(
			`The table already has a field '${name}', so Teable would name the new one '${name} 2'. Choose another name.`,
		);
	}
	const whole = await withFieldIds(client, table, definition);
	const later = whole.notNull ? await requiredLater(client, tableId) : false;
	const recovery = await createdIn(
		async () => (await readTable(client, tableId)).fields,
		(field) => field.type === whole.type && (name === undefined || field.name === name),
	);
	const terms = later ? omit(whole, 'notNull') : whole;
	const made = await client.post<Field>(path`/table/${tableId}/field`, terms, recovery);
	try {
		if (later) {
			await convertField(client, tableId, made, { ...wholeDefinition(made), notNull: true });
		}
		return await checkedField(client, tableId, made.id);
	} catch (error) {
		throw madeHalf(made, error as Error);
	}
}

/**
 * Whether the field can be made required only after it was created, as on 1.10 and the old engine.
 *
 * @throws Error if it cannot be required at all, because it would be empty in existing records
 */
async function requiredLater(client: TeableClient, tableId: string): Promise<boolean> {
	const { records } = await client.get<{ records: unknown[] }>(path`/table/${tableId}/record`, {
		fieldKeyType: 'id',
		take: 1,
	});
	if (records.length > 0) {
		throw new Error(
			"'Required' cannot be set for a new field of a table with records, because the field is empty in them. Create the field without it, fill in the records, then set 'Required' with Update.",
		);
	}
	return (await fetchEngine(client, tableId)) !== 'v2';
}

function madeHalf({ name, id }: Field, error: Error): Error {
	error.message = `The field '${name}' (${id}) was created, but a later step failed: ${error.message}`;
	return withFate(error, 'written');
}

/** The field as it is now. @throws Error if Teable cannot calculate it */
async function checkedField(client: TeableClient, tableId: string, id: string): Promise<Field> {
	const field = await readField(client, tableId, id);
	if (!field.hasError) return field;
	throw new Error(
		`Teable cannot calculate the field '${field.name}'. Check its formula, or the fields that it looks up.`,
	);
}
