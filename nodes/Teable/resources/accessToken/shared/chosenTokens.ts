import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import type { TeableClient } from '../../../teable/http/client';
import type { AccessToken } from '../../../teable/http/types';
import { fetchTokens } from '../../../teable/schema/accessToken';
import { checkedTokenId } from './locator';

/** @param purpose what is done to the tokens, e.g. "check" */
export const tokenFields = (purpose: string): INodeProperties[] => [
	{
		displayName: 'Tokens',
		name: 'tokens',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'All tokens of your account' },
			{ name: 'Selected', value: 'chosen', description: 'Only the tokens you select' },
		],
		default: 'all',
		description: `Which access tokens to ${purpose}`,
	},
	{
		displayName: 'Token Names or IDs',
		name: 'tokenIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getAccessTokens' },
		default: [],
		description: `The tokens to ${purpose}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		displayOptions: { show: { tokens: ['chosen'] } },
	},
];

const LABEL = 'Token Names or IDs';

/**
 * The tokens selected by `tokenFields`, sorted by expiry, soonest first.
 *
 * @throws NodeOperationError if none is selected, or one that the account does not have
 */
export async function fetchChosenTokens(
	client: TeableClient,
	param: Parameters,
): Promise<AccessToken[]> {
	const ids = chosenIds(param);
	const all = await fetchTokens(client);
	const missing = ids?.find((id) => !all.some((token) => token.id === id));
	if (missing === undefined) {
		const chosen = all.filter(({ id }) => ids?.includes(id) ?? true);
		return sortBy(chosen, ({ expiredTime }) => Date.parse(expiredTime));
	}
	throw param.bad({
		label: LABEL,
		problem: `contains '${missing}', which your Teable account doesn't have`,
		remedy:
			'The token may have been deleted. Choose from the list again, or use IDs returned by Get Many.',
	});
}

function chosenIds(param: Parameters): string[] | undefined {
	if (param.choice('tokens', ['all', 'chosen']) === 'all') return undefined;
	const ids = param.list('tokenIds', LABEL);
	if (ids.length > 0) return ids.map((id) => checkedTokenId(param, id, LABEL));
	throw param.bad({
		label: LABEL,
		problem: 'is empty',
		remedy: "Choose at least one token, or set 'Tokens' to All.",
	});
}
