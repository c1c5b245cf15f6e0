import { path } from '../../nodes/Teable/teable/http/path';
import { resolved } from '../harness/n8n/credentials';
import { connectClient } from '../harness/engine';
import { onEachServer } from '../harness/server';

interface TokenData {
	access_token: string;
	refresh_token: string;
}

const EXCHANGE = '/api/oauth/access_token';

describe('an OAuth connection', () => {
	const MINUTES = 60_000;
	let skew = 0;

	beforeEach(() => {
		skew = 0;
	});

	onEachServer(
		(server) => {
			const tokens = () =>
				server.credentials.teableOAuth2Api.oauthTokenData as unknown as TokenData;

			const whoAmI = async () => {
				const client = await connectClient('oAuth2', server.credentials);
				return await client.get<{ id: string }>(path`/auth/user`);
			};

			it('is used without requesting new tokens while they are valid', async () => {
				expect(await whoAmI()).toMatchObject({ id: server.sandbox.account.userId });
				expect(server.sandbox.count('POST', EXCHANGE)).toBe(0);
			});

			it('requests new tokens when the access token has expired, and keeps both', async () => {
				const before = tokens();
				skew = 11 * MINUTES;
				expect(await whoAmI()).toMatchObject({ id: server.sandbox.account.userId });
				expect(server.sandbox.count('POST', EXCHANGE)).toBe(1);
				expect(tokens().access_token).not.toBe(before.access_token);
				expect(tokens().refresh_token).not.toBe(before.refresh_token);
			});

			it('does so again and again, with the refresh token of the last answer', async () => {
				for (let n = 1; n <= 3; n++) {
					skew += 11 * MINUTES;
					expect(await whoAmI()).toMatchObject({ id: server.sandbox.account.userId });
					expect(server.sandbox.count('POST', EXCHANGE)).toBe(n);
				}
			});

			it('requests new tokens once for many requests at the same time', async () => {
				skew = 11 * MINUTES;
				const client = await connectClient('oAuth2', server.credentials);
				await Promise.all(
					Array.from({ length: 8 }, async () => await client.get(path`/auth/user`)),
				);
				expect(server.sandbox.count('POST', EXCHANGE)).toBe(1);
			});

			it('sends the client in the body, because Teable refuses a Basic header', async () => {
				skew = 11 * MINUTES;
				await whoAmI();
				const refresh = server.sandbox.requests.find(({ route }) => route === EXCHANGE);
				expect(refresh?.body).toMatchObject({
					client_id: server.sandbox.oauth.clientId,
					grant_type: 'refresh_token',
				});
				expect(refresh?.headers).not.toHaveProperty('authorization');
			});

			it('says to connect again if the refresh token is no longer valid', async () => {
				await server.signInAs('plainOAuth');
				skew = 31 * 24 * 60 * MINUTES;
				expect(await server.failure('getAll')).toBe(
					'Teable does not accept the OAuth connection: it has ended. Connect the account in the credential again.',
				);
			});

			it('says to connect if it was never connected', async () => {
				await server.signInAs('plainOAuth');
				delete server.credentials.teableOAuth2Api.oauthTokenData;
				expect(await server.failure('getAll')).toBe(
					'The OAuth connection cannot be used: OAuth credentials not connected. Open the credential and connect the account.',
				);
				expect(server.sandbox.requests).toEqual([]);
			});
		},
		{ now: () => new Date(Date.now() + skew) },
	);
});

describe('the URLs of an OAuth credential', () => {
	const addresses = (baseUrl: string) => {
		const { authUrl, accessTokenUrl } = resolved('teableOAuth2Api', { baseUrl });
		return [authUrl, accessTokenUrl];
	};

	it.each([
		['https://app.teable.ai', 'https://app.teable.ai'],
		['  https://app.teable.ai/ ', 'https://app.teable.ai'],
		['https://app.teable.ai/api/', 'https://app.teable.ai'],
		['http://192.168.1.20:3000/base/bseA?view=1', 'http://192.168.1.20:3000'],
		['https://app.teable.ai#space', 'https://app.teable.ai'],
		['app.teable.ai', 'https://app.teable.ai'],
		['teable.example.com:8443/api', 'https://teable.example.com:8443'],
	])('are derived from the server URL %p', (baseUrl, origin) => {
		expect(addresses(baseUrl)).toEqual([
			`${origin}/api/oauth/authorize`,
			`${origin}/api/oauth/access_token`,
		]);
	});

	it.each(['', 'ftp://teable.example.com', 'https://me:pass-word-1@teable.example.com'])(
		'are invalid for the server URL %p',
		(baseUrl) => {
			for (const address of addresses(baseUrl)) {
				expect(address).not.toMatch(/^[a-z]+:\/\/[^/]/);
			}
		},
	);
});
