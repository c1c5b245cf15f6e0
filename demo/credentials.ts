import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox';

/** A credential as `n8n import:credentials` reads it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/**
 * One credential of each type, for the sandbox's demo account. The examples refer to them by these ids. A new node starts
 * with the one that was saved last: the access token, as OAuth2 has to be connected first.
 */
export function demoCredentials({ url, account, tokens, oauth }: Sandbox): Credential[] {
	const { email, password } = account;
	const { clientId, clientSecret } = oauth;
	return [
		{
			id: 'teableSession',
			name: 'Teable Session',
			type: 'teableSessionApi',
			data: { baseUrl: url, signInWith: 'password', email, password },
		},
		{
			id: 'teableOAuth2',
			name: 'Teable OAuth2',
			type: 'teableOAuth2Api',
			data: { baseUrl: url, clientId, clientSecret },
		},
		{
			id: 'teableToken',
			name: 'Teable Access Token',
			type: 'teableApi',
			data: { baseUrl: url, accessToken: tokens.full.token },
		},
	];
}
