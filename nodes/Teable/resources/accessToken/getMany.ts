import { chosenLimit, limitFields } from '../../fields/limitFields';
import { path } from '../../teable/http/path';
import type { AccessToken } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { hasExpired } from './shared/expiry';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many access tokens',
	description: 'Retrieve a list of your access tokens; tokens issued by OAuth are not among them',
	properties: limitFields,
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
		const limit = chosenLimit(param);
		const leaveOutExpired = param.options.flag('leaveOutExpired');
		const tokens = await client.get<AccessToken[]>(path`/access-token`);
		return tokens
			.filter(({ expiredTime }) => !leaveOutExpired || !hasExpired(expiredTime))
			.slice(0, limit);
	},
});
