import type { INodePropertyOptions } from 'n8n-workflow';

/** The values of a checkbox, as options. */
export const CHECKBOX_STATES: INodePropertyOptions[] = [
	{ name: 'Checked', value: true },
	{ name: 'Unchecked', value: false },
];
