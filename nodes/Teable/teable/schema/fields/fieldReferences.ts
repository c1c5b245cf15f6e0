import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../http/client';
import type { FieldDefinition } from './fieldDefinition';
import { formulaWithIds } from './formula';
import type { Table } from '../table';
import { isLink, readTable } from '../table';

/** The type of a lookup until the looked up field is known. */
export const LOOKUP = 'lookup';

/** Whether a definition refers to other fields of its table, which must exist before it. */
export const dependsOnOtherFields = ({ type, isLookup }: FieldDefinition): boolean =>
	type === 'formula' || type === 'rollup' || type === LOOKUP || isLookup === true;

/**
 * Replaces names of fields in a formula, lookup or rollup with their IDs, as Teable requires.
 *
 * @param table the table of the field, with the fields that it already has
 * @throws Error that names the field that does not exist, or the mistake in the formula
 */
export async function withFieldIds(
	client: TeableClient,
	table: Table,
	definition: FieldDefinition,
): Promise<FieldDefinition> {
	if (!dependsOnOtherFields(definition)) return definition;
	if (definition.lookupOptions) return await lookedUp(client, table, definition);
	const { options = {} } = definition;
	const expression = formulaWithIds(String(options.expression ?? ''), table);
	return { ...definition, options: { ...options, expression } };
}

async function lookedUp(
	client: TeableClient,
	table: Table,
	definition: FieldDefinition,
): Promise<FieldDefinition> {
	const { linkFieldId, lookupFieldId, ...more } = definition.lookupOptions as IDataObject;
	const link = table.named(String(linkFieldId ?? ''));
	const links = table.fields.filter(isLink);
	if (!link || !isLink(link)) {
		const there = links.map(({ name }) => `'${name}'`).join(', ');
		throw new Error(
			`'Link Field' is '${String(linkFieldId ?? '')}', which is not a link field of the table. ${there ? `Its link fields are ${there}` : 'The table has none. Create one first'}.`,
		);
	}
	const foreign = await readTable(client, String(link.options?.foreignTableId));
	const source = foreign.named(String(lookupFieldId ?? ''));
	if (!source) {
		throw new Error(
			`'Field in Linked Table' is '${String(lookupFieldId ?? '')}', which the linked table doesn't have. Its fields are ${foreign.fieldNames}.`,
		);
	}
	const lookupOptions = {
		...more,
		foreignTableId: foreign.id,
		linkFieldId: link.id,
		lookupFieldId: source.id,
	};
	// 1.10 refuses a lookup whose type differs from that of the looked up field.
	const type = definition.type === 'rollup' ? 'rollup' : source.type;
	return { ...definition, type, lookupOptions };
}
