import { isEqual } from 'lodash';
import { internal, localized, TeableError } from '../../../errors';
import { trackedBy } from '../../fields/tracked';
import { checkViewNames } from '../../tables/views';
import { newId } from '../../../ids';
import type { Field, State, Table, TeableRecord, User } from '../../../state';
import { castCell } from '../cells/typecast';
import { strictCell, type CellContext } from '../cells/cells';
import { noteChange } from './history';
import { domainError, fieldToWrite, fieldsByKey, type KeyType } from '../cells/keys';
import { writeLink } from './links';
import { checkCount, checkDrafts, itemsOf, type Draft } from './rules';

export interface WriteOptions {
	keyType?: KeyType;
	typecast?: boolean;
}

export interface Written {
	record: TeableRecord;
	/** The fields that were sent, by the keys with which they were sent. */
	sent: Map<string, Field>;
}

type Fields = Record<string, unknown>;

export function contextOf(state: State, table: Table): CellContext {
	checkViewNames(state, table);
	const { engine } = state.bases.get(table.baseId)!;
	return { state, engine, table, now: new Date(state.now()) };
}

/** Adds all records or none. @throws like Teable: 400, 404 or 500, depending on the first problem */
export function createRecords(
	context: CellContext,
	user: User,
	records: Fields[],
	options: WriteOptions = {},
): Written[] {
	const { engine, table, state } = context;
	if (engine === 'v2' && records.length === 0) throw noRecords();
	checkCount(context, 'createMany', records.length);
	const read = readerOf(context, options);
	const drafts = records.map((fields) => {
		const draft = read(fields);
		fillDefaults(context, user, draft.cells);
		return draft;
	});
	checkDrafts(context, drafts, 'insert');
	const createdTime = context.now.toISOString();
	const written = drafts.map(({ cells, sent }) => {
		const record: TeableRecord = {
			id: newId('rec'),
			autoNumber: ++table.lastAutoNumber,
			createdTime,
			createdBy: user.id,
			cells: kept(table, cells),
		};
		// On v2, a new record has its creation as its last change.
		if (engine === 'v2') touch(record, user, createdTime);
		table.records.set(record.id, record);
		for (const field of table.fields) {
			if (field.type === 'link') writeLink(state, field, record, undefined, record.cells[field.id]);
		}
		return { record, sent };
	});
	if (written.length > 0) table.lastModifiedTime = createdTime;
	return written;
}

const noRecords = () =>
	domainError(
		400,
		'validation_error',
		'Invalid CreateRecordsCommand input',
		'validation.invalid',
		['validation'],
		{ _errors: [], records: { _errors: ['At least one record is required'] } },
	);

/**
 * Changes all records or none. If a record is given twice, the last change wins.
 *
 * An unknown record is 500 on 1.10, 400 on the old engine of 2026, and **silently skipped** on v2. The old engine
 * records a change even if nothing changed, v2 doesn't.
 */
export function updateRecords(
	context: CellContext,
	user: User,
	changes: Array<{ id: string; fields: Fields }>,
	options: WriteOptions = {},
): Written[] {
	const { engine, table } = context;
	checkCount(context, 'updateMany', changes.length);
	const read = readerOf(context, options);
	const drafts = new Map<string, Draft & Written>();
	for (const { id, fields } of changes) {
		const record = table.records.get(id);
		if (!record && engine === 'v1') throw unknownRecord(context, id);
		if (record) drafts.set(id, { record, ...read(fields) });
	}
	checkDrafts(context, [...drafts.values()], 'update');
	const now = context.now.toISOString();
	for (const { record, cells } of drafts.values()) applyChange(context, user, record, cells, now);
	if (drafts.size > 0) table.lastModifiedTime = now;
	return [...drafts.values()];
}

const unknownRecord = ({ state, table }: CellContext, recordId: string) =>
	state.version === '1.10.0'
		? internal()
		: localized(
				state.version,
				400,
				{ '1.10.0': '', '2026-07': `Record ${recordId} not found in ${table.id}` },
				'field.recordNotFound',
				{ recordId, tableId: table.id },
			);

