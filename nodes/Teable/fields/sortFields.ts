import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';
import { knownField } from '../teable/filter/knownField';
import type { RecordQuery } from '../teable/reading/pages/recordQuery';
import type { Field, Table } from '../teable/schema/table';
import { fieldMenu } from './fieldMenu';

interface OrderingText {
	displayName: string;
	name: string;
	/** What one entry of the list is called. */
	entry: string;
	description: string;
	/** What the field is called: n8n names what a model defines by that, and two lists in one panel must differ. */
	field: string;
	fieldDescription: string;
	directionDescription: string;
}

/** A list of fields, each with a direction, that can be brought into another order. */
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
				fieldMenu(text.fieldDescription, text.field),
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
		"The fields to order the records by, the most important first. Without any, the records come in the view's order, or in the order of their creation. Dates that Teable shows without a time are ordered by day.",
	field: 'Field',
	fieldDescription: 'The field to sort by',
	directionDescription: 'Empty cells come first when ascending, last when descending',
});

/** The fields in such a list, with their directions. @throws Error when the table has no such field */
export const chosenOrdering = (
	param: Parameters,
	table: Table,
	{ name, displayName }: INodeProperties,
): Array<{ field: Field; order: 'asc' | 'desc' }> =>
	param.rows(name, displayName, 'field').map((row) => ({
		field: knownField(table, row.value('fieldId'), displayName),
		order: row.choice('direction', ['asc', 'desc'], 'asc', 'Direction'),
	}));

/** The chosen order; undefined for Teable's own. @throws Error when the table has no such field */
export function chosenSort(param: Parameters, table: Table): RecordQuery['sort'] {
	const ordering = chosenOrdering(param, table, sortField);
	return ordering.length === 0 ? undefined : ordering;
}
