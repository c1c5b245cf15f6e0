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
import { readTable } from '../../../teable/schema/table';
import { setMissing } from '../shared/properties';

/** A table that is to be made. */
export interface NewTable {
	baseId: string;
	name: string;
	/** '' for none, as the icon. */
	description: string;
	icon: string;
	/** Each behind those that it is made of. */
	fields: FieldDefinition[];
}

/**
 * Makes an empty table with the fields that stand for themselves. The others come later, one by one: a formula may
 * not name a field of its own request, and v2 refuses two links to the same table in one.
 *
 * @param tables those of the base, as they were just read
 * @throws NodeApiError when it was not made
 */
export async function makeTable(
	client: TeableClient,
	{ baseId, name, description, icon, fields }: NewTable,
	tables: TableInBase[],
): Promise<TableInBase> {
	const list = async () => await fetchTables(client, baseId);
	// Where a name is taken, 1.10 and the old engine of 2026 add a number to it.
	const isIt = (one: TableInBase) => one.name === name || one.name.startsWith(`${name} `);
	return await client.post<TableInBase>(
		path`/base/${baseId}/table`,
		{
			name,
			...(description && { description }),
			...(icon && { icon }),
			// 1.10 and the old engine of 2026 make no field required when they make it.
			fields: plainOf(fields).map((field) => omit(field, 'notNull')),
			// Where they are left out, Teable makes three empty ones.
			records: [],
		},
		await createdIn(list, isIt, tables),
	);
}

/**
 * Adds what a table could not be made with: the fields that need others, and what v2 drops without a word.
 *
 * @throws NodeApiError, or Error for a field that looks up one which is not there
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
 * Makes sure that a table has the fields it was to have.
 *
 * @throws Error that names the field which Teable left out, or made another one of
 */
export function checkFields(wanted: FieldDefinition[], made: FieldDefinition[]): void {
	for (const { name, type, isLookup } of wanted) {
		const field = made.find((one) => one.name === name);
		if (!field) throw new Error(`Teable made the table without the field '${name}'.`);
		// Of a lookup, v2 puts a wrong type right.
		if (field.type === type || isLookup === true) continue;
		throw new Error(
			`Teable made the field '${name}' with the type ${field.type} instead of ${type}.`,
		);
	}
}
