import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../core/parameters';
import type { Authentication } from '../teable/http/types';

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description:
				'A personal access token from Teable. On most servers it cannot be used to work with access tokens.',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description:
				'An OAuth app that you made in Teable. It cannot be used to work with access tokens.',
		},
		{
			name: 'Session',
			value: 'session',
			description:
				'Your email and password, or a session cookie. Most servers ask for it to work with access tokens.',
		},
	],
	default: 'accessToken',
	description: 'How the node signs in to Teable',
};

/** @throws NodeOperationError when it is none of them */
export const chosenAuthentication = (param: Parameters): Authentication =>
	param.choice('authentication', ['accessToken', 'oAuth2', 'session'], undefined, 'Authentication');

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
