import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox';

/** A credential in the format of `n8n import:credentials`. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/**
 * One credential of each type, for the sandbox's demo account. The examples refer to these IDs. A new node selects the
 * credential that was saved last. This is the access token, because OAuth2 must be connected first.
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
