import { internal, invalid, localized, TeableError } from '../../../errors';
import type { Field, TeableRecord } from '../../../state';
import type { CellContext } from '../cells/cells';
import { domainError } from '../cells/keys';

const MAX_RECORD_BYTES = 1024 * 1024;
const MAX_RECORDS_V2 = 20_000;

/** A record that is about to be written. */
export interface Draft {
	/** Missing in a create. */
	record?: TeableRecord;
	cells: Record<string, unknown>;
}

/** @throws 400 above 20,000 records; v2 only */
export function checkCount({ engine, table }: CellContext, operation: string, attempted: number) {
	if (engine === 'v1' || attempted <= MAX_RECORDS_V2) return;
	const details = { operation, tableId: table.id, attempted, max: MAX_RECORDS_V2 };
	throw overLimit('records_per_mutation_max', details);
}

const overLimit = (limit: string, details: Record<string, unknown>) =>
	domainError(
		400,
		'validation_error',
		`Table data safety limit exceeded: validation.limit.${limit}`,
		`validation.limit.${limit}`,
		['validation'],
		details,
	);

/** Checks what only the database knows. One bad draft fails all of them. */
export function checkDrafts(context: CellContext, drafts: Draft[], operation: 'insert' | 'update') {
	for (const { cells } of drafts) {
		for (const field of context.table.fields) {
			const cell = cells[field.id];
			if (cell !== undefined) checkCell(context, field, cell);
		}
		checkSize(context, cells, operation);
	}
	for (const field of context.table.fields) {
		if (field.notNull) checkFilled(field, drafts, operation);
		if (field.unique) checkUnique(context, field, drafts, operation);
	}
}

function checkCell(context: CellContext, field: Field, cell: unknown) {
	if (typeof cell === 'string') {
		if (cell.includes('\0'))
			throw cannotInsert(context, 'invalid byte sequence for encoding "UTF8": 0x00');
		return;
	}
	if (field.type === 'user') for (const { id } of itemsOf(cell)) checkUser(context, id);
	if (field.type === 'link') for (const { id } of itemsOf(cell)) checkLink(context, field, id);
	if (field.type === 'attachment') for (const { token } of itemsOf(cell)) checkFile(context, token);
}

export const itemsOf = (cell: unknown) =>
	[cell ?? []].flat() as Array<{ id: string; token?: string; name?: string }>;

function checkUser({ state, engine, table }: CellContext, id: string) {
	if (state.users.has(id)) return;
	if (engine === 'v1') throw invalid(`User(${id}) not selected in table(${table.id})`);
	throw domainError(
		400,
		'validation_error',
		`User(${id}) not found in table`,
		'validation.field.user_not_found',
		['validation'],
	);
}

function checkLink(context: CellContext, field: Field, id: string) {
	const foreign = context.state.tables.get(String(field.options.foreignTableId));
	if (foreign?.records.has(id)) return;
	const constraint = `fk___fk_${field.id}`;
	const error = `insert or update on table "${context.table.id}" violates foreign key constraint "${constraint}"`;
	throw cannotInsert(context, error);
}

function checkFile({ state }: CellContext, token = '') {
	if (state.files.get(token)?.bytes) return;
	throw domainError(
		400,
		'validation_error',
		`Attachment(${token}) not found`,
		'validation.field.attachment_not_found',
		['validation'],
	);
}

/**
 * If the database refuses, the answer is 500: without details on the old engine, with the database's message on v2.
 */
function cannotInsert({ engine, table }: CellContext, error: string): TeableError {
	if (engine === 'v1') return internal();
	return domainError(
		500,
		'internal_server_error',
		`Failed to insert record: error: ${error}`,
		'infrastructure.database.insert_failed',
		['infrastructure'],
		{ tableName: `${table.baseId}.${table.id}`, error: `error: ${error}` },
	);
}

/** v2 refuses a record above 1 MiB. */
function checkSize(
	{ engine, table }: CellContext,
	cells: Record<string, unknown>,
	operation: string,
) {
	if (engine === 'v1') return;
	const couldBeLarge = Object.values(cells).some(
		(cell) => typeof cell === 'string' && cell.length > MAX_RECORD_BYTES / 64,
	);
	if (!couldBeLarge) return;
	const attempted = Buffer.byteLength(JSON.stringify(cells));
	if (attempted <= MAX_RECORD_BYTES) return;
	throw overLimit('record_fields_max_bytes', {
		operation,
		tableId: table.id,
		attempted,
		max: MAX_RECORD_BYTES,
	});
}

function checkFilled(field: Field, drafts: Draft[], operation: string) {
	const isEmpty = ({ record, cells }: Draft) =>
		(field.id in cells || !record ? cells[field.id] : record.cells[field.id]) === undefined;
	if (!drafts.some(isEmpty)) return;
	const message = `Cannot complete ${operation}: field ${field.id} cannot be empty`;
	throw brokenRule(field, message, 'validation.field.not_null');
}

function checkUnique(context: CellContext, field: Field, drafts: Draft[], operation: string) {
	const { state, engine, table } = context;
	const changed = new Set(drafts.map(({ record }) => record?.id));
	const taken = new Set<unknown>();
	for (const { id, cells } of table.records.values()) {
		if (!changed.has(id)) taken.add(cells[field.id]);
	}
	for (const { cells } of drafts) {
		const value = cells[field.id];
		if (value === undefined) continue;
		if (!taken.has(value)) {
			taken.add(value);
			continue;
		}
		if (engine === 'v2') {
			const message = `Cannot complete ${operation}: field ${field.id} must have a unique value`;
			throw brokenRule(field, message, 'validation.field.unique');
		}
		const text = `Fields ${field.id} unique validation failed`;
		const names = { tableName: table.name, fieldName: field.name };
		const localization = localized('2026-07', 400, text, 'custom.fieldValueDuplicate', names);
		throw state.version === '1.10.0' ? invalid(text, localization.data) : localization;
	}
}

const brokenRule = (field: Field, message: string, domainCode: string) =>
	domainError(400, 'validation_error', message, domainCode, ['validation'], {
		fieldId: field.id,
		fieldName: field.name,
	});
