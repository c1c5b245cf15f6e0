import { TeableError } from '../../../errors';
import type { Engine, Field, Table } from '../../../state';

export type KeyType = 'id' | 'name' | 'dbFieldName';

/** An error of the v2 engine, which names the broken rule. */
export function domainError(
	status: number,
	code: string,
	message: string,
	domainCode: string,
	domainTags: string[],
	details?: Record<string, unknown>,
) {
	return new TeableError(status, code, message, {
		domainCode,
		domainTags,
		...(details && { details }),
	});
}

export const keyOf = (field: Field, keyType: KeyType) => field[keyType] as string;

/** The fields of a table by key. */
export const fieldsByKey = (table: Table, keyType: KeyType) =>
	new Map(table.fields.map((field) => [keyOf(field, keyType), field]));

/**
 * Finds the field of a key in a write. v2 also accepts a name if IDs are expected.
 * @throws 404 for an unknown field
 */
export function fieldToWrite(
	engine: Engine,
	table: Table,
	byKey: Map<string, Field>,
	keyType: KeyType,
	key: string,
): Field {
	const field = byKey.get(key);
	if (field) return field;
	if (engine === 'v1') {
		const label = keyType === 'name' ? 'name' : keyType;
		throw new TeableError(404, 'not_found', `Field ${label}: ${key} not found`);
	}
	if (keyType === 'id') {
		const named = table.fields.find(({ name }) => name === key);
		if (named) return named;
		const message = `Field not found: ${key}`;
		throw domainError(404, 'not_found', message, 'field.not_found', ['not-found']);
	}
	const availableFieldKeys = table.fields.map((known) => keyOf(known, keyType));
	throw domainError(
		404,
		'not_found',
		`Field "${key}" does not exist in this table`,
		'field.key_not_found',
		['not-found'],
		{ fieldKeyType: keyType, fieldKey: key, availableFieldKeys },
	);
}

/**
 * Finds the field of a key in a filter, sort or grouping.
 *
 * The old engine accepts names and IDs if IDs are expected, and **ignores an ID** if names are. v2 accepts both if
 * names are expected, and otherwise only IDs. An unknown field is undefined. Filter and sort handle that differently.
 */
export function fieldToQuery(
	engine: Engine,
	table: Table,
	keyType: KeyType,
	key: string,
): Field | undefined {
	const byKey = table.fields.find((field) => keyOf(field, keyType) === key);
	if (byKey) return byKey;
	if (engine === 'v1' && keyType === 'id') return table.fields.find(({ name }) => name === key);
	if (engine === 'v2' && keyType !== 'id') return table.fields.find(({ id }) => id === key);
	return undefined;
}
