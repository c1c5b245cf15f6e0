import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

interface FindByText {
	description: string;
	/** The description of By Filter. */
	byFilter: string;
	/** The other ways. */
	others: INodePropertyOptions[];
	/** The value of the way that is the default. */
	usual: string;
}

/** The ways to say which records an operation is about: by a filter, and others. */
export const findByField = ({
	description,
	byFilter,
	others,
	usual,
}: FindByText): INodeProperties => ({
	displayName: 'Records',
	name: 'findBy',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'By Filter', value: 'filter', description: byFilter }, ...others],
	default: usual,
	description,
});
