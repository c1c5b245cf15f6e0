import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../http/client';
import type { FieldDefinition } from './fieldDefinition';
import { formulaWithIds } from './formula';
import type { Field, Table } from './table';
import { readTable } from './table';

/** The type of a lookup until it is known which field it looks up. */
export const LOOKUP = 'lookup';

/** Whether a definition names other fields of its table, which have to be there before it. */
export const needsOtherFields = ({ type, isLookup }: FieldDefinition): boolean =>
	type === 'formula' || type === 'rollup' || type === LOOKUP || isLookup === true;

/**
 * A definition as Teable takes it: with IDs where a person names fields in a formula, a lookup or a rollup.
 *
 * @param table the table that the field is for, with the fields that it has already
 * @throws Error that names the field that is not there, or what is wrong with the formula
 */
export async function withFieldIds(
	client: TeableClient,
	table: Table,
	definition: FieldDefinition,
): Promise<FieldDefinition> {
	if (!needsOtherFields(definition)) return definition;
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
			`'Link Field' names '${String(linkFieldId ?? '')}', which is no link field of the table. ${there ? `Its link fields are ${there}` : 'It has none: make one first'}.`,
		);
	}
	const foreign = await readTable(client, String(link.options?.foreignTableId));
	const source = foreign.named(String(lookupFieldId ?? ''));
	if (!source) {
		throw new Error(
			`'Field in Linked Table' names '${String(lookupFieldId ?? '')}', which the linked table does not have. Its fields are ${foreign.fieldNames}.`,
		);
	}
	const lookupOptions = {
		...more,
		foreignTableId: foreign.id,
		linkFieldId: link.id,
		lookupFieldId: source.id,
	};
	// 1.10 refuses a lookup of another type than that of the field it looks up.
	const type = definition.type === 'rollup' ? 'rollup' : source.type;
	return { ...definition, type, lookupOptions };
}

const isLink = ({ type, isLookup }: Field): boolean => type === 'link' && !isLookup;
