import { TeableError, localized } from '../../../errors';
import type { State, Table, TeableRecord, User } from '../../../state';
import { addToTrash } from '../../trash';
import type { CellContext } from '../cells/cells';
import { domainError } from '../cells/keys';
import { dropLinksTo, writeLink } from './links';
import { titleOf } from '../cells/values';
import { checkRecordId } from './write';

/**
 * Deletes records, and returns them.
 *
 * The old engine deletes all or none: 404 if it knows none of them, 400 if one is unknown or given twice. v2 deletes
 * those it knows, and answers 500 if it knows none.
 */
export function deleteRecords(context: CellContext, user: User, ids: string[]): TeableRecord[] {
	const { state, engine, table } = context;
	if (engine === 'v2') ids.forEach(checkRecordId);
	const records = [...new Set(ids)].flatMap((id) => table.records.get(id) ?? []);
	if (engine === 'v1') {
		if (records.length === 0) throw noRecords(state);
		if (records.length < ids.length) throw someUnknown(context, ids);
	} else if (records.length === 0) {
		throw noSnapshot(table);
	}
	const deletedTime = context.now.toISOString();
	addToTrash(state, user, {
		type: 'record',
		resources: records.map((record) => ({ id: record.id, name: titleOf(state, table, record) })),
		parentId: table.id,
		deletedTime,
		restore: () => putBack(context, records),
	});
	for (const { id } of records) table.records.delete(id);
	dropLinksTo(state, table, new Set(records.map(({ id }) => id)));
	table.lastModifiedTime = deletedTime;
	return records;
}

function noRecords(state: State) {
	const texts = { '1.10.0': 'Can not get records', '2026-07': 'Can not get record' };
	return localized(state.version, 404, texts, 'record.notFound');
}

function someUnknown({ state, table }: CellContext, ids: string[]) {
	const unknown = ids.filter((id) => !table.records.has(id));
	const texts = {
		'1.10.0': 'delete record not found',
		'2026-07': `Some records to be deleted cannot be found, ids: ${unknown.join()}`,
	};
	return localized(state.version, 400, texts, 'record.deletedIdsNotFound');
}

const noSnapshot = (table: Table): TeableError =>
	domainError(
		500,
		'internal_server_error',
		'Record repository did not provide the required stored snapshot for delete.',
		'record.stored_snapshot.unavailable',
		['infrastructure'],
		{ operation: 'delete', tableId: table.id, actualCount: 0, reason: 'unavailable' },
	);

/** The record with an id. @throws 404 on either engine */
export function recordOrThrow(state: State, table: Table, id: string): TeableRecord {
	const record = table.records.get(id);
	if (record) return record;
	const text = 'Can not get record';
	throw localized(state.version, 404, text, 'record.notFound');
}

/** Deleted records are restored with their IDs and links, at their old position. */
export function putBack({ state, table }: CellContext, records: TeableRecord[]) {
	const all = [...table.records.values(), ...records];
	all.sort((a, b) => a.autoNumber - b.autoNumber);
	table.records.clear();
	for (const record of all) table.records.set(record.id, record);
	for (const record of records) {
		for (const field of table.fields) {
			if (field.type === 'link') writeLink(state, field, record, undefined, record.cells[field.id]);
		}
	}
}
