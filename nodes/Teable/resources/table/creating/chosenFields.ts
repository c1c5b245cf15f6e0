import type { INodeProperties } from 'n8n-workflow';

import { attempt } from '../../../core/attempt';
import type { Parameters } from '../../../core/parameters';
import { fieldDefinition, fieldProperties } from '../../../fields/fieldTypes';
import type { Engine } from '../../../teable/schema/engine';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { readNewFields } from '../../../teable/schema/fields/newFields';

const JSON_EXAMPLE =
	'[{"name": "Name", "type": "singleLineText"}, {"name": "Status", "type": "singleSelect", "options": {"choices": [{"name": "Open"}]}}]';

/** Where the fields of a new table come from. */
export const fieldsFromField: INodeProperties = {
	displayName: 'Fields',
	name: 'fieldsFrom',
	type: 'options',
	options: [
		{ name: 'Define Below', value: 'list', description: 'Add each field in a list' },
		{
			name: 'From Input Items',
			value: 'items',
			description:
				'Make one table of all input items, with a column for each of their keys, and write the items into it',
		},
		{ name: 'JSON', value: 'json', description: "In Teable's own format" },
	],
	default: 'list',
	description: 'How the fields of the table are given',
};

/** The fields in a list, or as JSON. */
export const newFieldsFields: INodeProperties[] = [
	fieldsFromField,
	{
		displayName: 'Fields to Create',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: fieldProperties,
			},
		],
		displayOptions: { show: { [fieldsFromField.name]: ['list'] } },
		description:
			'The fields of the table. The first one is the primary field, which names the records. Formulas, links, lookups and rollups are added after the others.',
	},
	{
		displayName:
			'Each column gets the type that all its values fit, and is text where they differ: what goes in comes back. The node gives the table once, with the number of its records.',
		name: 'itemsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { [fieldsFromField.name]: ['items'] } },
	},
	{
		displayName: 'First Column',
		name: 'firstColumn',
		type: 'string',
		default: '',
		placeholder: 'e.g. Email',
		displayOptions: { show: { [fieldsFromField.name]: ['items'] } },
		description:
			'The key of the items whose column comes first and names the records. Leave empty for the first one that can: not a column of files, or of true and false.',
	},
	{
		displayName: 'Attach Files',
		name: 'attachFiles',
		type: 'boolean',
		default: true,
		displayOptions: { show: { [fieldsFromField.name]: ['items'] } },
		description:
			'Whether to write the files of the items too, each binary field into an attachment column of its name',
	},
	{
		displayName: 'Fields (JSON)',
		name: 'fieldsJson',
		type: 'json',
		default: '[]',
		placeholder: `e.g. ${JSON_EXAMPLE}`,
		displayOptions: { show: { [fieldsFromField.name]: ['json'] } },
		description:
			"The fields of the table, each with 'name', 'type' and the 'options' of its type as Teable takes them. The first one is the primary field. Formulas, lookups and rollups may name other fields: {Amount} * 2.",
	},
];

/** Whether all input items together make a table, instead of each one. */
export const isOfItems = (param: Parameters): boolean => param.text('fieldsFrom') === 'items';

/**
 * The chosen fields of a new table, each behind those that it is made of.
 *
 * @throws NodeOperationError that names the field, what is wrong with it and what to do
 */
export function chosenNewFields(param: Parameters, engine: Engine): FieldDefinition[] {
	const isJson = param.choice('fieldsFrom', ['list', 'json'], undefined, 'Fields') === 'json';
	const given = isJson
		? param.json('fieldsJson', 'Fields (JSON)', JSON_EXAMPLE)
		: param.rows('fields', 'Fields to Create', 'field').map(fieldDefinition);
	const fields = attempt(() => readNewFields(given, engine));
	if (!(fields instanceof Error)) return fields;
	throw param.failure(
		`'${isJson ? 'Fields (JSON)' : 'Fields to Create'}' cannot be used. ${fields.message}`,
	);
}
