import type { INodeProperties } from 'n8n-workflow';

import { byAnyId, byName, fromList } from './modes';

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
	modes: [fromList('a field', text.searchListMethod), byName('Contract'), byAnyId('fld')],
});
