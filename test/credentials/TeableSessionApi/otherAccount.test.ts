import axios from 'axios';

import { startSandbox } from '../../../sandbox';
import { startOther } from '../../harness/otherServer';
import { onEachServer } from '../../harness/server';
import { SIGN_IN, WRONG, WRONG_PASSWORD, cookieOf, sessionOf } from './session';

// n8n puts the stored session back when the credential is saved, whatever else has changed in it.
describe('another account, entered after a session was stored', () => {
	onEachServer((server) => {
		const { store, signIns, test } = sessionOf(server);

		it.each([
			['email', 'nobody@example.com'],
			['password', WRONG],
		])('does not use the session of the previous account: another %s', async (name, value) => {
			await server.output('getAll');
			store()[name] = value;
			server.sandbox.resetRequests();
			expect((await test()).message).toBe(WRONG_PASSWORD);
			expect(await server.failure('getAll')).toBe(WRONG_PASSWORD);
			await expect(server.search()).rejects.toThrow(WRONG_PASSWORD);
			// The test keeps nothing, so the run asks once more, and nobody after it.
			expect(server.sandbox.requests.map(({ url }) => url)).toEqual([SIGN_IN, SIGN_IN]);
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
			"never sends the previous server's cookie to it, in a %s",
			async (kind) => {
				await server.output('getAll');
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
			await server.output('getAll');
			const other = await startSandbox({ version: server.version });
			const { email, password } = other.account;
			Object.assign(store(), { baseUrl: other.url, email, password });
			server.sandbox.resetRequests();
			expect((await test()).status).toBe('OK');
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(other.count('POST', SIGN_IN)).toBe(2);
			expect(server.sandbox.requests).toEqual([]);
			await other.stop();
		});

		it('keeps the session if the same value is written differently', async () => {
			await server.output('getAll');
			store().baseUrl = ` ${server.sandbox.url}/api/ `;
			store().email = ` ${server.sandbox.account.email} `;
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(7);
			expect(signIns()).toBe(1);
		});
	});
});
