import axios from 'axios';

import { startOther } from '../../harness/otherServer';
import { byId, onEachServer } from '../../harness/server';
import { SIGN_IN, WRONG, sessionOf } from './session';

describe('a sign-in that Teable refuses', () => {
	onEachServer((server) => {
		const { store, signIns, manyTokens } = sessionOf(server);

		it('reports a locked account, and does not prolong the lock', async () => {
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

		it('says if another server answers', async () => {
			const other = await startOther();
			store().baseUrl = other.url;
			expect(await server.failure('getAll')).toBe(
				`The server at ${other.url} is not Teable. Set 'Server URL' in the credential to the URL of your Teable server.`,
			);
			await other.stop();
		});

		it('says why Teable refuses it, and what to do with single sign-on', async () => {
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

		it('says if the server fails', async () => {
			server.sandbox.inject({ kind: 'status', status: 503, route: SIGN_IN });
			expect(await server.failure('getAll')).toBe(
				'The Teable server failed (503). Try again later. If it keeps failing, ask the administrator of the server.',
			);
		});

		it.each(['email', 'password'])('asks for the %s if it is empty', async (name) => {
			store()[name] = '';
			expect(await server.failure('getAll')).toBe(
				"'Email' or 'Password' is empty. Open the credential and fill in both.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});
	});
});

describe('signing in if Teable asks for a captcha', () => {
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
