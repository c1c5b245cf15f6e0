import { fetchToken } from '../../teable/schema/accessToken';
import { defineOperation } from '../operation';
import { accessTokenLocator, chosenTokenId } from './shared/locator';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get access token',
	description: 'Retrieve the name, scopes, access, expiry and last use of an access token',
	properties: [accessTokenLocator],
	readOnly: true,
	async each(context) {
		return await fetchToken(context.client, chosenTokenId(context));
	},
});
