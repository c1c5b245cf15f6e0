import type { INodeProperties } from 'n8n-workflow';

import { attempt } from '../../../core/attempt';
import type { Parameters } from '../../../core/parameters';
import { fieldDefinition, fieldProperties } from '../../../fields/fieldTypes';
import type { Engine } from '../../../teable/schema/engine';
import type { FieldDefinition } from '../../../teable/schema/fields/fieldDefinition';
import { readNewFields } from '../../../teable/schema/fields/newFields';

const JSON_EXAMPLE =
	'[{"name": "Name", "type": "singleLineText"}, {"name": "Status", "type": "singleSelect", "options": {"choices": [{"name": "Open"}]}}]';

/** The source of a new table's fields. */
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
				'Create one table with a column for each key of the input items, and add the items as records',
		},
		{ name: 'JSON', value: 'json', description: "Use Teable's own format" },
	],
	default: 'list',
	description: "How to define the table's fields",
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
			"The fields of the table. The first one is the primary field, the record's title. Formulas, links, lookups and rollups are added after the others.",
	},
	{
		displayName:
			'Each column gets a type that fits all of its values, or text if their types differ. The node returns the table once, with the number of its records.',
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
			"The key of the items to use as the first column, the record's title. Leave empty to use the first key that doesn't contain files, or true and false.",
	},
	{
		displayName: 'Attach Files',
		name: 'attachFiles',
		type: 'boolean',
		default: true,
		displayOptions: { show: { [fieldsFromField.name]: ['items'] } },
		description:
			'Whether to also write the files of the items, each binary field into an attachment column of the same name',
	},
	{
		displayName: 'Fields (JSON)',
		name: 'fieldsJson',
		type: 'json',
		default: '[]',
		placeholder: `e.g. ${JSON_EXAMPLE}`,
		displayOptions: { show: { [fieldsFromField.name]: ['json'] } },
		description:
			"The fields of the table as an array of objects with 'name', 'type' and the 'options' of the type, in Teable's format. The first one is the primary field. Formulas, lookups and rollups can refer to other fields by name, e.g. {Amount} * 2.",
	},
];

/** Whether one table is created from all input items, instead of one per item. */
export const isOfItems = (param: Parameters): boolean => param.text('fieldsFrom') === 'items';

/**
 * The fields of a new table, each after those that it depends on.
 *
 * @throws NodeOperationError that names the field, what is wrong with it and how to fix it
 */
export function chosenNewFields(param: Parameters, engine: Engine): FieldDefinition[] {
	const isJson = param.choice('fieldsFrom', ['list', 'json'], undefined, 'Fields') === 'json';
	const given = isJson
		? param.json('fieldsJson', 'Fields (JSON)', JSON_EXAMPLE)
		: param.rows('fields', 'Fields to Create', 'field').map(fieldDefinition);
	const fields = attempt(() => readNewFields(given, engine));
	if (!(fields instanceof Error)) return fields;
	throw param.failure(
		`'${isJson ? 'Fields (JSON)' : 'Fields to Create'}' can't be used`,
		fields.message,
	);
}
