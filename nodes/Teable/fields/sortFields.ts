import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';
import { knownField } from '../teable/filter/knownField';
import type { RecordQuery } from '../teable/reading/recordQuery';
import type { Table } from '../teable/schema/table';

export const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add field',
	default: {},
	description:
		"The fields to order the records by, the most important first. Without any, the records come in the view's order, or in the order of their creation. Dates that Teable shows without a time are ordered by day.",
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'fieldId',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getFields',
						loadOptionsDependsOn: ['tableId.value'],
					},
					default: '',
					description:
						'The field to sort by. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
					description: 'Empty cells come first when ascending, last when descending',
				},
			],
		},
	],
};

/** The chosen order; undefined for Teable's own. @throws Error when the table has no such field */
export function chosenSort(param: Parameters, table: Table): RecordQuery['sort'] {
	const rows = param.rows(sortField.name, sortField.displayName, 'field');
	if (rows.length === 0) return undefined;
	return rows.map((row) => ({
		field: knownField(table, row.value('fieldId'), 'Sort'),
		order: row.choice('direction', ['asc', 'desc'], 'asc', 'Direction'),
	}));
}
