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
import { chosenIcon } from '../../fields/icon';
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
		'Create a table with fields from a list, from JSON, or from the input items, which then become its records',
	properties: [
		{ ...wholeBaseLocator, description: 'The base (database) that the table is made in' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Orders',
			description: 'What the table is called',
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
			description: 'A note about the table, shown in Teable',
		},
		{
			displayName: 'Icon',
			name: 'icon',
			type: 'string',
			default: '',
			placeholder: 'e.g. 📦',
			description: 'An emoji that Teable shows before the name',
		},
		{
			displayName: 'If the Name Is Taken',
			name: 'ifNameTaken',
			type: 'options',
			options: [
				{
					name: 'Create Anyway',
					value: 'create',
					description:
						'Make another table. Most Teable servers add a number to its name, but newer ones do not.',
				},
				{ name: 'Stop with an Error', value: 'stop', description: 'Make no table' },
				{
					name: 'Use the Existing Table',
					value: 'use',
					description: "Return the table that exists, unchanged, with 'isNew' set to false",
				},
			],
			default: 'stop',
			description: 'What to do if the base already has a table with this name',
		},
		{
			displayName: 'Remove What Was Made',
			name: 'removeOnFailure',
			type: 'boolean',
			default: true,
			description:
				'Whether to delete the table again if it cannot be completed. Otherwise it stays, and the error says what exists.',
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

/** The table that one item describes. */
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

/** The table that all items together make. */
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
			label: 'If the Name Is Taken',
			problem: `is 'Use the Existing Table', and the base has a table '${table.name}', but items are written into new tables only`,
			remedy:
				"Give another name, or use the resource 'Record', where 'Unknown Columns' can be set to 'Create Them'.",
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
		icon: chosenIcon(options, 'icon', 'Icon'),
		fields,
	};
}

/** The table that has the name already, where it is to be used; undefined where one is to be made. */
function takenBy(
	{ param }: ItemContext<TeableClient>,
	tables: TableInBase[],
	name: string,
): TableInBase | undefined {
	const taken = tables.find((table) => table.name === name);
	const choice = param.options.choice('ifNameTaken', ['stop', 'use', 'create'], 'stop');
	if (!taken || choice === 'create') return undefined;
	if (choice === 'use') return taken;
	const remedy = "Give another name, or set 'If the Name Is Taken' under 'Options'.";
	throw nameTaken(param, name, taken, remedy);
}

/**
 * Reads the tables that the new one is to be linked to, so that what is not there is known before.
 *
 * @throws NodeApiError for a table, NodeOperationError for a looked up field that is not there
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
			`The field '${name}' looks up '${String(lookupOptions?.lookupFieldId)}', which the linked table does not have. Its fields are ${table.fieldNames}.`,
		);
	}
}

/** The table as it stands. @throws Error when Teable has made another one of it */
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
