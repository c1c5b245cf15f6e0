import type { IDataObject } from 'n8n-workflow';

import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { byId } from './write';

const FIELDS_ROUTE = '/api/table/:tableId/field';
const FIELD_ROUTE = `${FIELDS_ROUTE}/:fieldId`;

/** @param terms their type and settings */
const fieldsOf = (terms: IDataObject): Kind => ({
	resource: 'field',
	names: namesLike('Field'),
	place: ({ id }) => ({ tableId: byId(id) }),
	ofItem: { fieldId: byId('={{ $json.id }}') },
	make: async (table, name) => ({ id: await table.addField({ name, ...terms }) }),
	list: async ({ server, id }) =>
		(await server.ask('GET', `/table/${id}/field`)) as unknown as IDataObject[],
});

const NUMBERS = fieldsOf({ type: 'number' });

const CHOICES = fieldsOf({
	type: 'singleSelect',
	options: { choices: [{ name: 'a' }, { name: 'b' }] },
});

const changeType = change(
	fieldsOf({ type: 'singleLineText' }),
	'Change Type',
	`PUT ${FIELD_ROUTE}/convert`,
	{ operation: 'changeType', type: 'number' },
	(field) => field?.type === 'number',
);

/** Every change loses a value, and the fault hits the request that reverts it. */
const changeTypeBack: Write = {
	...changeType,
	name: 'Change Type (Taken Back)',
	request: { method: 'POST', route: '/api/table/:tableId/undo-redo/undo' },
	after: 0,
	async setUp(table) {
		const run = await changeType.setUp(table);
		await table.fill([Object.fromEntries(NUMBERS.names.map((name) => [name, '1,5']))]);
		return run;
	},
};

export const FIELD_WRITES: Write[] = [
	changeType,
	changeTypeBack,
	creation(NUMBERS, 'Create Field', `POST ${FIELDS_ROUTE}`, {
		...{ operation: 'create', name: NAME_OF_ITEM, type: 'number' },
	}),
	creation(NUMBERS, 'Duplicate Field', `POST ${FIELD_ROUTE}/duplicate`, async (table) => {
		await table.fill([{ Amount: 1 }]);
		return {
			...{ operation: 'duplicate', name: NAME_OF_ITEM, fieldId: byId(table.field('Amount')) },
		};
	}),
	change(
		NUMBERS,
		'Update Field',
		`PATCH ${FIELD_ROUTE}`,
		{ operation: 'update', description: 'changed' },
		(field) => field?.description === 'changed',
	),
	change(
		fieldsOf({ type: 'number', options: { defaultValue: 3 } }),
		'Update Field (Its Settings)',
		`PUT ${FIELD_ROUTE}/convert`,
		{ operation: 'update', settings: { defaultNumber: '' } },
		(field) => (field?.options as IDataObject)?.defaultValue === undefined,
	),
	change(NUMBERS, 'Delete Field', `DELETE ${FIELD_ROUTE}`, { operation: 'delete' }, isGone),
	change(
		CHOICES,
		'Change Choices',
		`PUT ${FIELD_ROUTE}/convert`,
		{
			operation: 'changeChoices',
			changes: { change: [{ kind: 'rename', choice: 'a', newName: 'changed' }] },
		},
		(field) => choicesOf(field).includes('changed'),
	),
	// The fault hits the first step of the second item. A fault between two steps would leave half of the change.
	{
		...change(
			CHOICES,
			'Change Choices (Two Steps)',
			`PUT ${FIELD_ROUTE}/convert`,
			{
				operation: 'changeChoices',
				changes: {
					change: [
						{ kind: 'rename', choice: 'a', newName: 'b' },
						{ kind: 'rename', choice: 'b', newName: 'a' },
					],
				},
			},
			(field) => choicesOf(field).startsWith('b,a'),
		),
		after: 2,
	},
];

const choicesOf = (field: IDataObject | undefined): string =>
	((field?.options as IDataObject).choices as IDataObject[]).map(({ name }) => name).join();
