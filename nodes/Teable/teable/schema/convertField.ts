import { isEqual, isMatchWith, omit, pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { withFate } from '../../fate';
import type { TeableClient } from '../http/client';
import { path } from '../http/path';
import type { FieldDefinition } from './fieldDefinition';
import type { Field } from './table';

/** What Teable has set itself, and does not take. */
const SET_BY_TEABLE = ['fkHostTableName', 'selfKeyName', 'foreignKeyName', 'symmetricFieldId'];

/** The types whose formula is fixed. */
const FIXED = new Set(['autoNumber', 'createdTime', 'lastModifiedTime']);

/**
 * All that has to be sent with a change for the rest to stay: 1.10 resets the options that are left out, and a choice
 * without its ID is a new one, which empties the cells that hold it.
 */
export function wholeDefinition(field: Field): FieldDefinition {
	const { type, name, options = {}, lookupOptions, isLookup, unique, notNull } = field;
	return {
		type,
		name,
		options: omit(options, SET_BY_TEABLE, FIXED.has(type) ? ['expression'] : []),
		...(isLookup && { isLookup }),
		...(lookupOptions !== undefined && {
			lookupOptions: pick(lookupOptions as IDataObject, LOOKUP_OPTIONS),
		}),
		...(unique && { unique }),
		...(notNull && { notNull }),
	};
}

const LOOKUP_OPTIONS = ['foreignTableId', 'linkFieldId', 'lookupFieldId', 'filter'];

/**
 * Changes the type or the options of a field, and gives it as it is then.
 *
 * @param definition the whole of it, see `wholeDefinition`
 * @throws NodeApiError, or Error when Teable has not done what it answered with success
 */
export async function convertField(
	client: TeableClient,
	tableId: string,
	{ id, name }: Field,
	definition: FieldDefinition,
): Promise<Field> {
	await client.put<Field>(path`/table/${tableId}/field/${id}/convert`, definition, {
		fits: (answer) => answer?.id === id,
		look: async () => {
			const now = await readField(client, tableId, id);
			return unkept(now, definition).length === 0 ? now : undefined;
		},
	});
	const now = await readField(client, tableId, id);
	const missing = unkept(now, definition);
	if (missing.length === 0) return now;
	throw withFate(
		new Error(
			`Teable changed the field '${name}', but did not take over ${missing.join(', ')}. Look at it in Teable.`,
		),
		'written',
	);
}

/** What of a definition a field does not hold. */
function unkept(field: Field, { type, options = {}, unique, notNull }: FieldDefinition): string[] {
	const { options: held = {} } = field;
	return [
		...(field.type === type ? [] : ['its type']),
		...(unique === true && !field.unique ? ["'Unique'"] : []),
		...(notNull === true && !field.notNull ? ["'Required'"] : []),
		...Object.keys(options).filter((key) => !isKept(held[key], options[key])),
	];
}

/** Teable adds to what it is given, e.g. the ID and colour of a new choice. */
const isKept = (held: unknown, sent: unknown): boolean =>
	Array.isArray(sent) && Array.isArray(held)
		? sent.length === held.length && sent.every((entry, index) => isKept(held[index], entry))
		: typeof sent === 'object' && sent !== null && typeof held === 'object' && held !== null
			? isMatchWith(held, sent, (one: unknown, other: unknown) => isKept(one, other))
			: isEqual(held, sent);

/** The field as it is now. */
export const readField = async (
	client: TeableClient,
	tableId: string,
	id: string,
): Promise<Field> => await client.get<Field>(path`/table/${tableId}/field/${id}`);
