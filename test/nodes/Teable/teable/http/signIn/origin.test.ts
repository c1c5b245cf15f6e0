import { teableOrigin } from '../../../../../../nodes/Teable/teable/http/signIn/origin';
import { onOneServer } from '../../../../../harness/server';

describe("what users enter in 'Server URL'", () => {
	it.each([
		['https://app.teable.ai', 'https://app.teable.ai'],
		['  https://app.teable.ai \n', 'https://app.teable.ai'],
		['https://app.teable.ai/', 'https://app.teable.ai'],
		['https://app.teable.ai///', 'https://app.teable.ai'],
		['https://app.teable.ai/api', 'https://app.teable.ai'],
		['https://app.teable.ai/api/', 'https://app.teable.ai'],
		['HTTPS://App.Teable.AI', 'https://app.teable.ai'],
		['https://app.teable.ai:443', 'https://app.teable.ai'],
		[
			'https://app.teable.ai/base/bseAAAAAAAAAAAAAAAA/tblAAAAAAAAAAAAAAAA?view=1#row',
			'https://app.teable.ai',
		],
		['app.teable.ai', 'https://app.teable.ai'],
		['teable.example.com:8443/api', 'https://teable.example.com:8443'],
		['localhost:3000', 'https://localhost:3000'],
		['http://localhost:3000/', 'http://localhost:3000'],
		['http://192.168.1.20:3000', 'http://192.168.1.20:3000'],
		['http://[::1]:3000/space', 'http://[::1]:3000'],
		['http://10.0.0.5', 'http://10.0.0.5'],
		['http://teable', 'http://teable'],
	])('%p means %s', (baseUrl, origin) => {
		expect(teableOrigin(baseUrl)).toBe(origin);
	});

	const REFUSED: Array<[unknown, string]> = [
		['', "'Server URL' is empty."],
		['   ', "'Server URL' is empty."],
		[undefined, "'Server URL' is empty."],
		['ftp://teable.example.com', "'Server URL' must begin with https:// or http://."],
		['file:///etc/passwd', "'Server URL'"],
		['javascript://alert(1)', "'Server URL' must begin with https:// or http://."],
		['https://me:pass-word-1@teable.example.com', 'must not contain a user name or password.'],
		['https://me@teable.example.com', 'must not contain a user name or password.'],
		['me:pass-word-1@teable.example.com', 'must not contain a user name or password.'],
		['https://', "'Server URL' is not a URL."],
		['not a url', "'Server URL' is not a URL."],
		['http://exa mple.com', "'Server URL' is not a URL."],
	];

	it.each(REFUSED)('%p is refused', (baseUrl, message) => {
		expect(() => teableOrigin(baseUrl)).toThrow(message);
		expect(() => teableOrigin(baseUrl)).not.toThrow('pass-word-1');
	});

	onOneServer((server) => {
		const stores = () => Object.values(server.credentials);

		it.each([
			(url: string) => `  ${url}/ `,
			(url: string) => `${url}/api/`,
			(url: string) => `${url}/base/bseAAAAAAAAAAAAAAAA?x=1`,
		])('works in the node with every credential: %s', async (messy) => {
			for (const store of stores()) store.baseUrl = messy(server.sandbox.url);
			for (const caller of ['password', 'cookie', 'integrationsToken'] as const) {
				await server.signInAs(caller);
				expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			}
			await server.signInAs('plainOAuth');
			expect(await server.failure('getAll')).toContain('lets only a signed-in session');
		});

		// n8n fills in the default if there is no value.
		const filledIn = REFUSED.filter(([baseUrl]) => baseUrl !== undefined);

		it.each(filledIn)('%p is refused in the node, without a request', async (baseUrl, message) => {
			for (const store of stores()) store.baseUrl = baseUrl as string;
			for (const caller of ['password', 'cookie', 'plainToken', 'plainOAuth'] as const) {
				await server.signInAs(caller);
				const text = await server.failure('getAll');
				expect(text).toContain(message);
				expect(text).not.toContain('pass-word-1');
			}
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});
