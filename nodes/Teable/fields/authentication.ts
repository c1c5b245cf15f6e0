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
			description: 'Use a personal access token. On most servers, it cannot manage access tokens.',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'Use an OAuth app that you created in Teable. It cannot manage access tokens.',
		},
		{
			name: 'Session',
			value: 'session',
			description:
				'Use your email and password, or a session cookie. Most servers require this to manage access tokens.',
		},
	],
	default: 'accessToken',
	description: 'How to authenticate with Teable',
};

/** The chosen type of credential. @throws NodeOperationError if it is none of them */
export const chosenAuthentication = (param: Parameters): Authentication =>
	param.choice('authentication', ['accessToken', 'oAuth2', 'session'], undefined, 'Authentication');

/** Shows a credential only for its 'Authentication'. */
export const usedFor = (
	value: Authentication,
): Pick<INodeCredentialDescription, 'required' | 'displayOptions'> => ({
	required: true,
	displayOptions: { show: { authentication: [value] } },
});
