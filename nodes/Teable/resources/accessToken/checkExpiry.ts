import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { AccessToken } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { fetchChosenTokens, tokenFields } from './shared/chosenTokens';
import type { Expiry } from './shared/expiry';
import { expiryOf } from './shared/expiry';

type Report = AccessToken & Expiry;

const warnBefore: INodeProperties = {
	displayName: 'Warn Before (Days)',
	name: 'warnBeforeDays',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 14,
	description: 'How many days before its expiry a token counts as expiring',
};

export const checkExpiry = defineOperation({
	name: 'Check Expiry',
	value: 'checkExpiry',
	action: 'Check expiry of access tokens',
	description:
		'Check which access tokens are valid, expiring or expired, and how many days they have left, soonest first',
	properties: [...tokenFields('check'), warnBefore],
	options: [
		{
			displayName: 'Fail If Any Need Attention',
			name: 'failIfAny',
			type: 'boolean',
			default: true,
			description:
				"Whether to fail if a token is expiring or expired, so that the workflow's error workflow runs. The error lists these tokens with their expiry dates.",
		},
		{
			displayName: 'Only Tokens That Need Attention',
			name: 'onlyNeedingAttention',
			type: 'boolean',
			default: true,
			description: 'Whether to return only expiring and expired tokens',
		},
	],
	readOnly: true,
	async each({ client, param, timezone }) {
		const warnBeforeDays = param.wholeNumber('warnBeforeDays', 'Warn Before (Days)', 0);
		const failIfAny = param.options.flag('failIfAny');
		const onlyNeedingAttention = param.options.flag('onlyNeedingAttention');

		const tokens = await fetchChosenTokens(client, param);
		const now = DateTime.now().setZone(timezone);
		const reports = tokens.map((token) => reportOf(token, expiryOf(token, warnBeforeDays, now)));
		const needing = reports.filter(({ status }) => status !== 'valid');
		if (failIfAny && needing.length > 0) {
			throw param.failure(attentionMessage(needing, timezone), REMEDY);
		}
		return onlyNeedingAttention ? needing : reports;
	},
});

/** The expiry comes first in the output, because a token can have more than fifty scopes. */
const reportOf = ({ id, name, ...rest }: AccessToken, expiry: Expiry): Report =>
	({ id, name, ...expiry, ...rest }) as Report;

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
	return `${count}: ${lines.join('; ')}`;
}

const REMEDY = 'Rotate them, or create new ones in Teable.';
