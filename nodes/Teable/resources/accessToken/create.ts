import { path } from '../../teable/http/path';
import type { AccessTokenWithSecret } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { chosenExpiry, expiryFields } from './shared/expiryFields';
import { chosenReach, reachOptions, reachTargets } from './shared/reachFields';
import { chosenScopes, scopesField } from './shared/scopesField';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create access token',
	description:
		"Make a new access token. Its secret is in 'token' of the output; Teable never shows it again.",
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Nightly sync',
			description: 'What the token is for; shown in the list of tokens',
		},
		{ ...scopesField, required: true },
		{
			displayName: 'Reach',
			name: 'reach',
			type: 'options',
			options: reachOptions,
			default: 'all',
			description: 'Which spaces and bases the token gives access to',
		},
		...reachTargets,
		...expiryFields,
	],
	options: [
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Used by the workflow that syncs orders',
			description: 'A note about the token, shown in Teable',
		},
	],
	async each(context) {
		const { client, param } = context;
		const { description } = param.collection('options');
		return await client.post<AccessTokenWithSecret>(path`/access-token`, {
			name: param.requiredText('name', 'Name'),
			scopes: chosenScopes(context),
			expiredTime: chosenExpiry(context),
			...chosenReach(context),
			...(description ? { description: String(description) } : {}),
		});
	},
});
