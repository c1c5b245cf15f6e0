import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrl } from '../nodes/Teable/fields/baseUrl';
import { renewSession } from '../nodes/Teable/teable/http/signIn/signIn';
import { signWithSession } from '../nodes/Teable/teable/http/signIn/signing';

export class TeableSessionApi implements ICredentialType {
	name = 'teableSessionApi';

	displayName = 'Teable Session API';

	icon = { light: 'file:../icons/teable.svg', dark: 'file:../icons/teable.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-teable/n8n-nodes-teable/blob/main/docs/credentials.md#teable-session-api';

	properties: INodeProperties[] = [
		baseUrl,
		{
			displayName: 'Sign In With',
			name: 'signInWith',
			type: 'options',
			options: [
				{
					name: 'Email and Password',
					value: 'password',
					description: 'The node signs in for you, and signs in again when the session has expired',
				},
				{
					name: 'Session Cookie',
					value: 'cookie',
					description: 'For accounts with single sign-on, or when Teable asks for a captcha',
				},
			],
			default: 'password',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			description: 'The email address you sign in to Teable with',
			displayOptions: { show: { signInWith: ['password'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The password you sign in to Teable with. n8n stores it encrypted.',
			displayOptions: { show: { signInWith: ['password'] } },
		},
		{
			displayName: 'Session Cookie',
			name: 'cookieSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. s%3A…',
			description:
				'The value of the cookie "auth_session". In a browser that is signed in to Teable, press F12, open Application (or Storage) > Cookies, choose your server and copy the value. It is valid for 7 days, or until you sign out.',
			displayOptions: { show: { signInWith: ['cookie'] } },
		},
		{
			displayName: 'Session',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { baseUrl, email, password, sessionToken, signInWith } = credentials;
		if (signInWith === 'cookie') return {};
		const renewed = await renewSession(this.helpers, sessionToken, { baseUrl, email, password });
		return renewed === undefined ? {} : { sessionToken: renewed };
	}

	/** An own property, not a method: n8n's HTTP Request node lists credential types from copies without methods. */
	authenticate: IAuthenticate = signWithSession;
}
