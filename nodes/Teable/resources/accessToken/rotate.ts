import { withFate } from '../../fate';
import { path } from '../../teable/http/path';
import type { AccessToken, AccessTokenWithSecret } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { chosenExpiry, expiryFields } from './shared/expiryFields';
import { accessTokenLocator, chosenTokenId } from './shared/locator';

export const rotate = defineOperation({
	name: 'Rotate',
	value: 'rotate',
	action: 'Rotate access token',
	description:
		"Give an access token a new secret and expiry. The old secret stops working at once; the new one is in 'token' of the output, and Teable never shows it again.",
	properties: [
		{
			displayName:
				'The old secret stops working at once, everywhere it is used. Pass the new one on in the same workflow: Teable never shows it again.',
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
				'Whether the token that the node itself signs in with may be rotated. Its credential in n8n stops working then, until you paste the new token.',
		},
	],
	async each(context) {
		const { client, param } = context;
		const id = chosenTokenId(context);
		const expiredTime = chosenExpiry(context);
		const allowOwnToken = param.options.flag('allowOwnToken');
		if (id === client.ownTokenId && !allowOwnToken) {
			throw param.failure(
				"This is the token that the node itself signs in with, so rotating it would cut the node off. Use another credential, or switch on 'Allow Own Token' under 'Options'.",
			);
		}
		const token = path`/access-token/${id}`;
		const before = await client.get<AccessToken>(token);
		return await client.post<AccessTokenWithSecret>(
			path`/access-token/${id}/refresh`,
			{ expiredTime },
			{
				fits: (answer) => typeof answer?.token === 'string',
				look: async (failure) => {
					const now = await client.get<AccessToken>(token);
					if (now.expiredTime !== expiredTime) return undefined;
					if (before.expiredTime === expiredTime) throw new Error('the expiry was the same before');
					failure.message +=
						' Teable rotated the token all the same: the old secret is dead, and the new one was lost with the answer. Rotate the token again.';
					throw withFate(failure, 'written');
				},
				unknown: 'The old secret may be dead, and the new one is lost: rotate the token again.',
			},
		);
	},
});
