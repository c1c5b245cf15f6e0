import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { baseUrl } from '../nodes/Teable/fields/baseUrl';

/** The server URL as it was pasted, with https where there is no scheme. */
const ADDRESS = '$self["baseUrl"].trim().replace(/^(?![a-z][a-z\\d+.-]*:\\/\\/)/i, "https://")';

/**
 * A URL below the origin of the server URL, because Teable's OAuth is always at `<origin>/api/oauth`. The origin is
 * empty if the server URL contains a user name or uses another protocol.
 */
const oauthUrl = (route: string) =>
	`={{ (${ADDRESS}.match(/^https?:\\/\\/[^\\/?#\\s@]+(?=[\\/?#]|$)/i) || [""])[0] }}/api/oauth/${route}`;

/**
 * The host in the server URL. n8n itself signs OAuth2 requests, so this package cannot check where they go, but n8n
 * can restrict them to hosts.
 */
const HOST = `={{ (${ADDRESS}.match(/^https?:\\/\\/(\\[[a-f\\d:.]+\\]|[^\\/?#\\s@,:]+)(?::\\d*)?(?=[\\/?#]|$)/i) || ["", ""])[1] }}`;

export class TeableOAuth2Api implements ICredentialType {
	name = 'teableOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Teable OAuth2 API';

	icon = { light: 'file:../icons/teable.svg', dark: 'file:../icons/teable.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-teable/n8n-nodes-teable/blob/main/docs/credentials.md#teable-oauth2-api';

	properties: INodeProperties[] = [
		baseUrl,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. cltXXXXXXXXXXXXXXXX',
			description:
				"In Teable, click your avatar, then Settings > OAuth apps > New OAuth app. Enter the redirect URL shown above. The client ID is on the app's page.",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'To get one, click "Generate a new client secret" on the page of your OAuth app',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default:
				'table|read view|read field|read record|read record|create record|update record|delete record|comment user|email_read',
			description:
				'The scopes to request, separated by spaces. Request only scopes that are selected in your OAuth app, as Teable refuses the others. Servers newer than 1.10 also offer base|read and base|read_all, which let n8n list your bases.',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: oauthUrl('authorize'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: oauthUrl('access_token'),
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
			description: 'Teable answers 401 to clients that authenticate with a Basic header',
		},
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: HOST,
		},
	];
}
