import { resolved, TYPES } from '../harness/n8n/credentials';
import { testCredential } from '../harness/n8n/credentialTest';
import { freePort, startOther } from '../harness/otherServer';
import { onEachServer } from '../harness/server';

describe('the test of an access token', () => {
	onEachServer((server) => {
		const test = async () => await testCredential('teableApi', server.credentials);

		it.each(['full', 'oneBase', 'neverUsed'] as const)('accepts the token %s', async (name) => {
			server.credentials.teableApi.accessToken = server.sandbox.tokens[name].token;
			expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		});

		it('accepts a messy server URL, and a token that starts with Bearer', async () => {
			server.credentials.teableApi = {
				baseUrl: ` ${server.sandbox.url}/api/ `,
				accessToken: `Bearer ${server.sandbox.tokens.full.token}`,
			};
			expect((await test()).status).toBe('OK');
		});

		it('says that an expired token is not accepted', async () => {
			server.credentials.teableApi.accessToken = server.sandbox.tokens.expired.token;
			expect((await test()).message).toBe(
				"Teable does not accept the token in the credential: it has expired, was rotated or deleted, or is mistyped. Create a new one in Teable and paste it into 'Access Token'.",
			);
		});

		it('says that a part of the token is missing', async () => {
			server.credentials.teableApi.accessToken = server.sandbox.tokens.full.token.slice(0, -4);
			expect((await test()).message).toBe(
				"The token in the credential is incomplete or mistyped. Copy all of it into 'Access Token', from 'teable_' to the end, or create a new one in Teable.",
			);
		});

		it('says that there is no Teable at the server URL', async () => {
			const other = await startOther();
			server.credentials.teableApi.baseUrl = other.url;
			expect((await test()).message).toBe(
				`The server at ${other.url} is not Teable. Set 'Server URL' in the credential to the URL of your Teable server.`,
			);
			await other.stop();
		});

		it('says that a web page is not an API', async () => {
			const other = await startOther({
				answer: async (_request, reply) => await reply.type('text/html').send('<html></html>'),
			});
			server.credentials.teableApi.baseUrl = other.url;
			expect((await test()).message).toBe(
				`The server at ${other.url} is not Teable. Set 'Server URL' in the credential to the URL of your Teable server.`,
			);
			await other.stop();
		});

		it.each([301, 302, 303, 307, 308])(
			'follows no redirect with status %i, which would send the token to another server',
			async (status) => {
				const target = await startOther();
				const from = await startOther({
					answer: async (_request, reply) =>
						await reply.redirect(`${target.url}/api/auth/user`, status),
				});
				server.credentials.teableApi.baseUrl = from.url;
				const { message } = await test();
				await from.stop();
				await target.stop();
				expect(target.requests).toEqual([]);
				expect(message).toBe(
					`The server at ${from.url} redirects to ${target.url}. Set 'Server URL' in the credential to that URL, because the node does not follow redirects.`,
				);
			},
		);

		it.each<[string, string, (port: number) => [url: string, message: string]]>([
			[
				'is down',
				'teableApi',
				(port) => [
					`http://127.0.0.1:${port}`,
					`Can't reach http://127.0.0.1:${port}. Check that the Teable server is running, and 'Server URL' in the credential.`,
				],
			],
			[
				'does not exist',
				'teableSessionApi',
				() => [
					'https://teable.invalid',
					"Can't find the server teable.invalid. Check 'Server URL' in the credential.",
				],
			],
			[
				'uses HTTP, but http:// was forgotten',
				'teableApi',
				() => [
					server.sandbox.url.replace('http:', 'https:'),
					`The server at ${server.sandbox.url.replace('http:', 'https:')} does not use HTTPS. If its URL begins with http://, enter it that way in 'Server URL' in the credential.`,
				],
			],
		])('says in words that the server %s', async (_fault, type, at) => {
			const [url, message] = at(await freePort());
			server.credentials[type].baseUrl = url;
			expect(await testCredential(type, server.credentials)).toEqual({ status: 'Error', message });
		});

		it('says that the account has reached the request limit', async () => {
			server.sandbox.inject({ kind: 'status', status: 429 });
			expect((await test()).message).toMatch(/^This account has reached Teable's request limit\./);
		});

		it.each([
			['', "'Server URL' is empty."],
			['ftp://teable.example.com', "'Server URL' must begin with https:// or http://."],
			[
				'https://me:pw@teable.example.com',
				"'Server URL' must not contain a user name or password.",
			],
		])('refuses the server URL %p', async (baseUrl, message) => {
			server.credentials.teableApi.baseUrl = baseUrl;
			expect((await test()).message).toContain(message);
		});

		it('refuses an empty token', async () => {
			server.credentials.teableApi.accessToken = ' ';
			expect((await test()).message).toContain("'Access Token' is empty.");
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});

describe('a credential', () => {
	const SIGNED = [
		['teableApi', { accessToken: 'teable_a_b' }],
		['teableSessionApi', { signInWith: 'cookie', cookieSecret: 's%3Aabc' }],
	] as const;

	const sign = async (type: string, filledIn: object, url: string) => {
		const { authenticate } = TYPES[type];
		if (typeof authenticate !== 'function') throw new Error(`${type} does not authenticate`);
		const credential = { baseUrl: 'https://teable.example.com', ...filledIn };
		return await authenticate(resolved(type, credential), { url });
	};

	it.each(SIGNED)('%s signs a request to its own server', async (type, filledIn) => {
		for (const url of ['/api/auth/user', 'https://teable.example.com/api/auth/user']) {
			const signed = await sign(type, filledIn, url);
			expect(signed.url).toBe('https://teable.example.com/api/auth/user');
			expect(Object.keys(signed.headers ?? {})).toHaveLength(1);
		}
	});

	const ELSEWHERE = [
		'https://example.com/api/auth/user',
		'http://teable.example.com/api/auth/user',
		'https://teable.example.com:8443/api',
		'https://teable.example.com.example.org/api',
		'https://teable.example.com@example.org/api',
		'//example.org/api',
		'\\\\example.org/api',
	];

	it.each(SIGNED)('%s does not sign a request to another server', async (type, filledIn) => {
		for (const url of ELSEWHERE) {
			await expect(sign(type, filledIn, url)).rejects.toThrow(
				/^This credential is for https:\/\/teable\.example\.com only, so it was not sent to /,
			);
		}
	});

	it.each(Object.entries(TYPES))('%s has a link to its documentation', (_name, type) => {
		expect(type.documentationUrl).toMatch(/^https:\/\/github\.com\/n8n-nodes-teable\//);
		expect(type.icon).toEqual({
			light: 'file:../icons/teable.svg',
			dark: 'file:../icons/teable.dark.svg',
		});
	});

	it.each(Object.entries(TYPES))('%s masks its secrets', (_name, type) => {
		const secret = type.properties.filter(({ name }) =>
			/token$|password|secret$|cookieSecret/i.test(name),
		);
		expect(secret.length).toBeGreaterThan(0);
		for (const { typeOptions } of secret) expect(typeOptions?.password).toBe(true);
	});

	it.each(Object.entries(TYPES))('%s has a description for each field', (_name, type) => {
		for (const { type: kind, description, name } of type.properties) {
			if (kind === 'hidden' || name === 'signInWith') continue;
			expect([name, description]).toEqual([name, expect.stringMatching(/\w/)]);
		}
	});
});
