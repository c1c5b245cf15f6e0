import type { INodeParameters } from 'n8n-workflow';

/** Conditions as the editor stores them. */
export const conditions = (...condition: INodeParameters[]): INodeParameters => ({
	filterBy: 'conditions',
	conditions: { condition },
});

/** One condition. */
export const where = (
	fieldId: string,
	operator: string,
	value?: string,
	more: INodeParameters = {},
) => conditions({ fieldId, operator, ...(value !== undefined && { value }), ...more });

/** A filter in JSON. */
export const json = (filter: object): INodeParameters => ({
	filterBy: 'json',
	filterJson: JSON.stringify(filter),
});
