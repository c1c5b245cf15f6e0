import { idInUrl } from '../../../teable/schema/id';
import { checkedId } from '../../locators/chosenIds';
import { NAME_MODE } from '../../locators/modes';
import { tableLocator } from '../../locators/tableLocators';
import type { FieldOption } from '../fieldOption';
import { flag, menu } from '../fieldOption';

/** How a field relates to other fields and tables. */
export const RELATION_OPTIONS: FieldOption[] = [
	{
		types: ['link'],
		path: 'options.foreignTableId',
		property: {
			...tableLocator,
			modes: tableLocator.modes?.filter(({ name }) => name !== NAME_MODE),
			displayName: 'Linked Table',
			name: 'linkedTableId',
			description:
				"The table to link to. The list shows the tables of 'Base'. For a table of another base, use By URL or By ID.",
		},
		read: (reader) => {
			const { value } = reader.locator('linkedTableId', 'Linked Table');
			// A row of a list contains the whole URL.
			return checkedId(reader, idInUrl('tbl', value) ?? value, 'Linked Table', 'tbl');
		},
	},
	{
		types: ['link'],
		path: 'options.relationship',
		...menu(
			{
				displayName: 'Relationship',
				name: 'relationship',
				default: 'manyMany',
				description: 'How many records can be linked on each side',
			},
			{
				manyMany: 'Many to Many',
				manyOne: 'Many to One (Each Record Here Links to One)',
				oneMany: 'One to Many (Each Linked Record Belongs to One Here)',
				oneOne: 'One to One',
			},
		),
	},
	{
		types: ['link'],
		path: 'options.isOneWay',
		...flag({
			displayName: 'One Way',
			name: 'oneWay',
			description:
				'Whether to show the link only in this table. When off, Teable also adds a link field to the linked table.',
		}),
	},
	{
		types: ['lookup', 'rollup'],
		path: 'lookupOptions.linkFieldId',
		property: {
			displayName: 'Link Field',
			name: 'linkField',
			type: 'string',
			default: '',
			placeholder: 'e.g. Companies',
			description: 'Name or ID of the link field in this table',
		},
		read: (reader) => reader.requiredText('linkField', 'Link Field'),
	},
	{
		types: ['lookup', 'rollup'],
		path: 'lookupOptions.lookupFieldId',
		property: {
			displayName: 'Field in Linked Table',
			name: 'lookupField',
			type: 'string',
			default: '',
			placeholder: 'e.g. Revenue',
			description: 'Name or ID of the field in the linked table whose values to use',
		},
		read: (reader) => reader.requiredText('lookupField', 'Field in Linked Table'),
	},
	{
		types: ['rollup'],
		path: 'options.expression',
		...menu(
			{
				displayName: 'Rollup Function',
				name: 'rollupFunction',
				default: 'countall({values})',
				description: 'How to combine the values of the linked records',
			},
			{
				'and({values})': 'All True',
				'or({values})': 'Any True',
				'array_compact({values})': 'Array of Values That Are Not Empty',
				'array_unique({values})': 'Array of Different Values',
				'average({values})': 'Average (Not on 1.10)',
				'countall({values})': 'Count All',
				'count({values})': 'Count Numbers',
				'counta({values})': 'Count Values',
				'concatenate({values})': 'Join',
				'array_join({values})': 'Join with Commas',
				'max({values})': 'Maximum',
				'min({values})': 'Minimum',
				'xor({values})': 'Odd Number True',
				'sum({values})': 'Sum',
			},
		),
	},
	{
		types: ['formula'],
		path: 'options.expression',
		property: {
			displayName: 'Formula',
			name: 'formula',
			type: 'string',
			default: '',
			placeholder: 'e.g. {Amount} * 2',
			description:
				'The formula in Teable\'s formula language, with field names in {braces} and text in "quotes", e.g. IF({Amount} > 100, "large", "small")',
		},
		read: (reader) => reader.requiredText('formula', 'Formula'),
	},
];
