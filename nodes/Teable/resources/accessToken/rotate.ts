import { withFate } from '../../fate';
import { path } from '../../teable/http/path';
import type { AccessTokenWithSecret } from '../../teable/http/types';
import { fetchToken } from '../../teable/schema/accessToken';
import { defineOperation } from '../operation';
import { chosenExpiry, expiryFields } from './shared/expiryFields';
import { accessTokenLocator, chosenTokenId } from './shared/locator';

export const rotate = defineOperation({
	name: 'Rotate',
	value: 'rotate',
	action: 'Rotate access token',
	description:
		"Replace the secret and expiry of an access token. The old secret stops working immediately. The output has the new one in 'token'; Teable never shows it again.",
	properties: [
		{
			displayName:
				'The old secret stops working immediately, everywhere it is used. Store the new one in the same workflow: Teable never shows it again.',
			name: 'rotateNotice',
			type: 'notice',
			default: '',
		},
		accessTokenLocator,
		...expiryFields,
	],
	options: [
		{
			displayName: 'Allow Own Token',
			name: 'allowOwnToken',
			type: 'boolean',
			default: false,
			description:
				"Whether to allow rotating the token in this node's own credential. The credential then stops working until you paste the new token into it.",
		},
	],
	async each(context) {
		const { client, param } = context;
		const id = chosenTokenId(context);
		const expiredTime = chosenExpiry(context);
		const allowOwnToken = param.options.flag('allowOwnToken');
		if (id === client.ownTokenId && !allowOwnToken) {
			throw param.failure(
				"This is the token in this node's own credential, which would stop working",
				"Use another credential, or turn on 'Allow Own Token' under 'Options'.",
			);
		}
		const before = await fetchToken(client, id);
		return await client.post<AccessTokenWithSecret>(
			path`/access-token/${id}/refresh`,
			{ expiredTime },
			{
				fits: (answer) => typeof answer?.token === 'string',
				look: async (failure) => {
					const now = await fetchToken(client, id);
					if (now.expiredTime !== expiredTime) return undefined;
					if (before.expiredTime === expiredTime) throw new Error('the expiry was the same before');
					failure.message +=
						' Teable rotated the token: the old secret no longer works, and the new one was lost with the response. Rotate the token again.';
					throw withFate(failure, 'written');
				},
				unknown:
					'The old secret may no longer work, and the new one is lost. Rotate the token again.',
			},
		);
	},
});
