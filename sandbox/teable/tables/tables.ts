import { localized } from '../../errors';
import { newId } from '../../ids';
import { domainError } from '../records/cells/keys';
import { contextOf, createRecords, type WriteOptions } from '../records/writes/write';
import type { Base, State, Table, User } from '../../state';
import { addField, NOT_PRIMARY, type FieldTerms } from '../fields/fields';
import { checkLengths } from '../lengths';
import { freeName } from '../names';
import { addView, defaultViewOf } from './views';

const DEFAULT_FIELDS: FieldTerms[] = [
	{ name: 'Name', type: 'singleLineText' },
	{ name: 'Count', type: 'number' },
	{
		name: 'Status',
		type: 'singleSelect',
		options: { choices: [{ name: 'light' }, { name: 'medium' }, { name: 'heavy' }] },
	},
];

const NEW_TABLE = 'New table';

export interface TableTerms {
	name?: string;
	description?: string;
	icon?: string;
	fields?: FieldTerms[];
	/** Three empty ones by default. */
	records?: Array<{ fields: Record<string, unknown> }>;
	fieldKeyType?: WriteOptions['keyType'];
}

/** Creates a table with a grid view and records. What v2 drops is left out. */
export function createTable(state: State, user: User, base: Base, terms: TableTerms): Table {
	const { records = [{ fields: {} }, { fields: {} }, { fields: {} }], fieldKeyType } = terms;
	const table = addTable(state, user, base, terms);
	const rows = records.map((record) => record.fields);
	const options = { keyType: fieldKeyType, typecast: true };
	if (rows.length > 0) createRecords(contextOf(state, table), user, rows, options);
	return table;
}

function addTable(state: State, user: User, base: Base, terms: TableTerms): Table {
	const isV2 = base.engine === 'v2';
	const siblings = listTables(state, base);
	const { fields = DEFAULT_FIELDS } = terms;
	const name = isV2 ? terms.name : freeName(terms.name ?? NEW_TABLE, siblings);
	if (isV2) checkNameV2(terms.name ?? NEW_TABLE);
	checkFieldsOfTable(state, base, fields);
	const now = state.timestamp();
	const orders = siblings.map(({ order }) => order);
	const table: Table = {
		id: newId('tbl'),
		baseId: base.id,
		name: name ?? NEW_TABLE,
		...(!isV2 && { description: terms.description, icon: terms.icon }),
		order: Math.max(0, ...orders) + 1,
		createdBy: user.id,
		createdTime: now,
		lastModifiedTime: now,
		fields: [],
		views: [],
		records: new Map(),
		lastAutoNumber: 0,
		history: [],
		comments: [],
		deleted: false,
	};
	state.tables.set(table.id, table);
	let isComplete = false;
	try {
		for (const field of fields) addField(state, table, field);
		const view = addView(state, table, user, { name: 'Grid view', type: 'grid' });
		if (base.engine === 'v2') view.lastModifiedBy = user.id;
		isComplete = true;
	} finally {
		if (!isComplete) state.tables.delete(table.id);
	}
	return table;
}

/** @throws 400 for a blank name, and for one above 100 characters */
function checkNameV2(name: string) {
	if (name.trim() === '') throw invalidOnV2('Invalid TableName');
	checkLengths('table', { name });
}

const invalidOnV2 = (message: string) =>
	domainError(400, 'validation_error', message, 'validation.invalid', ['validation']);

/** @throws 400 for an invalid first field, and on v2 for two links to one table */
function checkFieldsOfTable(state: State, base: Base, fields: FieldTerms[]) {
	const [{ type }] = fields;
	if (NOT_PRIMARY.includes(type)) {
		const text = `Field type ${type} is not supported as primary field`;
		throw localized(state.version, 400, text, 'field.primaryFieldNotSupported');
	}
	if (base.engine !== 'v2') return;
	const linked = fields.filter(
		(field) => field.type === 'link' && field.options?.isOneWay !== true,
	);
	const tables = linked.map(({ options }) => options?.foreignTableId);
	if (new Set(tables).size === tables.length) return;
	throw invalidOnV2('Field names must be unique');
}

export const listTables = (state: State, base: Base) =>
	[...state.tables.values()]
		.filter((table) => table.baseId === base.id && !table.deleted)
		.sort((a, b) => a.order - b.order);

/**
 * @param text the error of 1.10.0, which differs between reads and changes
 * @throws 404 for a table that isn't, or is no longer, in the base
 */
export function tableOrThrow(
	state: State,
	baseId: string,
	tableId: string,
	text = 'Not Found',
): Table {
	const table = state.tables.get(tableId);
	if (table && !table.deleted && table.baseId === baseId) return table;
	const missing = `Table ${tableId} not found in base ${baseId}`;
	throw localized(state.version, 404, { '1.10.0': text, '2026-07': missing }, 'notFound');
}

/** The name of the table in the database. */
export const dbTableName = ({ version }: State, { baseId, id, name }: Table): string =>
	`${baseId}.${version === '2026-07' ? id : name.replace(/\W/g, '_')}`;

export function describeTable(state: State, table: Table) {
	const { id, baseId, name, description, icon, order } = table;
	const { createdTime, lastModifiedTime, createdBy } = table;
	const is2026 = state.version === '2026-07';
	return {
		...{ id, baseId, name, description, icon },
		dbTableName: dbTableName(state, table),
		...(is2026 && { dbViewName: null, provisionState: 'ready' }),
		version: 1,
		...{ order, createdTime, lastModifiedTime, deletedTime: null, createdBy },
		lastModifiedBy: is2026 ? createdBy : null,
		defaultViewId: defaultViewOf(table).id,
	};
}
