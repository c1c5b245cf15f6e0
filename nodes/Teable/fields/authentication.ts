import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'A personal access token; most servers let it read no access tokens',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'An OAuth app of your own on the Teable server',
		},
		{
			name: 'Session',
			value: 'session',
			description: 'Sign in as you do in the browser; most servers ask for it on access tokens',
		},
	],
	default: 'accessToken',
	description: 'How the node signs in to Teable',
};

export const credentials: INodeCredentialDescription[] = [
	{
		name: 'teableApi',
		required: true,
		displayOptions: { show: { authentication: ['accessToken'] } },
	},
	{
		name: 'teableOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
	{
		name: 'teableSessionApi',
		required: true,
		displayOptions: { show: { authentication: ['session'] } },
	},
];
