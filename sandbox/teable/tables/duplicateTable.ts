import { cloneDeep, omit } from 'lodash';
import { newId } from '../../ids';
import { domainError } from '../records/cells/keys';
import type { Base, Field, State, Table, User } from '../../state';
import { checkLengths } from '../lengths';
import { freeName } from '../names';
import { listTables } from './tables';

interface Duplicate {
	table: Table;
	fieldMap: Record<string, string>;
	viewMap: Record<string, string>;
}

/** Fields whose cells v2 can't copy, so it answers 500. */
const FILLED_BY_DATABASE = ['autoNumber', 'createdTime', 'lastModifiedTime'];

/**
 * Copies a table within its base. Records keep their IDs, and links become one-way. On v2, the icon is lost. If the
 * records can't be copied, an empty copy remains.
 */
export function duplicateTable(
	state: State,
	user: User,
	base: Base,
	source: Table,
	{ name, includeRecords }: { name: string; includeRecords: boolean },
): Duplicate {
	const isV2 = base.engine === 'v2';
	if (isV2) checkLengths('table', { name });
	const siblings = listTables(state, base);
	const fieldMap = mapOf(source.fields, 'fld');
	const viewMap = mapOf(source.views, 'viw');
	const now = state.timestamp();
	const table: Table = {
		...cloneDeep(source),
		id: newId('tbl'),
		name: isV2 ? name : freeName(name, siblings),
		...(isV2 && { icon: undefined, description: undefined }),
		order: Math.max(...siblings.map(({ order }) => order)) + 1,
		...{ createdBy: user.id, createdTime: now, lastModifiedTime: now },
		...{ history: [], comments: [], records: new Map() },
	};
	const renamed = withIds(
		{ fields: table.fields, views: table.views },
		{ ...fieldMap, ...viewMap },
	);
	table.fields = renamed.fields.map(oneWay);
	table.views = renamed.views;
	state.tables.set(table.id, table);
	if (includeRecords) copyRecords(isV2, source, table, fieldMap);
	return { table, fieldMap, viewMap };
}

function copyRecords(isV2: boolean, source: Table, table: Table, fieldMap: Record<string, string>) {
	const filled = source.fields.find(({ type }) => FILLED_BY_DATABASE.includes(type));
	if (isV2 && filled) {
		const text = `Unexpected unit of work error: error: cannot insert a non-DEFAULT value into column "${filled.dbFieldName}"`;
		throw domainError(500, 'internal_server_error', text, 'unexpected', ['unexpected']);
	}
	for (const [id, record] of source.records) {
		table.records.set(id, withIds(cloneDeep(record), fieldMap));
	}
}

const mapOf = (things: Array<{ id: string }>, prefix: 'fld' | 'viw') =>
	Object.fromEntries(things.map(({ id }) => [id, newId(prefix)]));

/** A copy in which the IDs of tables, fields and views are replaced with their new ones. */
export function withIds<T extends object>(value: T, ids: Record<string, string>): T {
	const text = JSON.stringify(value).replace(/(tbl|fld|viw)\w{16}/g, (id) => ids[id] ?? id);
	return JSON.parse(text) as T;
}

export function oneWay(field: Field): Field {
	if (field.type !== 'link') return field;
	return { ...field, options: { ...omit(field.options, 'symmetricFieldId'), isOneWay: true } };
}
