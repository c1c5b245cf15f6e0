import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';

/** How many results an operation returns. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { hide: { returnAll: [true] } },
	},
];

/** The chosen limit; undefined for all. @throws NodeOperationError if it is not a whole number */
export const chosenLimit = (param: Parameters): number | undefined =>
	param.flag('returnAll') ? undefined : param.wholeNumber('limit', 'Limit', 1);

export const offsetOption: INodeProperties = {
	displayName: 'Offset',
	name: 'offset',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'How many results to skip, e.g. to loop over pages',
};

/** How many results to skip. @throws NodeOperationError if it is not a whole number */
export const chosenOffset = ({ options }: Parameters): number =>
	options.isSet(offsetOption.name)
		? options.wholeNumber(offsetOption.name, offsetOption.displayName, 0)
		: 0;
