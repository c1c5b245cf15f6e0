import type { INodeProperties } from 'n8n-workflow';

/** The parameter that holds the mapper. */
export const COLUMNS = 'columns';

/**
 * The mapper of columns: of new records, of those that are found otherwise (`change`), or of those that are looked
 * up by columns, which the list shows.
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
			// n8n knows no mode for records that exist and are not matched.
			mode: purpose === 'change' ? 'add' : purpose,
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			multiKeyMatch: true,
			supportAutoMap: true,
			hideNoDataError: true,
		},
	},
	description:
		'The values to write, by column. Attachments are given as names of binary fields or as web addresses, links and users by name or ID; several are separated by commas.',
});

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
				description: 'One record for each title, in the linked table',
			},
			{ name: 'Stop With an Error', value: 'error', description: 'So that a typo links nothing' },
		],
		default: 'error',
		description:
			'What to do when a link is given by a title that no record of the linked table has',
	},
	{
		displayName: 'New Choices',
		name: 'newChoices',
		type: 'options',
		options: [
			{ name: 'Create Them', value: 'create', description: 'They are added to the column' },
			{ name: 'Stop With an Error', value: 'error', description: 'So that a typo makes no choice' },
		],
		default: 'error',
		description: 'What to do with a choice that the column does not have yet',
	},
	{
		displayName: 'Strict Types',
		name: 'strict',
		type: 'boolean',
		default: true,
		description:
			'Whether to take only values of the very type of their column. If off, texts are read as numbers or dates where they are ones, and links and users are found by name.',
	},
	{
		displayName: 'Unknown Columns',
		name: 'unknownColumns',
		type: 'options',
		options: [
			{
				name: 'Create Them',
				value: 'create',
				description:
					'Add a column for each, of the type that all its values fit: text where they differ',
			},
			{ name: 'Ignore', value: 'ignore', description: 'Write only the others' },
			{ name: 'Stop With an Error', value: 'error', description: 'So that nothing is lost' },
		],
		default: 'error',
		description:
			'What to do with fields of the input that the table has no column for, when columns are mapped automatically',
	},
];

/** A further option of the operation that only creates. */
export const blankOption: INodeProperties = {
	displayName: 'Blank Records',
	name: 'blankRecords',
	type: 'options',
	options: [
		{ name: 'Create Them', value: 'create', description: 'A record without any value' },
		{ name: 'Stop With an Error', value: 'error', description: 'So that none is made by mistake' },
	],
	default: 'error',
	description: 'What to do with an item that has no value for any column',
};

/** Further options of operations that change existing records. */
export const clearingOptions: INodeProperties[] = [
	{
		displayName: 'Columns to Clear',
		name: 'columnsToClear',
		type: 'string',
		default: '',
		placeholder: 'e.g. Notes, Due date',
		description: 'Names or IDs of columns whose cells are emptied, separated by commas',
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{ name: 'Clear the Cell', value: 'clear', description: 'The cell is emptied' },
			{ name: 'Leave the Cell Alone', value: 'keep', description: 'The cell keeps its value' },
		],
		default: 'keep',
		description: 'What to do when the value for a column is empty',
	},
];
