import { sessionHeader } from '../../../nodes/Teable/teable/http/signIn/signIn';
import { testCredential } from '../../harness/n8n/credentialTest';
import { onEachServer } from '../../harness/server';
import { SIGN_IN } from './session';

const ENDED =
	"Teable does not accept the session: it has ended. If 'Sign In With' is Session Cookie, paste a new one into the credential. Otherwise, try again.";

describe('a pasted session cookie', () => {
	onEachServer((server) => {
		it.each<[string, (cookie: string) => string]>([
			['its value', (cookie) => cookie],
			['its value as browsers show it', (cookie) => encodeURIComponent(cookie)],
			['spaces around it', (cookie) => `  ${cookie}\n`],
			['its name and value', (cookie) => `auth_session=${cookie}`],
			['a whole Cookie line', (cookie) => `lang=en; auth_session=${cookie}; theme=dark`],
			['the header with its name', (cookie) => `Cookie: lang=en; auth_session=${cookie}`],
			[
				'a Set-Cookie line',
				(cookie) => `auth_session=${encodeURIComponent(cookie)}; Path=/; HttpOnly; SameSite=Lax`,
			],
		])('is accepted as %s', async (_form, paste) => {
			const { teableSessionApi } = server.credentials;
			teableSessionApi.cookieSecret = paste(await server.sandbox.signIn());
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(0);
		});

		it('is reported as expired, without trying to sign in', async () => {
			server.credentials.teableSessionApi.cookieSecret = 's:nothing.nothing';
			expect(await server.failure('getAll')).toBe(ENDED);
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(0);
		});

		it.each(['', '   ', 'auth_session=', 'two words', 'theme=dark; lang=en'])(
			'is refused without a request if it is invalid: %p',
			async (cookieSecret) => {
				server.credentials.teableSessionApi.cookieSecret = cookieSecret;
				expect(await server.failure('getAll')).toBe(
					"'Session Cookie' does not contain the value of Teable's cookie 'auth_session'. Copy it again from a browser that is signed in to Teable.",
				);
				expect(server.sandbox.requests).toEqual([]);
			},
		);

		it('is tested', async () => {
			const test = async () => await testCredential('teableSessionApi', server.credentials);
			expect((await test()).status).toBe('OK');
			server.credentials.teableSessionApi.cookieSecret = 's:nothing.nothing';
			expect((await test()).message).toBe(ENDED);
		});
	});

	it('cannot contain another header or cookie', () => {
		for (const pasted of ['a\r\nHost: example.com', 'a; other=1', 'a, b']) {
			expect(() => sessionHeader(pasted)).toThrow("'Session Cookie' does not contain");
		}
	});
});
