import type { IDataObject } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { BatchContext, ItemContext, Result } from '../../core/operation';
import type { Parameters } from '../../core/parameters';
import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import type { TableInBase } from '../../teable/schema/base';
import { fetchTables } from '../../teable/schema/base';
import { fetchEngineOfBase } from '../../teable/schema/engine';
import type { FieldDefinition } from '../../teable/schema/fields/fieldDefinition';
import type { Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import { chosenIcon, iconOption } from '../../fields/icon';
import { defineOperation } from '../operation';
import { chosenNewFields, isOfItems, newFieldsFields } from './creating/chosenFields';
import { createFromItems } from './creating/fromItems';
import { columnsOf } from './creating/itemColumns';
import type { NewTable } from './creating/makeTable';
import { checkFields, completeTable, makeTable } from './creating/makeTable';
import { orRemove } from './creating/orRemove';
import { describeTable } from './shared/description';
import { checkName, nameTaken } from './shared/name';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create table',
	description:
		'Create a table with fields from a list, from JSON or from the input items, which then become its records',
	properties: [
		{ ...wholeBaseLocator, description: 'The base (database) in which to create the table' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Orders',
			description: 'The name of the table',
		},
		...newFieldsFields,
	],
	options: [
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. What customers have ordered',
			description: 'A description of the table, shown in Teable',
		},
		iconOption,
		{
			displayName: 'If Name Already Exists',
			name: 'ifNameTaken',
			type: 'options',
			options: [
				{
					name: 'Create Anyway',
					value: 'create',
					description:
						"Create another table. Most Teable servers add a number to its name, but newer ones don't.",
				},
				{ name: 'Stop With an Error', value: 'stop', description: 'Create no table' },
				{
					name: 'Use the Existing Table',
					value: 'use',
					description: 'Return the existing table unchanged, with "isNew": false',
				},
			],
			default: 'stop',
			description: 'What to do if the base already has a table with this name',
		},
		{
			displayName: 'Remove Table on Failure',
			name: 'removeOnFailure',
			type: 'boolean',
			default: true,
			description:
				'Whether to delete the new table if it cannot be completed. When off, it is kept, and the error lists the fields that it has.',
		},
	],
	target: ({ param }) =>
		isOfItems(param)
			? JSON.stringify([
					...[chosenBaseId(param), param.text('name'), param.text('firstColumn')],
					...[param.flag('attachFiles', 'Attach Files'), param.options],
				])
			: 'a table for each item',
	async batch(context) {
		if (isOfItems(context.items[0].param)) return await tableOfItems(context);
		const results: Array<Result | Error> = [];
		for (const item of context.items) {
			const result = await attemptAsync(async () => await tableOfItem(item));
			results.push(result);
			if (result instanceof Error && !context.keepGoing) break;
		}
		return results;
	},
});

/** Creates the table that one item describes. */
async function tableOfItem(context: ItemContext<TeableClient>): Promise<IDataObject> {
	const { client, param } = context;
	const engine = await fetchEngineOfBase(client, chosenBaseId(param));
	const table = await chosenTable(context, chosenNewFields(param, engine));
	const tables = await fetchTables(client, table.baseId);
	const taken = takenBy(context, tables, table.name);
	if (taken) return { ...(await describeTable(client, taken)), isNew: false };
	await checkLinkedTables(context, table.fields);

	const made = await makeTable(client, table, tables);
	return await orRemove(client, made, removesOnFailure(param), async () => {
		await completeTable(client, made, table);
		return { ...(await describeMade(client, made, table)), isNew: true };
	});
}

/** Creates one table from all items. */
async function tableOfItems(context: BatchContext<TeableClient>): Promise<Array<Result | Error>> {
	const { client, items } = context;
	const [first] = items;
	const { param } = first;
	const firstColumn = param.text('firstColumn', 'First Column');
	const columns = columnsOf(items, firstColumn, param.flag('attachFiles', 'Attach Files'));
	const fields = columns.map(({ definition }) => definition);
	const table = await chosenTable(first, fields);
	const tables = await fetchTables(client, table.baseId);
	if (takenBy(first, tables, table.name)) {
		throw param.bad({
			label: 'If Name Already Exists',
			problem: `is Use the Existing Table, and table '${table.name}' already exists, but items are only written to new tables`,
			remedy:
				"Choose another name, or use the resource 'Record' with 'Unknown Columns' under 'Options' set to Create Them.",
		});
	}
	return await createFromItems(context, table, columns, tables, removesOnFailure(param));
}

const removesOnFailure = ({ options }: Parameters): boolean =>
	options.isSet('removeOnFailure') ? options.flag('removeOnFailure') : true;

async function chosenTable(
	{ client, param }: ItemContext<TeableClient>,
	fields: FieldDefinition[],
): Promise<NewTable> {
	const baseId = chosenBaseId(param);
	const name = param.requiredText('name', 'Name');
	const { options } = param;
	await checkName(client, param, 'Name', name, baseId);
	return {
		...{ baseId, name },
		description: options.text('description', 'Description'),
		icon: chosenIcon(options, iconOption),
		fields,
	};
}

/** The existing table to use instead; undefined if a table is to be created. @throws NodeOperationError if the name is taken */
function takenBy(
	{ param }: ItemContext<TeableClient>,
	tables: TableInBase[],
	name: string,
): TableInBase | undefined {
	const taken = tables.find((table) => table.name === name);
	const choice = param.options.choice('ifNameTaken', ['stop', 'use', 'create'], 'stop');
	if (!taken || choice === 'create') return undefined;
	if (choice === 'use') return taken;
	const remedy = "Choose another name, or set 'If Name Already Exists' under 'Options'.";
	throw nameTaken(param, name, taken, remedy);
}

/**
 * Reads the tables that the new one links to, to find missing ones before anything is created.
 *
 * @throws NodeApiError for a missing table, NodeOperationError for a missing lookup field
 */
async function checkLinkedTables(
	{ client, param }: ItemContext<TeableClient>,
	fields: FieldDefinition[],
) {
	const linked = new Map<unknown, Table>();
	for (const { name, type, options, isLookup } of fields) {
		if (type !== 'link' || isLookup === true) continue;
		linked.set(name, await fetchTable(client, String(options?.foreignTableId)));
	}
	for (const { name, lookupOptions } of fields) {
		const table = linked.get(lookupOptions?.linkFieldId);
		if (!table || table.find(String(lookupOptions?.lookupFieldId))) continue;
		throw param.failure(
			`Field '${name}' looks up '${String(lookupOptions?.lookupFieldId)}', which doesn't exist in the linked table`,
			`Its fields are ${table.fieldNames}.`,
		);
	}
}

/** The new table with its fields and views. @throws Error if a field is missing or has another type */
async function describeMade(
	client: TeableClient,
	made: TableInBase,
	{ baseId, fields }: NewTable,
): Promise<IDataObject> {
	const tables = await fetchTables(client, baseId);
	const described = await describeTable(client, tables.find(({ id }) => id === made.id) ?? made);
	checkFields(fields, described.fields as FieldDefinition[]);
	return described;
}
