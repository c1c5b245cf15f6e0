import type { INodeProperties } from 'n8n-workflow';

/** The parameter that holds the mapper. */
export const COLUMNS = 'columns';

/**
 * The column mapper. @param purpose whether records are created, found otherwise (`change`), or matched by columns
 */
export const columnsField = (purpose: 'add' | 'change' | 'update' | 'upsert'): INodeProperties => ({
	displayName: 'Columns',
	name: COLUMNS,
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	typeOptions: {
		loadOptionsDependsOn: ['tableId.value'],
		resourceMapper: {
			resourceMapperMethod: purpose === 'add' ? 'getColumns' : `getColumnsTo${capital(purpose)}`,
			// n8n has no mode for existing records that are not matched.
			mode: purpose === 'change' ? 'add' : purpose,
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			multiKeyMatch: true,
			supportAutoMap: true,
			hideNoDataError: true,
		},
	},
	description:
		'The values to write, by column. For attachments, use names of binary fields or URLs; for links and users, names or IDs. Separate multiple values with commas.',
});

/** The mapper has no place for this: n8n shows only the names of its columns. */
export const unchangedNotice: INodeProperties = {
	displayName:
		"Columns without a value stay unchanged. To clear them, use 'Columns to Clear' or 'Empty Values' under 'Options'.",
	name: 'unchangedNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { [`/${COLUMNS}.mappingMode`]: ['defineBelow'] } },
};

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

/** The options of operations that write cells. */
export const columnOptions: INodeProperties[] = [
	{
		displayName: 'Missing Linked Records',
		name: 'missingLinks',
		type: 'options',
		options: [
			{
				name: 'Create Them',
				value: 'create',
				description: 'Create one record per title in the linked table',
			},
			{
				name: 'Stop With an Error',
				value: 'error',
				description: 'Fail the item, e.g. because of a typo',
			},
		],
		default: 'error',
		description: 'What to do when no record in the linked table has the given title',
	},
	{
		displayName: 'New Choices',
		name: 'newChoices',
		type: 'options',
		options: [
			{ name: 'Create Them', value: 'create', description: 'Add them to the column' },
			{
				name: 'Stop With an Error',
				value: 'error',
				description: 'Fail the item, e.g. because of a typo',
			},
		],
		default: 'error',
		description: "What to do with choices that the column doesn't have yet",
	},
	{
		displayName: 'Strict Types',
		name: 'strict',
		type: 'boolean',
		default: true,
		description:
			"Whether to accept only values of the column's exact type. When off, text is converted to numbers or dates where possible, and links and users can be given by name.",
	},
	{
		displayName: 'Unknown Columns',
		name: 'unknownColumns',
		type: 'options',
		options: [
			{
				name: 'Create Them',
				value: 'create',
				description: 'Add a column for each, with a type that fits all of its values',
			},
			{ name: 'Ignore', value: 'ignore', description: 'Write only the columns that exist' },
			{
				name: 'Stop With an Error',
				value: 'error',
				description: 'Fail the item, so that no data is lost',
			},
		],
		default: 'error',
		description:
			"What to do with input fields that don't match a column of the table, when columns are mapped automatically",
	},
];

/** A further option of the operation that only creates. */
export const blankOption: INodeProperties = {
	displayName: 'Blank Records',
	name: 'blankRecords',
	type: 'options',
	options: [
		{ name: 'Create Them', value: 'create', description: 'Create a record without any values' },
		{ name: 'Stop With an Error', value: 'error', description: 'Fail the item' },
	],
	default: 'error',
	description: 'What to do with items that have no value for any column',
};

/** Further options of operations that change existing records. */
export const clearingOptions: INodeProperties[] = [
	{
		displayName: 'Columns to Clear',
		name: 'columnsToClear',
		type: 'string',
		default: '',
		placeholder: 'e.g. Notes, Due date',
		description: 'Names or IDs of the columns to empty, separated by commas',
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{ name: 'Clear the Cell', value: 'clear', description: 'Remove the current value' },
			{ name: 'Keep the Current Value', value: 'keep', description: 'Leave the cell unchanged' },
		],
		default: 'keep',
		description: 'What to do when the value for a column is empty',
	},
];
