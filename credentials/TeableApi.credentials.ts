import type { IAuthenticate, ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrl } from '../nodes/Teable/fields/baseUrl';
import { signWithToken } from '../nodes/Teable/teable/http/signIn/signing';

export class TeableApi implements ICredentialType {
	name = 'teableApi';

	displayName = 'Teable API';

	icon = { light: 'file:../icons/teable.svg', dark: 'file:../icons/teable.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-teable/n8n-nodes-teable/blob/main/docs/credentials.md#teable-api';

	properties: INodeProperties[] = [
		baseUrl,
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. teable_accXXXXXXXXXXXXXXXX_…',
			description:
				'In Teable, click your avatar, then Settings > Personal access tokens > Create new token. Teable shows the token only once. Copy the whole token, starting with "teable_".',
		},
	];

	/** An own property, not a method: n8n's HTTP Request node lists credential types from copies without methods. */
	authenticate: IAuthenticate = signWithToken;
}
