import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, byId, countOf } from './write';

const TABLES = '/api/base/:baseId/table';
const TABLE = `${TABLES}/:tableId`;

const NAMES = range(SOME).map((index) => `Table ${String.fromCharCode(65 + index)}`);

const list = async (table: TestTable): Promise<IDataObject[]> =>
	(await table.server.ask('GET', `/base/${table.baseId}/table`)) as unknown as IDataObject[];

const inBase = (table: TestTable, more: INodeParameters): INodeParameters => ({
	...{ resource: 'table', baseId: byId(table.baseId), ...more },
});

/** Tables of their own, one for each name. */
async function made(table: TestTable): Promise<string[]> {
	const ids: string[] = [];
	for (const name of NAMES) {
		const terms = { name, fields: [{ name: 'A', type: 'number' }], records: [] };
		const { id } = await table.server.ask('POST', `/base/${table.baseId}/table`, terms);
		ids.push(String(id));
	}
	return ids;
}

/** Makes a table with a formula: the fault meets the table, or the formula behind it. */
const createTable = (name: string, request: Write['request'], after: number): Write => ({
	...{ name, count: SOME, request, after },
	async setUp(table) {
		const fields = [
			{ name: 'A', type: 'number' },
			{ name: 'B', type: 'formula', options: { expression: '{A} * 2' } },
		];
		return {
			parameters: inBase(table, {
				...{ operation: 'create', name: '={{ $json.name }}', fieldsFrom: 'json' },
				fieldsJson: JSON.stringify(fields),
			}),
			items: NAMES.map((own) => ({ name: own })),
			held: async () =>
				countOf(
					NAMES,
					(await list(table)).map((own) => own.name),
				),
		};
	},
});

const updateTable: Write = {
	name: 'Update Table',
	count: SOME,
	request: { method: 'PUT', route: `${TABLE}/description` },
	after: 1,
	async setUp(table) {
		const ids = await made(table);
		return {
			parameters: inBase(table, {
				...{ operation: 'update', tableId: OF_ITEM, description: 'changed' },
			}),
			items: ids.map((id) => ({ id })),
			held: async () => {
				const changed = (await list(table)).filter(({ description }) => description === 'changed');
				return countOf(
					ids,
					changed.map(({ id }) => id),
				);
			},
		};
	},
};

const deleteTable: Write = {
	name: 'Delete Table',
	count: SOME,
	request: { method: 'DELETE', route: TABLE },
	after: 1,
	async setUp(table) {
		const ids = await made(table);
		return {
			parameters: inBase(table, { operation: 'delete', tableId: OF_ITEM }),
			items: ids.map((id) => ({ id })),
			held: async () =>
				countOf(
					ids,
					(await list(table)).map(({ id }) => id),
				).map((there) => 1 - there),
		};
	},
};

const duplicateTable: Write = {
	name: 'Duplicate Table',
	count: SOME,
	request: { method: 'POST', route: `${TABLE}/duplicate` },
	after: 1,
	async setUp(table) {
		await table.fill([{ Name: 'Nathan' }]);
		return {
			parameters: inBase(table, {
				...{ operation: 'duplicate', tableId: byId(table.id), name: '={{ $json.name }}' },
				includeRecords: true,
			}),
			items: NAMES.map((name) => ({ name })),
			held: async () =>
				countOf(
					NAMES,
					(await list(table)).map(({ name }) => name),
				),
		};
	},
};

export const TABLE_WRITES: Write[] = [
	createTable('Create Table', { method: 'POST', route: TABLES }, 1),
	createTable(
		'Create Table (Its Formula)',
		{ method: 'POST', route: '/api/table/:tableId/field' },
		1,
	),
	updateTable,
	deleteTable,
	duplicateTable,
];
