import { path } from '../../teable/path';
import type { AccessToken } from '../../teable/types';
import { defineOperation } from '../operation';
import { hasExpired } from './expiry';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many access tokens',
	description: 'Retrieve a list of your access tokens; tokens issued by OAuth are not among them',
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
	],
	options: [
		{
			displayName: 'Leave Out Expired',
			name: 'leaveOutExpired',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out tokens that have expired: Teable keeps them in the list',
		},
	],
	readOnly: true,
	async each({ client, param }) {
		const limit = param.flag('returnAll') ? undefined : param.wholeNumber('limit', 'Limit', 1);
		const tokens = await client.get<AccessToken[]>(path`/access-token`);
		const { leaveOutExpired } = param.collection('options');
		return tokens
			.filter(({ expiredTime }) => leaveOutExpired !== true || !hasExpired(expiredTime))
			.slice(0, limit);
	},
});
