import type { INodeProperties } from 'n8n-workflow';

/**
 * A field of the chosen table, in one entry of a list. n8n offers no locator there.
 *
 * @param description what the field is for, without a full stop
 */
export const fieldMenu = (description: string, what = 'Field'): INodeProperties => ({
	displayName: `${what} Name or ID`,
	name: 'fieldId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getField', loadOptionsDependsOn: ['tableId.value'] },
	default: '',
	description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});
