import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { isTokenId } from '../../../teable/http/signIn/accessToken';
import type { TeableClient } from '../../../teable/http/client';

const LABEL = 'Access Token';

export const accessTokenLocator: INodeProperties = {
	displayName: LABEL,
	name: 'accessTokenId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The access token to work on: its ID (acc…), never the secret itself. Only those of the Teable account that the node signs in to can be found.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an access token',
			typeOptions: { searchListMethod: 'searchAccessTokens', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. accAbCdEfGhIjKlMnOp',
			hint: 'The ID, not the token itself: the part between the two underscores of a token is its ID',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*acc[A-Za-z0-9]{16}\\s*$',
						errorMessage: 'An ID is "acc" and 16 letters or digits',
					},
				},
			],
		},
		{
			displayName: "This Credential's Token",
			name: 'own',
			type: 'string',
			placeholder: 'Leave empty',
			hint: 'The ID is read from the token that the node signs in with',
		},
	],
};

/**
 * The ID that the locator points to.
 *
 * @throws NodeOperationError when there is none, or it cannot be an access token's
 */
export function chosenTokenId({ client, param }: ItemContext<TeableClient>): string {
	const { mode, value } = param.locator(accessTokenLocator.name, LABEL);
	return mode === 'own' ? ownTokenId(client, param) : checkedTokenId(param, value);
}

/** @throws NodeOperationError when `id` cannot be an access token's ID; a whole token is not repeated in it */
export function checkedTokenId(
	param: ItemContext<TeableClient>['param'],
	id: string,
	label = LABEL,
): string {
	if (isTokenId(id)) return id;
	if (id === '') {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: 'Choose a token, or check the expression that gives its ID.',
		});
	}
	if (id.includes('teable_')) {
		throw param.bad({
			label,
			problem: 'holds a whole token instead of an ID',
			remedy:
				'Give only the part between its two underscores (acc…), and keep the token itself in a credential.',
		});
	}
	throw param.bad({
		label,
		problem: `holds '${id.length > 40 ? `${id.slice(0, 40)}…` : id}', which is not the ID of an access token`,
		remedy:
			"An ID is 'acc' and 16 letters or digits: choose the token 'From List', or take it from what 'Get Many' gives.",
	});
}

function ownTokenId(client: TeableClient, param: ItemContext<TeableClient>['param']): string {
	if (client.authentication === 'session') {
		throw param.bad({
			label: LABEL,
			problem: "is set to This Credential's Token, but a session signs in without a token",
			remedy: "Choose the token 'From List' or 'By ID'.",
		});
	}
	if (client.ownTokenId === undefined) {
		throw param.bad({
			label: LABEL,
			problem: "is set to This Credential's Token, but the credential holds no whole Teable token",
			remedy: "Open the credential and copy the token whole, from 'teable_' to the end.",
		});
	}
	return client.ownTokenId;
}
