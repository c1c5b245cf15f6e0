import type { INodeProperties } from 'n8n-workflow';

/** The first field of every Teable credential. */
export const baseUrl: INodeProperties = {
	displayName: 'Server URL',
	name: 'baseUrl',
	type: 'string',
	default: 'https://app.teable.ai',
	required: true,
	placeholder: 'e.g. https://teable.example.com',
	description:
		'The URL of your Teable server, as shown in your browser. Keep https://app.teable.ai for Teable Cloud.',
};
