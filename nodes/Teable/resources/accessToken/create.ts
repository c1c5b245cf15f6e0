import type { NodeApiError } from 'n8n-workflow';

import { withFate } from '../../fate';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { AccessToken, AccessTokenWithSecret } from '../../teable/http/types';
import { fetchTokens } from '../../teable/schema/accessToken';
import { defineOperation } from '../operation';
import { chosenExpiry, expiryFields } from './shared/expiryFields';
import { chosenReach, reachOptions, reachTargets } from './shared/reachFields';
import { chosenScopes, scopesField } from './shared/scopesField';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create access token',
	description:
		"Create an access token. The output has its secret in 'token'; Teable never shows it again.",
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Nightly sync',
			description: 'The name of the token in Teable, e.g. what it is used for',
		},
		{ ...scopesField, required: true },
		{
			displayName: 'Access',
			name: 'reach',
			type: 'options',
			options: reachOptions,
			default: 'all',
			description: 'Which spaces and bases the token can access',
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
			description: 'A description of the token, shown in Teable',
		},
	],
	async each(context) {
		const { client, param } = context;
		const description = param.options.text('description', 'Description');
		const terms = {
			name: param.requiredText('name', 'Name'),
			scopes: chosenScopes(context),
			expiredTime: chosenExpiry(context),
			...chosenReach(context),
			...(description && { description }),
		};
		const before = await fetchTokens(client);
		return await client.post<AccessTokenWithSecret>(path`/access-token`, terms, {
			fits: (answer) => typeof answer?.token === 'string',
			look: async (failure) => {
				const made = await findCreated(client, terms, before);
				if (made) throw secretLost(failure, made);
				return undefined;
			},
		});
	},
});

/** The token that was created since; undefined if there is none. @throws Error if it cannot be identified */
async function findCreated(
	client: TeableClient,
	terms: Pick<AccessToken, 'name' | 'expiredTime'>,
	before: AccessToken[],
): Promise<AccessToken | undefined> {
	const known = new Set(before.map(({ id }) => id));
	const tokens = await fetchTokens(client);
	const made = tokens.filter(({ id }) => !known.has(id));
	if (made.length === 0) return undefined;
	const [token, ...others] = made.filter(
		({ name, expiredTime }) => name === terms.name && expiredTime === terms.expiredTime,
	);
	if (token && others.length === 0) return token;
	throw new Error('other access tokens were created at the same time');
}

function secretLost(failure: NodeApiError, { id, name }: AccessToken): NodeApiError {
	failure.message += ` Teable created the access token '${name}' (${id}), but its secret was lost with the response. Delete the token and create another.`;
	return withFate(failure, 'written');
}
