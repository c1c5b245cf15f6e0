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

/** When a credential is asked for: with the 'Authentication' that it is of. */
export const usedFor = (
	value: Authentication,
): Pick<INodeCredentialDescription, 'required' | 'displayOptions'> => ({
	required: true,
	displayOptions: { show: { authentication: [value] } },
});
