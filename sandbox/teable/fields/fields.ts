import { TeableError, internal, invalid, localized } from '../../errors';
import { newId } from '../../ids';
import { domainError } from '../records/cells/keys';
import { completeChoice } from '../records/cells/choices';
import { formulaType } from '../records/cells/formulas';
import type { Engine, Field, State, Table, User } from '../../state';
import { checkLengths } from '../lengths';
import { addMirror, removeMirror } from './mirrors';
import { freeName } from '../names';
import { addToTrash } from '../trash';

/** What a caller sends to create a field. */
export interface FieldTerms {
	name?: string;
	type: string;
	dbFieldName?: string;
	options?: Record<string, unknown>;
	isLookup?: boolean;
	lookupOptions?: Field['lookupOptions'];
	unique?: boolean;
	notNull?: boolean;
	description?: string;
}

export interface FieldType {
	cellValueType: Field['cellValueType'];
	dbFieldType: string;
	options?: Record<string, unknown>;
	isMultiple?: boolean;
	isComputed?: boolean;
}

const TEXT: FieldType = { cellValueType: 'string', dbFieldType: 'TEXT' };
const OBJECTS: FieldType = { cellValueType: 'string', dbFieldType: 'JSON' };
const NUMBER: FieldType = { cellValueType: 'number', dbFieldType: 'REAL' };
const DATE: FieldType = { cellValueType: 'dateTime', dbFieldType: 'DATETIME' };

const decimal = { formatting: { type: 'decimal', precision: 2 } };
const day = { date: 'YYYY-MM-DD', time: 'None', timeZone: 'UTC' };

const FIELD_TYPES: Record<string, FieldType> = {
	singleLineText: TEXT,
	longText: TEXT,
	number: { ...NUMBER, options: decimal },
	singleSelect: { ...TEXT, options: { choices: [] } },
	multipleSelect: { ...OBJECTS, options: { choices: [] }, isMultiple: true },
	date: { ...DATE, options: { formatting: day } },
	checkbox: { cellValueType: 'boolean', dbFieldType: 'BOOLEAN' },
	rating: { ...NUMBER, options: { icon: 'star', color: 'yellowBright', max: 5 } },
	user: { ...OBJECTS, options: { isMultiple: false, shouldNotify: true } },
	attachment: { ...OBJECTS, isMultiple: true },
	link: OBJECTS,
	button: { ...OBJECTS, options: { label: 'Button', color: 'teal' } },
	autoNumber: {
		...NUMBER,
		dbFieldType: 'INTEGER',
		options: { expression: 'AUTO_NUMBER()' },
		isComputed: true,
	},
	createdTime: {
		...DATE,
		options: { expression: 'CREATED_TIME()', formatting: day },
		isComputed: true,
	},
	lastModifiedTime: {
		...DATE,
		options: { expression: 'LAST_MODIFIED_TIME()', formatting: day },
		isComputed: true,
	},
	createdBy: { ...OBJECTS, isComputed: true },
	lastModifiedBy: { ...OBJECTS, isComputed: true },
	rollup: { ...NUMBER, options: decimal, isComputed: true },
	formula: { ...TEXT, isComputed: true },
};

/** The types that can't be primary fields. */
export const NOT_PRIMARY = ['attachment', 'button', 'checkbox', 'link', 'rollup'];

/**
 * Adds a field to a table. A two-way link also adds one to the other table.
 * @throws 400 for a type that doesn't exist, for a database name in use, and on v2 for long text
 */
