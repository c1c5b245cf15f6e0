import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { ItemContext } from '../../core/operation';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { AccessToken } from '../../teable/http/types';
import { defineOperation } from '../operation';
import type { Expiry } from './shared/expiry';
import { expiryOf } from './shared/expiry';
import { checkedTokenId } from './shared/locator';

type Report = AccessToken & Expiry;

const which: INodeProperties = {
	displayName: 'Tokens',
	name: 'tokens',
	type: 'options',
	options: [
		{ name: 'All', value: 'all', description: 'Every token of your account' },
		{ name: 'Chosen', value: 'chosen', description: 'Only the tokens you choose' },
	],
	default: 'all',
	description: 'Which access tokens to check',
};

const chosen: INodeProperties = {
	displayName: 'Token Names or IDs',
	name: 'tokenIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getAccessTokens' },
	default: [],
	description:
		'The tokens to check. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	displayOptions: { show: { tokens: ['chosen'] } },
};

const warnBefore: INodeProperties = {
	displayName: 'Warn Before (Days)',
	name: 'warnBeforeDays',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 14,
	description: 'A token counts as expiring when it has this many days left, or fewer',
};

export const checkExpiry = defineOperation({
	name: 'Check Expiry',
	value: 'checkExpiry',
	action: 'Check expiry of access tokens',
	description:
		'Check which access tokens are valid, expiring or expired, and how many days are left; soonest first',
	properties: [which, chosen, warnBefore],
	options: [
		{
			displayName: 'Fail If Any Needs Attention',
			name: 'failIfAny',
			type: 'boolean',
			default: true,
			description:
				"Whether to fail when a token is expiring or expired, so that the workflow's error workflow runs. The message names each token and its date.",
		},
		{
			displayName: 'Only Those That Need Attention',
			name: 'onlyNeedingAttention',
			type: 'boolean',
			default: true,
			description: 'Whether to return only the tokens that are expiring or expired',
		},
	],
	readOnly: true,
	async each(context) {
		const { client, param, timezone } = context;
		const ids = chosenIds(context);
		const warnBeforeDays = param.wholeNumber('warnBeforeDays', 'Warn Before (Days)', 0);
		const failIfAny = param.options.flag('failIfAny');
		const onlyNeedingAttention = param.options.flag('onlyNeedingAttention');

		const all = await client.get<AccessToken[]>(path`/access-token`);
		const tokens = ids === undefined ? all : ids.map((id) => findToken(all, id, param));
		const now = DateTime.now().setZone(timezone);
		const reports = tokens
			.map((token) => reportOf(token, expiryOf(token, warnBeforeDays, now)))
			.sort((a, b) => Date.parse(a.expiredTime) - Date.parse(b.expiredTime));
		const needing = reports.filter(({ status }) => status !== 'valid');
		if (failIfAny && needing.length > 0) {
			throw param.failure(attentionMessage(needing, timezone));
		}
		return onlyNeedingAttention ? needing : reports;
	},
});

/** The verdict stands before the rest: a token can have more than fifty scopes. */
const reportOf = ({ id, name, ...rest }: AccessToken, expiry: Expiry): Report =>
	({ id, name, ...expiry, ...rest }) as Report;

function chosenIds({ param }: ItemContext<TeableClient>): string[] | undefined {
	if (param.choice('tokens', ['all', 'chosen']) === 'all') return undefined;
	const ids = param.list('tokenIds', 'Token Names or IDs');
	if (ids.length === 0) {
		throw param.bad({
			label: 'Token Names or IDs',
			problem: 'is empty',
			remedy: "Choose at least one token, or set 'Tokens' to All.",
		});
	}
	return ids.map((id) => checkedTokenId(param, id, 'Token Names or IDs'));
}

function findToken(
	tokens: AccessToken[],
	id: string,
	param: ItemContext<TeableClient>['param'],
): AccessToken {
	const token = tokens.find((candidate) => candidate.id === id);
	if (!token) {
		throw param.bad({
			label: 'Token Names or IDs',
			problem: `holds '${id}', which your Teable account does not have`,
			remedy: 'The token may have been deleted: choose again from the list.',
		});
	}
	return token;
}

function attentionMessage(reports: Report[], timezone: string): string {
	const lines = reports.map(({ name, status, expiredTime, daysUntilExpiry }) => {
		const date = DateTime.fromISO(expiredTime).setZone(timezone).toISODate();
		return status === 'expired'
			? `'${name}' expired on ${date}`
			: `'${name}' expires on ${date} (days left: ${daysUntilExpiry})`;
	});
	const count =
		reports.length === 1
			? '1 access token needs attention'
			: `${reports.length} access tokens need attention`;
	return `${count}: ${lines.join('; ')}. Rotate them, or make new ones in Teable.`;
}
