import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { fetchToken, fetchTokens } from '../../teable/schema/accessToken';
import { defineOperation } from '../operation';
import { accessTokenLocator, chosenTokenId } from './shared/locator';

export const deleteToken = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete access token',
	description:
		'Permanently delete an access token. Everything that uses it loses access immediately.',
	properties: [accessTokenLocator],
	async each(context) {
		const { client } = context;
		const id = chosenTokenId(context);
		// Teable answers 500 to deleting an unknown ID, as it does to a failure of its own. Only a read tells them apart.
		await fetchToken(client, id);
		await client.delete(path`/access-token/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () => {
				const tokens = await fetchTokens(client);
				return tokens.some((token) => token.id === id) ? undefined : '';
			},
		});
		return { id, deleted: true };
	},
});