export function addField(state: State, table: Table, terms: FieldTerms): Field {
	const type = terms.isLookup ? lookedUpType(state, terms) : typeOf(state, terms);
	if (terms.notNull && engineOf(state, table) === 'v1') {
		throw invalid(
			`Field type "${terms.type}" does not support field validation when creating a new field`,
		);
	}
	const name = freeName(terms.name ?? 'Field', table.fields);
	const { description, isLookup, lookupOptions, notNull } = terms;
	if (engineOf(state, table) === 'v2') checkLengths('field', { name, description });
	const options = completeOptions(state, table, terms, type);
	const dbFieldName = terms.dbFieldName ?? freeDbName(name, table);
	if (table.fields.some((field) => field.dbFieldName === dbFieldName)) {
		throw takenDbName(state, dbFieldName);
	}
	const field: Field = {
		id: newId('fld'),
		dbFieldName,
		name,
		...(description !== undefined && { description }),
		type: terms.type,
		options,
		...(notNull && { notNull }),
		...((terms.unique || state.version === '2026-07') && { unique: terms.unique ?? false }),
		...(table.fields.length === 0 && { isPrimary: true }),
		...((type.isComputed || isLookup) && { isComputed: true }),
		...(isLookup && { isLookup, lookupOptions }),
		...(terms.type === 'rollup' && { lookupOptions }),
		cellValueType: type.cellValueType,
		...(isMultiple(table, terms, type, options) && { isMultipleCellValue: true }),
		dbFieldType: type.dbFieldType,
	};
	table.fields.push(field);
	for (const view of table.views) view.columnMeta[field.id] = { order: table.fields.length - 1 };
	if (field.type === 'link') addMirror(state, table, field);
	return field;
}

const NUMBER_FORMATS = ['decimal', 'percent', 'currency'];

export function typeOf(state: State, terms: FieldTerms): FieldType {
	const type = FIELD_TYPES[terms.type];
	if (!type) throw unknownType(state, terms.type);
	if (terms.type !== 'formula') return type;
	const { formatting } = (terms.options ?? {}) as { formatting?: { type?: string } };
	if (formatting?.type !== undefined && !NUMBER_FORMATS.includes(formatting.type)) {
		throw invalid('Validation error: Invalid input at "options.formatting"');
	}
	const cellValueType = formulaType(String(terms.options?.expression));
	return { ...type, cellValueType, ...(cellValueType === 'number' && { options: decimal }) };
}

function unknownType(state: State, type: string) {
	const types = Object.keys(FIELD_TYPES);
	return invalid(
		state.version === '1.10.0'
			? `Validation error: Invalid enum value. Expected ${types.map((known) => `'${known}'`).join(' | ')}, received '${type}' at "type"`
			: `Validation error: Invalid option: expected one of ${types.map((known) => `"${known}"`).join('|')} at "type"`,
	);
}

/** A lookup has the type of the field it looks up. */
export function lookedUpType(state: State, { lookupOptions }: FieldTerms): FieldType {
	const foreign = state.tables.get(lookupOptions?.foreignTableId ?? '');
	const field = foreign?.fields.find(({ id }) => id === lookupOptions?.lookupFieldId);
	if (!field) throw invalid('The looked up field does not exist');
	const { cellValueType, dbFieldType, options } = field;
	return { cellValueType, dbFieldType: String(dbFieldType), options };
}

export function isMultiple(
	table: Table,
	{ type, isLookup, lookupOptions }: FieldTerms,
	fieldType: FieldType,
	options: Record<string, unknown>,
): boolean {
	if (isLookup) {
		return (
			table.fields.find(({ id }) => id === lookupOptions?.linkFieldId)?.isMultipleCellValue ?? false
		);
	}
	if (type === 'user') return options.isMultiple === true;
	if (type === 'link') return /Many$/.test(String(options.relationship));
	return fieldType.isMultiple ?? false;
}

export function completeOptions(
	state: State,
	table: Table,
	{ type, options: given }: FieldTerms,
	{ options }: FieldType,
) {
	const complete: Record<string, unknown> = { ...options, ...given };
	if (type === 'lastModifiedTime' && isOldEngineOf2026(state, table)) {
		complete.trackedFieldIds ??= [];
	}
	if (Array.isArray(complete.choices)) complete.choices = complete.choices.map(completeChoice);
	if (type !== 'link') return complete;
	const foreign = state.tables.get(String(complete.foreignTableId));
	if (!foreign) throw invalid(`foreignTableId ${String(complete.foreignTableId)} is invalid`);
	return { isOneWay: false, lookupFieldId: foreign.fields[0].id, ...complete };
}

