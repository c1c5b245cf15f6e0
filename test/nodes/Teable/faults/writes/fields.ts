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

const duplicateField: Write = {
	name: 'Duplicate Field',
	count: SOME,
	request: { method: 'POST', route: `${FIELD}/duplicate` },
	after: 1,
	async setUp(table) {
		await table.fill([{ Amount: 1 }]);
		return {
			parameters: target(table, {
				...{ operation: 'duplicate', name: '={{ $json.name }}' },
				fieldId: byId(table.field('Amount')),
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

const IS_NUMBER = (field: IDataObject | undefined) => field?.type === 'number';

const changeType = changeOfFields(
	'Change Type',
	{ method: 'PUT', route: `${FIELD}/convert` },
	{ type: 'singleLineText' },
	{ operation: 'changeType', type: 'number' },
	IS_NUMBER,
);

/** Every change loses a value, and the fault meets the way back. */
const changeTypeBack: Write = {
	...changeType,
	name: 'Change Type (Taken Back)',
	request: { method: 'POST', route: '/api/table/:tableId/undo-redo/undo' },
	after: 0,
	async setUp(table) {
		const run = await changeType.setUp(table);
		await table.fill([Object.fromEntries(NAMES.map((name) => [name, '1,5']))]);
		return run;
	},
};

export const FIELD_WRITES: Write[] = [
	changeType,
	changeTypeBack,
	createField,
	duplicateField,
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
	changeOfFields(
		'Change Choices',
		{ method: 'PUT', route: `${FIELD}/convert` },
		{ type: 'singleSelect', options: { choices: [{ name: 'a' }, { name: 'b' }] } },
		{
			operation: 'changeChoices',
			changes: { change: [{ kind: 'rename', choice: 'a', newName: 'changed' }] },
		},
		(field) => JSON.stringify(field?.options).includes('changed'),
	),
	// The fault meets the first step of the second item: one between two steps leaves half of the change.
	{
		...changeOfFields(
			'Change Choices (Two Steps)',
			{ method: 'PUT', route: `${FIELD}/convert` },
			{ type: 'singleSelect', options: { choices: [{ name: 'a' }, { name: 'b' }] } },
			{
				operation: 'changeChoices',
				changes: {
					change: [
						{ kind: 'rename', choice: 'a', newName: 'b' },
						{ kind: 'rename', choice: 'b', newName: 'a' },
					],
				},
			},
			(field) => namesOf(field).startsWith('b,a'),
		),
		after: 2,
	},
];

const namesOf = (field: IDataObject | undefined): string =>
	((field?.options as IDataObject).choices as IDataObject[]).map(({ name }) => name).join();
