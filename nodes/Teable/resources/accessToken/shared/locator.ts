import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { byId, fromList } from '../../../fields/locators/modes';
import type { TeableClient } from '../../../teable/http/client';
import { isTeableId } from '../../../teable/schema/id';
import { quoted } from '../../../values/quoted';

const LABEL = 'Access Token';

export const accessTokenLocator: INodeProperties = {
	displayName: LABEL,
	name: 'accessTokenId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		"The access token to operate on, e.g. accAbCdEfGhIjKlMnOp. Use its ID, never its secret. It must belong to the credential's Teable account.",
	modes: [
		fromList('an access token', 'searchAccessTokens'),
		{
			...byId('an access token', 'acc'),
			hint: 'Enter the ID, not the token itself. The ID is the part between the two underscores of a token.',
		},
		{
			displayName: "This Credential's Token",
			name: 'own',
			type: 'string',
			placeholder: 'Leave empty',
			hint: "The ID is taken from the token in this node's credential",
		},
	],
};

/**
 * The ID selected in the locator.
 *
 * @throws NodeOperationError if there is none, or it cannot be an access token's
 */
export function chosenTokenId({ client, param }: ItemContext<TeableClient>): string {
	const { mode, value } = param.locator(accessTokenLocator.name, LABEL);
	return mode === 'own' ? ownTokenId(client, param) : checkedTokenId(param, value);
}

/** `acc` and 16 letters or digits. */
const ID_LENGTH = 19;

/** @throws NodeOperationError if `id` cannot be an access token's ID; the error never repeats a token or its secret */
export function checkedTokenId(
	param: ItemContext<TeableClient>['param'],
	id: string,
	label = LABEL,
): string {
	if (isTeableId('acc', id)) return id;
	if (id === '') {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: 'Choose a token, or check the expression.',
		});
	}
	if (id.includes('teable_')) {
		throw param.bad({
			label,
			problem: 'contains a whole token instead of an ID',
			remedy:
				'Enter only the part between its two underscores (acc…), and keep the token itself in a credential.',
		});
	}
	throw param.bad({
		label,
		// The secret of a token, copied without its beginning, has 44 characters.
		problem:
			id.length > ID_LENGTH
				? `has ${id.length} characters, too many for the ID of an access token`
				: `is ${quoted(id)}, which is not the ID of an access token`,
		remedy:
			"An ID is 'acc' followed by 16 letters or digits. Choose the token 'From List', or use an ID returned by 'Get Many'.",
	});
}

function ownTokenId(client: TeableClient, param: ItemContext<TeableClient>['param']): string {
	if (client.authentication === 'session') {
		throw param.bad({
			label: LABEL,
			problem: "is set to This Credential's Token, but a session credential has no token",
			remedy: "Choose the token 'From List' or 'By ID'.",
		});
	}
	if (client.ownTokenId === undefined) {
		throw param.bad({
			label: LABEL,
			problem:
				"is set to This Credential's Token, but the credential doesn't contain a complete Teable token",
			remedy: "Open the credential and paste the whole token, from 'teable_' to the end.",
		});
	}
	return client.ownTokenId;
}
