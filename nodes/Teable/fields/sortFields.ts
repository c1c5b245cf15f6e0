import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';
import { knownField } from '../teable/filter/knownField';
import type { RecordQuery } from '../teable/reading/pages/recordQuery';
import type { Field, Table } from '../teable/schema/table';
import { fieldMenu } from './fieldMenu';

interface OrderingText {
	displayName: string;
	name: string;
	/** The name of one entry in the list. */
	entry: string;
	description: string;
	/** The label of the field. n8n uses it to name what a model fills in, so two lists in one panel must differ. */
	field: string;
	fieldDescription: string;
	directionDescription: string;
}

/** A sortable list of fields, each with a direction. */
export const orderingField = (text: OrderingText): INodeProperties => ({
	displayName: text.displayName,
	name: text.name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: `Add ${text.entry.toLowerCase()}`,
	default: {},
	description: text.description,
	options: [
		{
			displayName: text.entry,
			name: 'field',
			values: [
				fieldMenu({
					displayName: `${text.field} Name or ID`,
					name: 'fieldId',
					description: text.fieldDescription,
				}),
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
					description: text.directionDescription,
				},
			],
		},
	],
});

export const sortField: INodeProperties = orderingField({
	displayName: 'Sort',
	name: 'sort',
	entry: 'Sort Rule',
	description:
		"The fields to sort the records by, most important first. Leave empty to use the view's order, or else the order of creation. Dates that Teable shows without a time are sorted by day.",
	field: 'Field',
	fieldDescription: 'The field to sort by',
	directionDescription:
		'The sort direction. Empty cells come first when ascending, last when descending.',
});

/** The fields in such a list, with their directions. @throws Error if the table has no such field */
export const chosenOrdering = (
	param: Parameters,
	table: Table,
	{ name, displayName }: INodeProperties,
): Array<{ field: Field; order: 'asc' | 'desc' }> =>
	param.rows(name, displayName, 'field').map((row) => ({
		field: knownField(table, row.value('fieldId'), displayName),
		order: row.choice('direction', ['asc', 'desc'], 'asc', 'Direction'),
	}));

/** The chosen order; undefined for Teable's own. @throws Error if the table has no such field */
export function chosenSort(param: Parameters, table: Table): RecordQuery['sort'] {
	const ordering = chosenOrdering(param, table, sortField);
	return ordering.length === 0 ? undefined : ordering;
}