/** The maximum length of a name in the database, without its number (from the source of 1.10). */
const LONGEST_DB_NAME = 40;

/** If two names are equal in the database, the second gets a number. */
export function freeDbName(name: string, { fields }: Table): string {
	const taken = new Set(fields.map(({ dbFieldName }) => dbFieldName));
	const base = name.replace(/\W/g, '_').slice(0, LONGEST_DB_NAME);
	let free = base;
	for (let n = 2; taken.has(free); n++) free = `${base}_${n}`;
	return free;
}

function takenDbName(state: State, dbFieldName: string) {
	return invalid(
		state.version === '1.10.0'
			? `dbFieldName ${dbFieldName} is duplicated`
			: `Db Field name ${dbFieldName} already exists in this table`,
	);
}

export const engineOf = (state: State, table: Table): Engine =>
	state.bases.get(table.baseId)!.engine;

const isOldEngineOf2026 = (state: State, table: Table): boolean =>
	state.version === '2026-07' && engineOf(state, table) === 'v1';

/** @throws 404 */
export function fieldOrThrow(state: State, table: Table, fieldId: string): Field {
	const field = table.fields.find(({ id }) => id === fieldId);
	if (field) return field;
	const texts = {
		'1.10.0': `field ${fieldId} in table ${table.id} not found`,
		'2026-07': `Field ${fieldId} not found in table ${table.id}`,
	};
	const context = { tableId: table.id, fieldId };
	throw localized(state.version, 404, texts, 'field.notFoundInTable', context);
}

/** Moves a field to the trash. @throws 404, 500 on 1.10.0; 403 for the primary field */
export function deleteField(state: State, user: User, table: Table, fieldId: string) {
	const index = table.fields.findIndex(({ id }) => id === fieldId);
	checkDeletable(state, table, fieldId);
	const [field] = table.fields.splice(index, 1);
	removeMirror(state, field.options);
	const metas = new Map(table.views.map((view) => [view, view.columnMeta[fieldId]]));
	for (const view of table.views) delete view.columnMeta[fieldId];
	const cells = new Map([...table.records.values()].map((row) => [row, row.cells[fieldId]]));
	for (const record of table.records.values()) delete record.cells[fieldId];
	table.lastModifiedTime = state.timestamp();
	addToTrash(state, user, {
		type: 'field',
		resources: [field],
		parentId: table.id,
		restore: () => {
			checkDbName(state, table, field);
			table.fields.splice(index, 0, field);
			for (const [view, meta] of metas) view.columnMeta[fieldId] = meta;
			for (const [record, cell] of cells) {
				if (cell !== undefined) record.cells[fieldId] = cell;
			}
		},
	});
}

function checkDeletable(state: State, table: Table, fieldId: string) {
	const field = table.fields.find(({ id }) => id === fieldId);
	const isV2 = engineOf(state, table) === 'v2';
	if (!field) {
		if (state.version === '1.10.0') throw internal();
		throw isV2
			? domainError(404, 'not_found', 'Field not found', 'not_found', ['not-found'])
			: new TeableError(404, 'not_found', `Field ${fieldId} not found`);
	}
	if (!field.isPrimary) return;
	if (isV2) {
		const code = 'forbidden.table.delete_primary_field';
		const text = 'Cannot delete primary field';
		throw domainError(403, 'restricted_resource', text, code, ['forbidden']);
	}
	const texts = {
		'1.10.0': 'forbid delete primary field',
		'2026-07': 'Forbid delete primary field',
	};
	throw localized(state.version, 403, texts, 'field.forbidDeletePrimaryField');
}

/** A field can't be restored if another one uses its name in the database: 500, which only v2 explains. */
function checkDbName(state: State, table: Table, { dbFieldName }: Field) {
	if (!table.fields.some((other) => other.dbFieldName === dbFieldName)) return;
	const text = `Db Field name ${dbFieldName} already exists in this table`;
	const isV2 = state.bases.get(table.baseId)?.engine === 'v2';
	throw isV2 ? new TeableError(500, 'internal_server_error', text) : internal();
}
