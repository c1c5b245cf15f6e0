import { path } from '../../teable/http/path';
import { defineOperation } from '../operation';
import { accessTokenLocator, chosenTokenId } from './shared/locator';

export const deleteToken = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete access token',
	description: 'Delete an access token for good. Whatever uses it loses access at once.',
	properties: [accessTokenLocator],
	async each(context) {
		const id = chosenTokenId(context);
		await context.client.delete(path`/access-token/${id}`);
		return { id, deleted: true };
	},
});
