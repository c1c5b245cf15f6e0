import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { chosenFilter, filterFields } from '../../../fields/filter/filterFields';
import { viewLocator } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import { namedFields } from '../../../fields/namedFields';
import { knownField } from '../../../teable/filter/knownField';
import type { Selection } from '../../../teable/reading/pages/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import { chosenViewId } from '../../../fields/locators/chosenIds';

/** What every operation has that takes many records. */
export const selectionFields: INodeProperties[] = [viewLocator, ...filterFields];

export const searchOptions: INodeProperties[] = [
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Berlin',
		description: 'Only records that show this text in any field, in upper or lower case',
	},
	{
		displayName: 'Searched Field Name or ID',
		name: 'searchField',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getOptionalField', loadOptionsDependsOn: ['tableId.value'] },
		default: '',
		description:
			'The only field that \'Search\' looks in; leave empty for all. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** @throws Error when the view, a field or a value cannot be used */
export async function chosenSelection(
	context: ItemContext<TeableClient>,
	table: Table,
): Promise<Selection> {
	const { param } = context;
	const text = param.options.text('search', 'Search');
	const searchField = param.options.text('searchField', 'Searched Field Name or ID');
	return {
		viewId: chosenViewId(param),
		filter: await chosenFilter(context, table),
		search:
			text === ''
				? undefined
				: {
						text,
						field: searchField
							? knownField(table, searchField, 'Searched Field Name or ID')
							: undefined,
					},
	};
}

export const fieldsToReturn: INodeProperties = {
	displayName: 'Returned Field Names or IDs',
	name: 'fieldsToReturn',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description:
		'The fields to have in the output; leave empty for all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The fields named in an option; undefined for none. @throws Error when the table has no such field */
export function chosenFields(
	{ param }: ItemContext<TeableClient>,
	table: Table,
	option: INodeProperties,
): Field[] | undefined {
	const fields = namedFields(table, param.options, option);
	return fields.length === 0 ? undefined : fields;
}
