import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import type { AccessToken } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { accessTokenLocator, chosenTokenId } from './shared/locator';

export const deleteToken = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete access token',
	description: 'Delete an access token for good. Whatever uses it loses access at once.',
	properties: [accessTokenLocator],
	async each(context) {
		const { client } = context;
		const id = chosenTokenId(context);
		// An unknown ID is told by a read: a delete is answered 500 then, as by a server that fails behind it.
		await client.get<AccessToken>(path`/access-token/${id}`);
		await client.delete(path`/access-token/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () => {
				const tokens = await client.get<AccessToken[]>(path`/access-token`);
				return tokens.some((token) => token.id === id) ? undefined : '';
			},
		});
		return { id, deleted: true };
	},
});
