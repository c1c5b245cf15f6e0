import axios from 'axios';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { sessionHeader } from '../../nodes/Teable/teable/http/signIn';
import { startSandbox } from '../../sandbox';
import { testCredential } from '../harness/credentialTest';
import { startOther } from '../harness/otherServer';
import { byId, onEachServer } from '../harness/server';

const SIGN_IN = '/api/auth/signin';

const WRONG = 'not this one';

const cookieOf = ({ sessionToken }: ICredentialDataDecryptedObject) =>
	String(sessionToken).split(' ').pop();

const WRONG_PASSWORD =
	"Teable does not accept this email and password. Open the credential, correct 'Email' or 'Password' and save it. The same password is not tried again, because Teable locks an account after several wrong ones.";

const ENDED =
	'Teable no longer accepts the session. Open the credential and test it: with a session cookie, paste a fresh one.';

describe('signing in with email and password', () => {
	onEachServer((server) => {
		const store = () => server.credentials.teableSessionApi;

		const signIns = () => server.sandbox.count('POST', SIGN_IN);

		const endSession = async () => {
			const headers = { cookie: `auth_session=${cookieOf(store())}` };
			await axios.post(`${server.sandbox.url}/api/auth/signout`, {}, { headers });
		};

		const test = async () => await testCredential('teableSessionApi', server.credentials);

		/** Different tokens, as equal reads of a run are sent once. */
		const manyTokens = async () => {
			const items: IDataObject[] = [];
			for (let count = 1; count <= 40; count += 1) {
				const token = {
					name: `Token ${count}`,
					scopes: ['record|read'],
					expiredTime: '2099-01-31',
				};
				const { id } = await server.ask('POST', '/access-token', token);
				items.push({ id });
			}
			return items;
		};

		beforeEach(async () => await server.signInAs('password'));

		it('happens once for many items, and not again in the next run', async () => {
			const get = byId('={{ $json.id }}');
			const items = await manyTokens();
			expect(await server.output('get', get, { items })).toHaveLength(40);
			expect(signIns()).toBe(1);
			expect(await server.output('get', get, { items })).toHaveLength(40);
			expect(signIns()).toBe(1);
		});

		it('happens again, unseen, when the server has forgotten the session', async () => {
			await server.output('getAll');
			await endSession();
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(signIns()).toBe(2);
		});

		it('happens once more when the session ends while many items are under way', async () => {
			const items = await manyTokens();
			const before = server.sandbox.requests.length;
			const running = server.output('get', byId('={{ $json.id }}'), { items });
			while (server.sandbox.requests.length < before + 10) await sleep(1);
			await endSession();
			expect(await running).toHaveLength(40);
			expect(signIns()).toBe(2);
		});

		it('takes an email with spaces around it', async () => {
			store().email = ` ${server.sandbox.account.email} `;
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
		});

		it('keeps the cookie and nothing else', async () => {
			await server.output('getAll');
			expect(store().sessionToken).toMatch(/^[\da-f]{64} s(:|%3A)\S+$/);
		});

		describe('when the password is wrong', () => {
			beforeEach(() => {
				store().password = WRONG;
			});

			it('is tried exactly once over many items and many runs', async () => {
				const items = await manyTokens();
				const options = { items, onError: 'continueRegularOutput' as const };
				for (let run = 0; run < 3; run++) {
					const output = await server.run('get', byId('={{ $json.id }}'), options);
					expect(output.items).toHaveLength(items.length);
					for (const { json } of output.items) expect(json.error).toBe(WRONG_PASSWORD);
				}
				expect(signIns()).toBe(1);
			});

			it('is not tried again by the lists of the editor', async () => {
				await server.run('getAll');
				await expect(server.search()).rejects.toThrow(WRONG_PASSWORD);
				expect(signIns()).toBe(1);
			});

			it('is tried again by the next run once it was corrected', async () => {
				await server.run('getAll');
				store().password = server.sandbox.account.password;
				expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
				expect(signIns()).toBe(2);
			});

			it('is tried again by the test of the credential once it was corrected', async () => {
				expect((await test()).message).toBe(WRONG_PASSWORD);
				store().password = server.sandbox.account.password;
				expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
				expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
				expect(signIns()).toBe(2);
			});

			it('is said to be wrong by the test of the credential, after one try', async () => {
				expect((await test()).message).toBe(WRONG_PASSWORD);
				expect((await test()).message).toBe(WRONG_PASSWORD);
				expect(signIns()).toBe(1);
			});
		});

		// n8n puts the stored session back when the credential is saved, whatever else was changed in it.
		describe('when another account is filled in after a session was kept', () => {
			it.each([
				['email', 'nobody@example.com'],
				['password', WRONG],
			])('is not let in with the session of the one before: another %s', async (name, value) => {
				expect((await test()).status).toBe('OK');
				store()[name] = value;
				server.sandbox.resetRequests();
				expect((await test()).message).toBe(WRONG_PASSWORD);
				expect(await server.failure('getAll')).toBe(WRONG_PASSWORD);
				await expect(server.search()).rejects.toThrow(WRONG_PASSWORD);
				expect(server.sandbox.requests.map(({ url }) => url)).toEqual([SIGN_IN]);
			});

			it('works as the new account', async () => {
				const other = { email: 'grace@example.com', password: 'Grace-1906' };
				await axios.post(`${server.sandbox.url}/api/auth/signup`, other);
				expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
				Object.assign(store(), other);
				expect(await server.output('getAll', { returnAll: true })).toEqual([]);
				expect((await test()).status).toBe('OK');
				expect(signIns()).toBe(2);
			});

			it.each(['test', 'run'])(
				'sends the cookie of the server before nowhere, in a %s',
				async (kind) => {
					expect((await test()).status).toBe('OK');
					const cookie = cookieOf(store());
					const other = await startOther();
					store().baseUrl = other.url;
					if (kind === 'test') await test();
					else await server.run('getAll');
					await other.stop();
					expect(other.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
						`POST ${SIGN_IN}`,
					]);
					expect(JSON.stringify(other.requests)).not.toContain(cookie);
				},
			);

			it('signs in to the new server', async () => {
				expect((await test()).status).toBe('OK');
				const other = await startSandbox({ version: server.version });
				const { email, password } = other.account;
				Object.assign(store(), { baseUrl: other.url, email, password });
				server.sandbox.resetRequests();
				expect((await test()).status).toBe('OK');
				expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
				expect(other.count('POST', SIGN_IN)).toBe(1);
				expect(server.sandbox.requests).toEqual([]);
				await other.stop();
			});

			it('keeps the session when the same is written in another way', async () => {
				expect((await test()).status).toBe('OK');
				store().baseUrl = ` ${server.sandbox.url}/api/ `;
				store().email = ` ${server.sandbox.account.email} `;
				expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
				expect(signIns()).toBe(1);
			});
		});

		it('tells of a lock-out, and makes it no worse', async () => {
			const items = await manyTokens();
			for (let n = 0; n < 6; n++) {
				await axios.post(
					`${server.sandbox.url}${SIGN_IN}`,
					{ email: server.sandbox.account.email, password: WRONG },
					{ validateStatus: () => true },
				);
			}
			server.sandbox.resetRequests();
			const options = { items, onError: 'continueRegularOutput' as const };
			const output = await server.run('get', byId('={{ $json.id }}'), options);
			for (const { json } of output.items) {
				expect(json.error).toBe(
					'Teable has locked this account for a while after several failed sign-ins. Wait some minutes, check the password in a browser, then test the credential again.',
				);
			}
			expect(signIns()).toBe(1);
		});

		it('says so when another server answers', async () => {
			const other = await startOther();
			store().baseUrl = other.url;
			expect(await server.failure('getAll')).toBe(
				"The server at 'Server URL' did not sign in as Teable does. Check that the address is your Teable server's.",
			);
			await other.stop();
		});

		it('says why Teable refuses it, and where single sign-on goes', async () => {
			const body = { message: 'Password login is off', status: 403, code: 'restricted_resource' };
			server.sandbox.inject({ kind: 'status', status: 403, route: SIGN_IN, body });
			expect(await server.failure('getAll')).toBe(
				"Teable refused to sign in: Password login is off. If your account uses single sign-on, set 'Sign In With' to Session Cookie.",
			);
		});

		it('does not repeat a password that the server repeats', async () => {
			const message = `Not ${server.sandbox.account.password}`;
			const body = { message, status: 400, code: 'validation_error' };
			server.sandbox.inject({ kind: 'status', status: 400, route: SIGN_IN, body });
			expect(await server.failure('getAll')).toContain('refused to sign in: Not [secret].');
		});

		it('says so when the server fails', async () => {
			server.sandbox.inject({ kind: 'status', status: 503, route: SIGN_IN });
			expect(await server.failure('getAll')).toBe(
				'The Teable server failed (503) when n8n signed in. Try again later; if it goes on, ask whoever runs the server.',
			);
		});

		it.each(['email', 'password'])('asks for the %s when it is empty', async (name) => {
			store()[name] = '';
			expect(await server.failure('getAll')).toBe(
				"'Email' or 'Password' is empty. Open the credential and fill in both.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});

describe('signing in where Teable asks for a captcha', () => {
	onEachServer(
		(server) => {
			it('says to paste a session cookie', async () => {
				await server.signInAs('password');
				expect(await server.failure('getAll')).toBe(
					"Teable asks for a captcha, which n8n cannot solve. Open the credential, set 'Sign In With' to Session Cookie and paste the cookie of a browser that is signed in.",
				);
				expect(server.sandbox.count('POST', SIGN_IN)).toBe(1);
			});
		},
		{ captcha: true },
	);
});

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
		])('is taken as %s', async (_form, paste) => {
			const { teableSessionApi } = server.credentials;
			teableSessionApi.cookieSecret = paste(await server.sandbox.signIn());
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(0);
		});

		it('that has ended is said to have ended, and no sign-in is tried', async () => {
			server.credentials.teableSessionApi.cookieSecret = 's:nothing.nothing';
			expect(await server.failure('getAll')).toBe(ENDED);
			expect(server.sandbox.count('POST', SIGN_IN)).toBe(0);
		});

		it.each(['', '   ', 'auth_session=', 'two words', 'theme=dark; lang=en'])(
			'that is none is refused without a request: %p',
			async (cookieSecret) => {
				server.credentials.teableSessionApi.cookieSecret = cookieSecret;
				expect(await server.failure('getAll')).toBe(
					"'Session Cookie' does not hold the value of Teable's cookie 'auth_session'. Copy it again from a browser that is signed in to Teable.",
				);
				expect(server.sandbox.requests).toEqual([]);
			},
		);

		it('is tested', async () => {
			const test = async () => await testCredential('teableSessionApi', server.credentials);
			expect((await test()).status).toBe('OK');
			server.credentials.teableSessionApi.cookieSecret = 's:nothing.nothing';
			expect((await test()).message).toBe(
				"Teable does not accept this session: it has ended, or the cookie was not copied whole. Sign in to Teable in a browser and paste 'Session Cookie' again.",
			);
		});
	});

	it('cannot smuggle another header or cookie in', () => {
		for (const pasted of ['a\r\nHost: example.com', 'a; other=1', 'a, b']) {
			expect(() => sessionHeader(pasted)).toThrow("'Session Cookie' does not hold");
		}
	});
});
