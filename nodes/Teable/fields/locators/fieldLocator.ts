import type { INodeProperties } from 'n8n-workflow';

interface FieldLocatorText {
	description: string;
	searchListMethod: string;
	required: boolean;
}

/** The name of the parameter. */
export const FIELD_PARAMETER = 'fieldId';

/** A locator for a field of the chosen table: from the list, by name or by ID. */
export const fieldLocator = (text: FieldLocatorText): INodeProperties => ({
	displayName: 'Field',
	name: FIELD_PARAMETER,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: text.required,
	description: text.description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a field',
			typeOptions: { searchListMethod: text.searchListMethod, searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Contract',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. fldAbCdEfGhIjKlMnOp',
		},
	],
});
