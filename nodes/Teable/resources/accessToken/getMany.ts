import { chosenLimit, limitFields } from '../../fields/limitFields';
import { fetchTokens } from '../../teable/schema/accessToken';
import { defineOperation } from '../operation';
import { hasExpired } from './shared/expiry';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many access tokens',
	description: 'Retrieve your access tokens, without those issued through OAuth',
	properties: limitFields,
	options: [
		{
			displayName: 'Exclude Expired',
			name: 'leaveOutExpired',
			type: 'boolean',
			default: true,
			description: 'Whether to exclude expired tokens, which Teable keeps in the list',
		},
	],
	readOnly: true,
	async each({ client, param }) {
		const limit = chosenLimit(param);
		const leaveOutExpired = param.options.flag('leaveOutExpired');
		const tokens = await fetchTokens(client);
		return tokens
			.filter(({ expiredTime }) => !leaveOutExpired || !hasExpired(expiredTime))
			.slice(0, limit);
	},
});
