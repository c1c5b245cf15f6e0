import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { fieldMenu, fieldsMenu } from '../../fields/fieldMenu';
import { checkGroupLimit } from '../../fields/groupLimit';
import { namedFields } from '../../fields/namedFields';
import { tableFields } from '../../fields/locators/tableLocators';
import { functionsFor } from '../../teable/reading/figures/aggregation';
import type { TeableClient } from '../../teable/http/client';
import type { Figure } from '../../teable/reading/figures/figures';
import { fetchFigures } from '../../teable/reading/figures/figures';
import { knownField } from '../../teable/filter/knownField';
import type { Field, Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { chosenFieldKeys, fieldKeysOption } from './shared/output';
import { chosenSelection, searchOptions, selectionFields } from './shared/selection';
import { chosenTableId } from '../../fields/locators/chosenIds';

const figuresField: INodeProperties = {
	displayName: 'Calculations',
	name: 'figures',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add calculation',
	default: {},
	description: 'The values to calculate: each applies a function to a field',
	options: [
		{
			displayName: 'Calculation',
			name: 'figure',
			values: [
				fieldMenu({
					displayName: 'Field Name or ID',
					name: 'fieldId',
					description: 'The field to calculate with',
				}),
				{
					displayName: 'Function Name or ID',
					name: 'function',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getFunctions',
						loadOptionsDependsOn: ['&fieldId'],
					},
					default: '',
					description:
						'The function to apply, e.g. sum. The list depends on the field. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		},
	],
};

const groupByField = fieldsMenu({
	displayName: 'Group By Field Names or IDs',
	name: 'groupBy',
	description:
		'Up to three fields to group the records by, outermost first. Leave empty to calculate over all records',
});

/** Returns `{ values }`, or `{ group, count, values }` for each group: values by field and function. */
export const aggregate = defineOperation({
	name: 'Aggregate',
	value: 'aggregate',
	action: 'Aggregate records',
	description: 'Calculate sums, averages, counts and more, for all records of a table or by group',
	properties: [...tableFields, ...selectionFields, figuresField, groupByField],
	options: [fieldKeysOption, ...searchOptions],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const table = await fetchTable(client, chosenTableId(param));
		const figures = chosenFigures(context, table);
		const groupBy = chosenGroups(context, table);
		if (figures.length === 0 && groupBy.length === 0) {
			throw param.bad({
				label: figuresField.displayName,
				problem: 'is empty',
				remedy:
					'Add a calculation, or choose fields to group by to count the records in each group.',
			});
		}
		const keys = chosenFieldKeys(param);
		const keyOf = ({ id, name }: Field) => (keys === 'id' ? id : name);
		const groups = await fetchFigures(
			client,
			table,
			await chosenSelection(context, table),
			figures,
			groupBy,
		);
		return groups.map((group) => {
			const byField = new Map<string, IDataObject>();
			figures.forEach(({ field, name }, index) => {
				const ofField = byField.get(keyOf(field)) ?? {};
				byField.set(keyOf(field), ofField);
				ofField[name] = group.figures[index] as IDataObject[string];
			});
			const values = Object.fromEntries(byField);
			if (groupBy.length === 0) return { values };
			const named = groupBy.map((field, index) => [keyOf(field), group.values[index] ?? null]);
			return { group: Object.fromEntries(named) as IDataObject, count: group.count, values };
		});
	},
});

function chosenFigures({ param }: ItemContext<TeableClient>, table: Table): Figure[] {
	return param.rows(figuresField.name, figuresField.displayName, 'figure').map((row) => {
		const field = knownField(table, row.value('fieldId'), figuresField.displayName);
		const functions = functionsFor(field);
		const given = row.text('function', 'Function Name or ID');
		const name = functions.find((candidate) => candidate === given);
		if (name) return { field, name };
		throw param.bad({
			label: figuresField.displayName,
			problem: `uses '${given}', which isn't available for field '${field.name}' (${field.type})`,
			remedy: `Use one of: ${functions.join(', ')}.`,
		});
	});
}

function chosenGroups({ param }: ItemContext<TeableClient>, table: Table): Field[] {
	const groups = namedFields(table, param, groupByField);
	checkGroupLimit(param, groupByField.displayName, groups);
	return groups;
}
