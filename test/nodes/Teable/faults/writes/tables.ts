import type { IDataObject } from 'n8n-workflow';

import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { OF_ITEM, byId } from './write';

const TABLES_ROUTE = '/api/base/:baseId/table';
const TABLE_ROUTE = `${TABLES_ROUTE}/:tableId`;

export const TABLES: Kind = {
	resource: 'table',
	names: namesLike('Table'),
	place: ({ baseId }) => ({ baseId: byId(baseId) }),
	ofItem: { tableId: OF_ITEM },
	make: async ({ server, baseId }, name) =>
		await server.ask('POST', `/base/${baseId}/table`, {
			...{ name, fields: [{ name: 'A', type: 'number' }] },
		}),
	list: async ({ server, baseId }) =>
		(await server.ask('GET', `/base/${baseId}/table`)) as unknown as IDataObject[],
};

/** Creates a table with a formula. The fault hits the table, or the formula after it. */
const WITH_FORMULA = {
	...{ operation: 'create', name: NAME_OF_ITEM, fieldsFrom: 'json' },
	fieldsJson: JSON.stringify([
		{ name: 'A', type: 'number' },
		{ name: 'B', type: 'formula', options: { expression: '{A} * 2' } },
	]),
};

export const TABLE_WRITES: Write[] = [
	creation(TABLES, 'Create Table', `POST ${TABLES_ROUTE}`, WITH_FORMULA),
	creation(TABLES, 'Create Table (Its Formula)', 'POST /api/table/:tableId/field', WITH_FORMULA),
	change(
		TABLES,
		'Update Table',
		`PUT ${TABLE_ROUTE}/description`,
		{ operation: 'update', description: 'changed' },
		(table) => table?.description === 'changed',
	),
	change(TABLES, 'Delete Table', `DELETE ${TABLE_ROUTE}`, { operation: 'delete' }, isGone),
	creation(TABLES, 'Duplicate Table', `POST ${TABLE_ROUTE}/duplicate`, async (table) => {
		await table.fill([{ Name: 'Nathan' }]);
		return {
			...{ operation: 'duplicate', tableId: byId(table.id), name: NAME_OF_ITEM },
			includeRecords: true,
		};
	}),
];
