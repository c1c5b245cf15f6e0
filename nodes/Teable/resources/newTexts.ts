import type { INodeProperties, NodeOperationError } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';

const LABEL = 'New Name';

/** @param example a name, behind "e.g." */
export const newNameField = (example: string): INodeProperties => ({
	displayName: LABEL,
	name: 'name',
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: 'The new name. Leave empty to keep the current one.',
});

/** @param example a description, behind "e.g." */
export const newDescriptionField = (example: string): INodeProperties => ({
	displayName: 'New Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: 'The new description. Leave empty to keep the current one.',
});

/** @param what whose description it is, e.g. "table" */
export const clearDescriptionOption = (what: string): INodeProperties => ({
	displayName: 'Clear Description',
	name: 'clearDescription',
	type: 'boolean',
	default: false,
	description: `Whether to remove the ${what}'s description`,
});

/** The new name and description: absent if unchanged, and null for a description to be removed. */
export function chosenTexts(param: Parameters): { name?: string; description?: string | null } {
	const name = param.text('name', LABEL);
	const description = param.text('description', 'New Description');
	const clears = param.options.flag('clearDescription', 'Clear Description');
	return {
		...(name && { name }),
		...((clears || description) && { description: clears ? null : description }),
	};
}

/** The error for an Update without any new value. @param why why the fields change nothing */
export const nothingToChange = (param: Parameters, why = 'are empty'): NodeOperationError =>
	param.bad({
		label: LABEL,
		problem: `and all other fields ${why}, so there is nothing to change`,
		remedy: 'Fill in at least one field.',
	});
