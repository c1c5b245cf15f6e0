import { localized } from '../errors';
import { newId } from '../ids';
import { contextOf, createRecords, type WriteOptions } from '../records/write';
import type { Base, State, Table, User } from '../state';
import { addField, type FieldTerms } from './fields';
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

export interface TableTerms {
	name?: string;
	description?: string;
	icon?: string;
	fields?: FieldTerms[];
	/** Three empty ones by default. */
	records?: Array<{ fields: Record<string, unknown> }>;
	fieldKeyType?: WriteOptions['keyType'];
}

/** Makes a table with a grid view, and fills it. */
export function createTable(state: State, user: User, base: Base, terms: TableTerms): Table {
	const { name = 'New table', description, icon, fields = DEFAULT_FIELDS } = terms;
	const { records = [{ fields: {} }, { fields: {} }, { fields: {} }], fieldKeyType } = terms;
	const now = state.timestamp();
	const orders = listTables(state, base).map(({ order }) => order);
	const table: Table = {
		id: newId('tbl'),
		baseId: base.id,
		...{ name, description, icon },
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
		const rows = records.map((record) => record.fields);
		const options = { keyType: fieldKeyType, typecast: true };
		if (rows.length > 0) createRecords(contextOf(state, table), user, rows, options);
		isComplete = true;
	} finally {
		if (!isComplete) state.tables.delete(table.id);
	}
	return table;
}

export const listTables = (state: State, base: Base) =>
	[...state.tables.values()]
		.filter((table) => table.baseId === base.id && !table.deleted)
		.sort((a, b) => a.order - b.order);

/** @throws 404 for a table that is not, or no longer, in the base */
export function tableOrThrow(state: State, baseId: string, tableId: string): Table {
	const table = state.tables.get(tableId);
	if (table && !table.deleted && table.baseId === baseId) return table;
	const missing = `Table ${tableId} not found in base ${baseId}`;
	throw localized(state.version, 404, { '1.10.0': 'Not Found', '2026-07': missing }, 'notFound');
}

export function describeTable(state: State, table: Table) {
	const { id, baseId, name, description, icon, order } = table;
	const { createdTime, lastModifiedTime, createdBy } = table;
	const is2026 = state.version === '2026-07';
	return {
		...{ id, baseId, name, description, icon },
		dbTableName: `${baseId}.${is2026 ? id : name.replace(/\W/g, '_')}`,
		...(is2026 && { dbViewName: null, provisionState: 'ready' }),
		version: 1,
		...{ order, createdTime, lastModifiedTime, deletedTime: null, createdBy },
		lastModifiedBy: is2026 ? createdBy : null,
		defaultViewId: defaultViewOf(table).id,
	};
}
