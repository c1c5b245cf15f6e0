import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { fieldMenu, fieldsMenu } from '../../../fields/fieldMenu';
import { chosenFilter, filterFields } from '../../../fields/filter/filterFields';
import { viewLocator } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import { namedFields } from '../../../fields/namedFields';
import { knownField } from '../../../teable/filter/knownField';
import type { Selection } from '../../../teable/reading/pages/recordQuery';
import type { Field, Table } from '../../../teable/schema/table';
import { chosenViewId } from '../../../fields/locators/chosenIds';

/** The parameters of every operation that selects many records. */
export const selectionFields: INodeProperties[] = [viewLocator, ...filterFields];

export const searchOptions: INodeProperties[] = [
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Berlin',
		description: 'Only include records that contain this text in any field, ignoring case',
	},
	fieldMenu({
		displayName: 'Search Field Name or ID',
		name: 'searchField',
		description: 'The field to search in. Leave empty to search in all fields',
		from: 'getOptionalField',
	}),
];

/** @throws Error if the view, a field or a value cannot be used */
export async function chosenSelection(
	context: ItemContext<TeableClient>,
	table: Table,
): Promise<Selection> {
	const { param } = context;
	const text = param.options.text('search', 'Search');
	const searchField = param.options.text('searchField', 'Search Field Name or ID');
	return {
		viewId: chosenViewId(param),
		filter: await chosenFilter(context, table),
		search:
			text === ''
				? undefined
				: {
						text,
						field: searchField
							? knownField(table, searchField, 'Search Field Name or ID')
							: undefined,
					},
	};
}

export const fieldsToReturn = fieldsMenu({
	displayName: 'Output Field Names or IDs',
	name: 'fieldsToReturn',
	description: 'The fields to include in the output. Leave empty for all fields',
});

/** The fields chosen in an option; undefined if there are none. @throws Error if the table lacks one of them */
export function chosenFields(
	{ param }: ItemContext<TeableClient>,
	table: Table,
	option: INodeProperties,
): Field[] | undefined {
	const fields = namedFields(table, param.options, option);
	return fields.length === 0 ? undefined : fields;
}
