import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { cleanToken } from '../nodes/Teable/teable/http/accessToken';
import { baseUrl } from '../nodes/Teable/fields/baseUrl';
import { credentialTest } from '../nodes/Teable/fields/credentialTest';
import { toTeable } from '../nodes/Teable/teable/http/signedRequest';

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
				'In Teable, click your avatar, then Settings > Personal access tokens > Create new token. Teable shows it once: copy it whole, from "teable_" to the end.',
		},
	];

	/** A property of the object's own: n8n lists a type for its HTTP Request node by a copy without methods. */
	authenticate: IAuthenticate = async ({ baseUrl, accessToken }, request) => {
		const token = cleanToken(accessToken);
		if (token === '') {
			throw new Error("'Access Token' is empty. Open the credential and paste your Teable token.");
		}
		const signed = toTeable(baseUrl, request);
		return { ...signed, headers: { ...signed.headers, Authorization: `Bearer ${token}` } };
	};

	test: ICredentialTestRequest = credentialTest({
		401: "Teable does not accept this token: it is mistyped, expired, rotated or deleted. Copy it whole into 'Access Token', or make a new one.",
		500: "Teable could not read this token; most often a part of it is missing. Copy it whole into 'Access Token'.",
	});
}
