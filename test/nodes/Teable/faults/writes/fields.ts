import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Run, Write } from './write';
import { SOME, byId, countOf } from './write';

const FIELDS = '/api/table/:tableId/field';
const FIELD = `${FIELDS}/:fieldId`;

const NAMES = range(SOME).map((index) => `Field ${String.fromCharCode(65 + index)}`);

const list = async ({ server, id }: TestTable): Promise<IDataObject[]> =>
	(await server.ask('GET', `/table/${id}/field`)) as unknown as IDataObject[];

const createField: Write = {
	name: 'Create Field',
	count: SOME,
	request: { method: 'POST', route: FIELDS },
	after: 1,
	async setUp(table) {
		return await Promise.resolve({
			parameters: target(table, {
				...{ operation: 'create', name: '={{ $json.name }}', type: 'number' },
			}),
			items: NAMES.map((name) => ({ name })),
			held: async () =>
				countOf(
					NAMES,
					(await list(table)).map(({ name }) => name),
				),
		});
	},
};

const target = (table: TestTable, more: INodeParameters): INodeParameters => ({
	...{ resource: 'field', tableId: byId(table.id), ...more },
});

/** A change of fields that are there, one for each item. */
const changeOfFields = (
	name: string,
	request: Write['request'],
	terms: IDataObject,
	parameters: INodeParameters,
	isDone: (field: IDataObject | undefined) => boolean,
): Write => ({
	...{ name, count: SOME, request, after: 1 },
	async setUp(table): Promise<Run> {
		const ids: string[] = [];
		for (const own of NAMES) ids.push(await table.addField({ name: own, ...terms }));
		return {
			parameters: target(table, { fieldId: byId('={{ $json.id }}'), ...parameters }),
			items: ids.map((id) => ({ id })),
			held: async () => {
				const now = new Map((await list(table)).map((field) => [field.id, field]));
				return ids.map((id) => (isDone(now.get(id)) ? 1 : 0));
			},
		};
	},
});

export const FIELD_WRITES: Write[] = [
	createField,
	changeOfFields(
		'Update Field',
		{ method: 'PATCH', route: FIELD },
		{ type: 'number' },
		{ operation: 'update', description: 'changed' },
		(field) => field?.description === 'changed',
	),
	changeOfFields(
		'Update Field (Its Settings)',
		{ method: 'PUT', route: `${FIELD}/convert` },
		{ type: 'number', options: { defaultValue: 3 } },
		{ operation: 'update', settings: { defaultNumber: '' } },
		(field) => (field?.options as IDataObject)?.defaultValue === undefined,
	),
	changeOfFields(
		'Delete Field',
		{ method: 'DELETE', route: FIELD },
		{ type: 'number' },
		{ operation: 'delete' },
		(field) => field === undefined,
	),
];
