import type { Field, State, Table, TeableRecord } from '../../../state';
import { keyOf, type KeyType } from './keys';
import { cellText, titleOf, cellValue } from './values';

export interface RecordFormat {
	keyType: KeyType;
	cellFormat?: 'json' | 'text';
	/** The fields to show; all by default. */
	fields?: Field[];
}

/** A whole record, as in lists. Empty cells are missing. */
export function describeRecord(
	state: State,
	table: Table,
	record: TeableRecord,
	{ keyType, cellFormat = 'json', fields = table.fields }: RecordFormat,
) {
	const shown: Record<string, unknown> = {};
	for (const field of fields) {
		const value =
			cellFormat === 'text'
				? cellText(state, table, record, field) || undefined
				: cellValue(state, table, record, field);
		const wasEmptied = cellFormat === 'json' && record.emptied?.has(field.id);
		if (value !== undefined || wasEmptied) shown[keyOf(field, keyType)] = value ?? [];
	}
	const { id, autoNumber, createdTime, lastModifiedTime, createdBy, lastModifiedBy } = record;
	return {
		fields: shown,
		name: fields.some(({ isPrimary }) => isPrimary) ? titleOf(state, table, record) : '',
		...{ id, autoNumber, createdTime, lastModifiedTime, createdBy, lastModifiedBy },
	};
}

/** Computed fields that v2 leaves out of its answer to a create. */
const LEFT_OUT = new Set(['autoNumber', 'createdTime', 'lastModifiedTime']);

/**
 * v2's answer to a create: the cells that were sent (null if empty) and the computed ones.
 * @param sent the fields by the keys with which they were sent
 */
export function describeCreatedV2(
	state: State,
	table: Table,
	record: TeableRecord,
	keyType: KeyType,
	sent: Map<string, Field>,
) {
	const shown: Record<string, unknown> = {};
	for (const [key, field] of sent) {
		if (!field.isComputed) shown[key] = cellValue(state, table, record, field) ?? null;
	}
	for (const field of table.fields) {
		if (!field.isComputed || LEFT_OUT.has(field.type)) continue;
		if (looksThroughEmptyLink(record, field, [...sent.values()])) continue;
		shown[keyOf(field, keyType)] = cellValue(state, table, record, field) ?? null;
	}
	return { id: record.id, fields: shown };
}

/** v2's answer to an update: all cells with a value, and those that were cleared as null. */
export function describeUpdatedV2(
	state: State,
	table: Table,
	record: TeableRecord,
	keyType: KeyType,
	sent: Field[],
) {
	// Only reads return a cleared link as an empty list.
	const { fields } = describeRecord(state, table, { ...record, emptied: undefined }, { keyType });
	for (const field of table.fields) {
		const wasEmptied = sent.includes(field) && !field.isComputed;
		const key = keyOf(field, keyType);
		if (key in fields) continue;
		if (wasEmptied || looksThroughEmptyLink(record, field, sent)) fields[key] = null;
	}
	return { id: record.id, fields };
}

/** Whether a lookup lost its value because an empty link was sent. */
const looksThroughEmptyLink = (record: TeableRecord, field: Field, sent: Field[]) =>
	field.isLookup === true &&
	sent.some(({ id }) => id === field.lookupOptions?.linkFieldId && record.cells[id] === undefined);

/** v2's answer to a delete: every field by its ID, with null for an empty cell. */
export function describeDeletedV2(state: State, table: Table, record: TeableRecord) {
	const fields = Object.fromEntries(
		table.fields.map((field) => [field.id, cellValue(state, table, record, field) ?? null]),
	);
	return { id: record.id, fields };
}
