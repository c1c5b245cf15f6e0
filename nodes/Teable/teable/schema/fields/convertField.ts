import { differenceBy, isEqual, isMatchWith, isObject, omit, omitBy, pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { withFate } from '../../../fate';
import type { TeableClient } from '../../http/client';
import { readAfter } from '../../http/readAfter';
import { path } from '../../http/path';
import { fetchEngine } from '../engine';
import type { FieldDefinition } from './fieldDefinition';
import { isNothing } from '../../../values/quoted';
import type { Field } from '../table';

/** Options that Teable sets itself and does not accept. */
const SET_BY_TEABLE = ['fkHostTableName', 'selfKeyName', 'foreignKeyName', 'symmetricFieldId'];

/** The types whose formula is fixed. */
const FIXED = new Set(['autoNumber', 'createdTime', 'lastModifiedTime']);

/**
 * Everything that must be sent with a change so that the rest stays as it is: 1.10 resets options that are left out, and
 * a choice without its ID counts as new, which empties the cells that hold the old one.
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
 * Changes the type or the options of a field, and returns the changed field.
 *
 * @param definition the complete one, see `wholeDefinition`; an option that is null is removed
 * @throws NodeApiError, or Error if Teable reported success but did not make the change
 */
export async function convertField(
	client: TeableClient,
	tableId: string,
	{ id, name, type }: Field,
	definition: FieldDefinition,
): Promise<Field> {
	const isNewType = type !== definition.type;
	const terms = await asTaken(client, tableId, definition);
	await client.put<Field>(path`/table/${tableId}/field/${id}/convert`, terms, {
		fits: (answer) => answer?.id === id,
		look: async () => {
			const now = await readField(client, tableId, id);
			return unkept(now, definition, isNewType).length === 0 ? now : undefined;
		},
	});
	const now = await readChanged(client, tableId, id);
	const missing = unkept(now, definition, isNewType);
	if (missing.length === 0) return now;
	throw withFate(
		new Error(
			`Teable changed the field '${name}', but ignored ${missing.join(', ')}. Check the field in Teable.`,
		),
		'written',
	);
}

/** v2 keeps options that are left out and removes those that are null. 1.10 refuses null, and the old engine stores it. */
async function asTaken(
	client: TeableClient,
	tableId: string,
	definition: FieldDefinition,
): Promise<FieldDefinition> {
	const { options } = definition;
	const kept = omitBy(options, (value) => value === null);
	const takesAway = Object.keys(kept).length < Object.keys(options ?? {}).length;
	if (!takesAway || (await fetchEngine(client, tableId)) === 'v2') return definition;
	return { ...definition, options: kept };
}

/** The parts of a definition that a field lacks. After a change of type it may have additional choices, for its values. */
function unkept(field: Field, definition: FieldDefinition, isNewType: boolean): string[] {
	const { type, unique, notNull, isLookup, lookupOptions, options = {} } = definition;
	const { options: held = {} } = field;
	const differs = (wanted: boolean | undefined, is: boolean | undefined) =>
		wanted !== undefined && wanted !== (is ?? false);
	return [
		...(field.type === type && (field.isLookup ?? false) === (isLookup ?? false)
			? []
			: ['its type']),
		...(differs(unique, field.unique) ? ["'Unique'"] : []),
		...(differs(notNull, field.notNull) ? ["'Required'"] : []),
		...(isKept(field.lookupOptions ?? {}, lookupOptions ?? {}) ? [] : ['what it looks up']),
		// After a change, v2 returns the options of a lookup as {}.
		...Object.keys(isLookup ? {} : options).filter((key) =>
			isNewType && key === 'choices'
				? !hasChoices(held[key], options[key])
				: !isKept(held[key], options[key]),
		),
	];
}

const hasChoices = (held: unknown, sent: unknown): boolean =>
	differenceBy(sent as IDataObject[], held as IDataObject[], 'name').length === 0;

/** Teable adds to what is sent, e.g. the ID and color of a new choice. */
function isKept(held: unknown, sent: unknown): boolean {
	if (sent === null) return isNothing(held);
	if (Array.isArray(sent) && Array.isArray(held)) {
		return sent.length === held.length && sent.every((entry, index) => isKept(held[index], entry));
	}
	return isObject(sent) && isObject(held)
		? isMatchWith(held, sent, (one: unknown, other: unknown, key) =>
				key === 'timeZone' ? isSameZone(one, other) : isKept(one, other),
			)
		: isEqual(held, sent);
}

/** v2 changes `UTC` to `utc` when a field becomes a date. */
const isSameZone = (held: unknown, sent: unknown): boolean =>
	String(held).toLowerCase() === String(sent).toLowerCase();

/** The field as it is now. */
export const readField = async (
	client: TeableClient,
	tableId: string,
	id: string,
): Promise<Field> => await client.get<Field>(path`/table/${tableId}/field/${id}`);

/** The same, after a change that Teable has carried out. */
export const readChanged = async (
	client: TeableClient,
	tableId: string,
	id: string,
): Promise<Field> => await readAfter('The field was changed', readField(client, tableId, id));
