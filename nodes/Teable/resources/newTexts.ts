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
	description: 'Leave empty to keep the name',
});

/** @param example a description, behind "e.g." */
export const newDescriptionField = (example: string): INodeProperties => ({
	displayName: 'New Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: `e.g. ${example}`,
	description: 'Leave empty to keep the description',
});

/** @param what whose description it is, e.g. "table" */
export const clearDescriptionOption = (what: string): INodeProperties => ({
	displayName: 'Clear Description',
	name: 'clearDescription',
	type: 'boolean',
	default: false,
	description: `Whether to empty the ${what}'s description`,
});

/** What is to be called or described anew: absent where it stays, and null for a description that is taken away. */
export function chosenTexts(param: Parameters): { name?: string; description?: string | null } {
	const name = param.text('name', LABEL);
	const description = param.text('description', 'New Description');
	const clears = param.options.flag('clearDescription', 'Clear Description');
	return {
		...(name && { name }),
		...((clears || description) && { description: clears ? null : description }),
	};
}

/** The error of an Update in which nothing is filled in. */
export const nothingToChange = (param: Parameters): NodeOperationError =>
	param.bad({
		label: LABEL,
		problem: 'and all other fields are empty, so there is nothing to change',
		remedy: 'Fill in what to change.',
	});
