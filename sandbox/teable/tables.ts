import { localized } from '../errors';
import { newId } from '../ids';
import type { Base, Field, State, Table, User, View } from '../state';
import { buildField, type FieldTerms } from './fields';

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
}

export function createTable(
	state: State,
	user: User,
	base: Base,
	{ name = 'New table', description, icon, fields = DEFAULT_FIELDS }: TableTerms,
): Table {
	const built: Field[] = [];
	for (const terms of fields) built.push(buildField(state, terms, built));
	const orders = listTables(state, base).map(({ order }) => order);
	const now = state.timestamp();
	const table: Table = {
		id: newId('tbl'),
		baseId: base.id,
		...{ name, description, icon },
		order: Math.max(0, ...orders) + 1,
		createdBy: user.id,
		createdTime: now,
		lastModifiedTime: now,
		fields: built,
		views: [gridView(user, built, now)],
		deleted: false,
	};
	state.tables.set(table.id, table);
	return table;
}

const gridView = (user: User, fields: Field[], now: string): View => ({
	id: newId('viw'),
	name: 'Grid view',
	type: 'grid',
	createdBy: user.id,
	lastModifiedBy: user.id,
	createdTime: now,
	lastModifiedTime: now,
	columnMeta: Object.fromEntries(fields.map(({ id }, order) => [id, { order }])),
});

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
		defaultViewId: table.views[0].id,
	};
}
