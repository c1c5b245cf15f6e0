import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import { byId, onEachServer, ownToken } from '../../../../harness/server';

const NEVER: INodeParameters = { expires: 'never' };

const REFRESH = '/api/access-token/:id/refresh';

describe('Rotate Access Token', () => {
	onEachServer((server) => {
		const statusFor = async (token: unknown) => {
			const { status } = await axios.get(`${server.sandbox.url}/api/auth/user`, {
				headers: { authorization: `Bearer ${String(token)}` },
				validateStatus: () => true,
			});
			return status;
		};

		it('returns a new secret and expiry, and the old secret is refused at once', async () => {
			const { expiring } = server.sandbox.tokens;
			const [token] = await server.output('rotate', { ...byId(expiring.id), ...NEVER });
			expect(token).toMatchObject({ id: expiring.id, expiredTime: '2099-12-31T00:00:00.000Z' });
			expect(await statusFor(token.token)).toBe(200);
			expect(await statusFor(expiring.token)).toBe(401);
		});

		it('makes an expired token valid again', async () => {
			const { expired } = server.sandbox.tokens;
			const [token] = await server.output('rotate', { ...byId(expired.id), ...NEVER });
			expect(await statusFor(token.token)).toBe(200);
		});

		it("refuses to rotate the credential's own token", async () => {
			await server.signInAs('integrationsToken');
			const { id, token } = server.sandbox.tokens.integrations;
			for (const locator of [ownToken, byId(id)]) {
				expect(await server.failure('rotate', { ...locator, ...NEVER })).toBe(
					"This is the token in this node's own credential, which would stop working. Use another credential, or turn on 'Allow Own Token' under 'Options'.",
				);
			}
			expect(server.sandbox.requests).toEqual([]);
			expect(await statusFor(token)).toBe(200);
		});

		it("rotates the credential's own token if an option allows it", async () => {
			await server.signInAs('integrationsToken');
			const { token: old } = server.sandbox.tokens.integrations;
			const options = { allowOwnToken: true };
			const [token] = await server.output('rotate', { ...ownToken, ...NEVER, options });
			expect(await statusFor(old)).toBe(401);
			expect(await statusFor(token.token)).toBe(200);
		});

		it('refuses an expiry in the past without a request, so the old secret stays valid', async () => {
			const { expiring } = server.sandbox.tokens;
			const parameters = { ...byId(expiring.id), expires: 'onDate', expiryDate: '2020-01-01' };
			expect(await server.failure('rotate', parameters)).toBe(
				"'Expiry Date' is 2020-01-01, which has passed. Enter a date in the future.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('says that the old secret is invalid if the answer is lost, and does not rotate twice', async () => {
			const { expiring } = server.sandbox.tokens;
			server.sandbox.inject({ method: 'POST', route: REFRESH, kind: 'resetAfter' });
			expect(await server.failure('rotate', { ...byId(expiring.id), ...NEVER })).toBe(
				`The connection to ${server.sandbox.url} was interrupted (ECONNRESET). Check the network between n8n and Teable, and 'Server URL' in the credential. Teable rotated the token: the old secret no longer works, and the new one was lost with the response. Rotate the token again. Done: item 0.`,
			);
			expect(server.sandbox.count('POST', REFRESH)).toBe(1);
			expect(await statusFor(expiring.token)).toBe(401);
		});

		it('rotates no more items after one whose answer is lost', async () => {
			const { expiring, full, permanent } = server.sandbox.tokens;
			server.sandbox.inject({ method: 'POST', route: REFRESH, kind: 'resetAfter', after: 1 });
			await server.run(
				'rotate',
				{ ...byId('={{ $json.id }}'), ...NEVER },
				{ items: [full, expiring, permanent].map(({ id }) => ({ id })) },
			);
			expect(server.sandbox.count('POST', REFRESH)).toBe(2);
			expect(await statusFor(permanent.token)).toBe(200);
		});
	});
});