/** Changes one record. v2 has different errors where the old engine answers 500. */
export function updateRecord(
	context: CellContext,
	user: User,
	id: string,
	fields: Fields,
	options: WriteOptions = {},
): Written {
	if (context.engine === 'v2') {
		checkRecordId(id);
		if (Object.keys(fields).length === 0) {
			throw new TeableError(500, 'internal_server_error', 'Internal server error');
		}
		const { sent } = readerOf(context, options)(fields);
		if ([...sent.values()].every(({ isComputed }) => isComputed)) {
			const message = 'No field values to set';
			throw domainError(400, 'validation_error', message, 'validation.invalid', ['validation']);
		}
		if (!context.table.records.has(id)) throw recordNotFound();
	}
	return updateRecords(context, user, [{ id, fields }], options)[0];
}

/** @throws 400 for an invalid record ID; only v2 */
export function checkRecordId(id: string) {
	if (/^rec[A-Za-z0-9]{16}$/.test(id)) return;
	throw domainError(400, 'validation_error', 'Invalid RecordId', 'validation.invalid', [
		'validation',
	]);
}

export const recordNotFound = () =>
	domainError(404, 'not_found', 'Record not found', 'record.not_found', ['not-found']);

function applyChange(
	{ state, engine, table }: CellContext,
	user: User,
	record: TeableRecord,
	cells: Fields,
	now: string,
) {
	const changed = new Set<string>();
	for (const field of table.fields) {
		if (!(field.id in cells)) continue;
		const before = record.cells[field.id];
		const after = keptCell(field, cells[field.id]);
		if (isEqual(before, after)) continue;
		changed.add(field.id);
		if (after === undefined) delete record.cells[field.id];
		else record.cells[field.id] = after;
		// v2 returns an empty list for a multiple link that was cleared, and nothing for one that never had a value.
		if (
			engine === 'v2' &&
			field.type === 'link' &&
			field.isMultipleCellValue &&
			after === undefined
		) {
			(record.emptied ??= new Set()).add(field.id);
		} else {
			record.emptied?.delete(field.id);
		}
		if (field.type === 'link') writeLink(state, field, record, before, after);
		noteChange(table, user, record, field, before, after, now);
	}
	for (const field of table.fields) {
		if (trackedBy(field).some((id) => changed.has(id))) record.cells[field.id] = now;
	}
	if (changed.size > 0 || engine === 'v1') touch(record, user, now);
}

export function touch(record: TeableRecord, user: User, now: string) {
	record.lastModifiedTime = now;
	record.lastModifiedBy = user.id;
}

/** Returns a function that reads the fields of one record. The keys are looked up once for a whole batch. */
function readerOf(context: CellContext, { keyType = 'name', typecast = false }: WriteOptions) {
	const { engine, table } = context;
	const byKey = fieldsByKey(table, keyType);
	const convert = typecast ? castCell : strictCell;
	return (fields: Fields) => {
		const cells: Fields = {};
		const sent = new Map<string, Field>();
		for (const [key, value] of Object.entries(fields)) {
			const field = fieldToWrite(engine, table, byKey, keyType, key);
			// Only clicks change the count: v2 accepts none from a caller.
			if (field.type === 'button' && engine === 'v2') continue;
			sent.set(key, field);
			// Values for computed fields are ignored.
			if (!field.isComputed) cells[field.id] = convert(context, field, value);
		}
		return { cells, sent };
	};
}

/**
 * Fills in the defaults of the fields that weren't sent. The default user "me" is the user who creates the record.
 */
function fillDefaults(context: CellContext, user: User, cells: Fields) {
	for (const field of context.table.fields) {
		const { defaultValue } = field.options;
		if (defaultValue === undefined || defaultValue === null || field.id in cells) continue;
		const users = field.type === 'user' && [defaultValue].flat();
		const value = users ? users.map((id) => (id === 'me' ? user.id : id)) : defaultValue;
		cells[field.id] = castCell(context, field, value);
	}
}

/** The cells to store, without empty ones. */
function kept(table: Table, cells: Fields): Fields {
	const result: Fields = {};
	for (const field of table.fields) {
		const cell = keptCell(field, cells[field.id]);
		if (cell !== undefined) result[field.id] = cell;
	}
	return result;
}

/** Users and links are stored by ID. A file gets a new ID whenever it is written. */
function keptCell(field: Field, cell: unknown): unknown {
	if (cell === undefined) return undefined;
	const shapes: Record<string, (item: ReturnType<typeof itemsOf>[number]) => unknown> = {
		user: ({ id }) => ({ id }),
		link: ({ id }) => ({ id }),
		attachment: ({ name, token }) => ({ id: newId('act'), name, token }),
	};
	const shape = shapes[field.type];
	if (!shape) return cell;
	return Array.isArray(cell) ? itemsOf(cell).map(shape) : shape(itemsOf(cell)[0]);
}
