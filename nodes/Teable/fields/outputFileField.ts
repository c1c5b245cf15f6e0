import type { INodeProperties } from 'n8n-workflow';

/** The output binary field of an operation that returns a file. */
export const outputFileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryField',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	description: 'The name of the output binary field to put the file in',
};
