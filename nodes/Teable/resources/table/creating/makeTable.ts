import { omit } from 'lodash';

import type { TeableClient } from '../../../teable/http/client';
import { createdIn } from '../../../teable/http/createdIn';
import { path } from '../../../teable/http/path';
import type { TableInBase } from '../../../teable/schema/base';
import { fetchTables } from '../../../teable/schema/base';
import { convertField, wholeDefinition } from '../../../teable/schema/fields/convertField';
import { createField } from '../../../teable/schema/fields/createField';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { dependsOnOthers } from '../../../teable/schema/fields/fieldOrder';
import { mayHaveName } from '../../../teable/schema/numberedName';
import { readTable } from '../../../teable/schema/table';
import { setMissing } from '../shared/properties';

/** A table to create. */
export interface NewTable {
	baseId: string;
	name: string;
	/** '' for none, as for the icon. */
	description: string;
	icon: string;
	/** Each after those that it depends on. */
	fields: FieldDefinition[];
}

/**
 * Creates an empty table with the independent fields. The others are added later, one by one: a formula cannot
 * refer to a field of the same request, and v2 rejects two links to the same table in one.
 *
 * @param tables the base's tables, just read
 * @throws NodeApiError if it was not created
 */
export async function makeTable(
	client: TeableClient,
	{ baseId, name, description, icon, fields }: NewTable,
	tables: TableInBase[],
): Promise<TableInBase> {
	const list = async () => await fetchTables(client, baseId);
	// If the name is taken, 1.10 and the old engine of 2026 add a number to it.
	const isIt = (one: TableInBase) => mayHaveName(one.name, name);
	return await client.post<TableInBase>(
		path`/base/${baseId}/table`,
		{
			name,
			...(description && { description }),
			...(icon && { icon }),
			// 1.10 and the old engine of 2026 cannot create required fields.
			fields: plainOf(fields).map((field) => omit(field, 'notNull')),
			// Without this, Teable creates three empty records.
			records: [],
		},
		await createdIn(list, isIt, tables),
	);
}

/**
 * Adds what could not be created with the table: the fields that depend on others, and what v2 silently drops.
 *
 * @throws NodeApiError, or Error for a lookup of a field that does not exist
 */
export async function completeTable(
	client: TeableClient,
	made: TableInBase,
	table: NewTable,
): Promise<void> {
	const { fields } = table;
	await requireFields(client, made.id, plainOf(fields));
	for (const field of fields.filter((one) => dependsOnOthers(one, fields))) {
		await createField(client, made.id, field);
	}
	await setMissing(client, made, table);
}

const plainOf = (fields: FieldDefinition[]): FieldDefinition[] =>
	fields.filter((field) => !dependsOnOthers(field, fields));

async function requireFields(client: TeableClient, tableId: string, wanted: FieldDefinition[]) {
	const required = wanted.filter(({ notNull }) => notNull).map(({ name }) => name);
	if (required.length === 0) return;
	const { fields } = await readTable(client, tableId);
	for (const field of fields.filter(({ name }) => required.includes(name))) {
		await convertField(client, tableId, field, { ...wholeDefinition(field), notNull: true });
	}
}

/**
 * Checks that a table has the fields it was created with.
 *
 * @throws Error that names the field that is missing or has another type
 */
export function checkFields(wanted: FieldDefinition[], made: FieldDefinition[]): void {
	for (const { name, type, isLookup } of wanted) {
		const field = made.find((one) => one.name === name);
		if (!field) throw new Error(`Teable created the table without field '${name}'.`);
		// v2 corrects the wrong type of a lookup.
		if (field.type === type || isLookup === true) continue;
		throw new Error(
			`Teable created field '${name}' with the type ${field.type} instead of ${type}.`,
		);
	}
}
