import { omit } from 'lodash';

import { path } from '../../../../../nodes/Teable/teable/http/path';
import type { Fault } from '../../../../../sandbox';
import { connectClient } from '../../../../harness/engine';
import { byId, onEachServer } from '../../../../harness/server';

const BROKEN_TOKEN =
	"The token in the credential is incomplete or mistyped. Copy all of it into 'Access Token', from 'teable_' to the end, or create a new one in Teable.";

const DEAD_TOKEN =
	"Teable does not accept the token in the credential: it has expired, was rotated or deleted, or is mistyped. Create a new one in Teable and paste it into 'Access Token'.";

describe('what Teable refuses is explained:', () => {
	onEachServer((server) => {
		const withToken = async (token: string) => {
			await server.signInAs('plainToken');
			server.credentials.teableApi.accessToken = token;
			return await server.failure('getAll');
		};

		const injected = async (status: number, fault: Partial<Fault> = {}) => {
			server.sandbox.inject({ kind: 'status', status, times: 9, retryAfter: '0', ...fault });
			return await server.run('getAll', { options: { rateLimitWait: 0 } });
		};

		it.each<[string, (token: string) => string]>([
			['cut off', (token) => token.slice(0, -5)],
			['its first characters are missing', (token) => token.slice(3)],
			['only its ID', (token) => token.split('_')[1]],
			['something else', () => 'my-very-own-password'],
		])('an incomplete token (%s)', async (_how, cut) => {
			expect(await withToken(cut(server.sandbox.tokens.full.token))).toBe(BROKEN_TOKEN);
		});

		it('a token with a wrong character, to which Teable 1.10 answers 500', async () => {
			const { token } = server.sandbox.tokens.full;
			const at = token.length - 5;
			const wrong = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
			expect(await withToken(wrong)).toBe(
				server.version === '1.10.0'
					? 'The Teable server failed (500). If every request fails, the token in the credential may be mistyped. Copy all of it again. Otherwise, try again later.'
					: DEAD_TOKEN,
			);
		});

		it('a token that has expired', async () => {
			expect(await withToken(server.sandbox.tokens.expired.token)).toBe(DEAD_TOKEN);
		});

		it('a token that was deleted', async () => {
			await server.ask('DELETE', `/access-token/${server.sandbox.tokens.full.id}`);
			expect(await withToken(server.sandbox.tokens.full.token)).toBe(DEAD_TOKEN);
		});

		it('a token that was rotated', async () => {
			const { id, token } = server.sandbox.tokens.full;
			await server.ask('POST', `/access-token/${id}/refresh`, {
				expiredTime: '2099-12-31T00:00:00.000Z',
			});
			expect(await withToken(token)).toBe(DEAD_TOKEN);
		});

		it('no token at all', async () => {
			expect(await withToken(' ')).toBe(
				"'Access Token' is empty. Open the credential and paste your Teable token.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('a session that has ended', async () => {
			server.credentials.teableSessionApi.cookieSecret = 's:nothing.nothing';
			expect(await server.failure('getAll')).toBe(
				"Teable does not accept the session: it has ended. If 'Sign In With' is Session Cookie, paste a new one into the credential. Otherwise, try again.",
			);
		});

		it('a token that does not belong to the account, to which Teable answers 500', async () => {
			const { error } = await server.run('get', byId('accAAAAAAAAAAAAAAAA'));
			expect(error?.message).toBe(
				"Your Teable account has no access token with the ID 'accAAAAAAAAAAAAAAAA'. Choose another token, or look up its ID with 'Get Many'.",
			);
			expect(error?.httpCode).toBe('500');
			expect(error?.description).toMatch(/^Teable answers 500 for an unknown ID\. /);
			// n8n shows these under "Error details", as "Full message".
			expect(error?.messages).toEqual([
				expect.stringMatching(
					/^GET \/access-token\/accA{16} was answered 500 \(internal_server_error\) "Internal Server Error" request ID [0-9a-f]{32}\.$/,
				),
			]);
		});

		it('a missing scope, by its name', async () => {
			const { token, baseId } = await tokenFor(['base|read']);
			await expect(read(token, path`/base/${baseId}/table`)).rejects.toThrow(
				'The token lacks the scope table|read, or your role in this space or base does not allow it. Add the scope in Teable, or use another credential.',
			);
		});

		it('a missing scope that Teable does not name', async () => {
			const { token } = await tokenFor(['table|read']);
			await expect(read(token, path`/space`)).rejects.toThrow(
				'The token lacks the scope space|read. Add it in Teable, or use another credential.',
			);
		});

		it('a space that does not exist, though Teable answers 403', async () => {
			const client = await connectClient('session', server.credentials);
			await expect(client.get(path`/space/${'spcAAAAAAAAAAAAAAAA'}/base`)).rejects.toThrow(
				"Teable has no space 'spcAAAAAAAAAAAAAAAA'. Check the ID, or choose another one.",
			);
		});

		it('a space in the trash', async () => {
			const { id } = await server.ask('POST', '/space', { name: 'Gone' });
			await server.ask('DELETE', `/space/${String(id)}`);
			const client = await connectClient('session', server.credentials);
			await expect(client.get(path`/space/${String(id)}`)).rejects.toThrow(
				`The space '${String(id)}' is in the trash, with everything in it. Restore it first, or choose another space.`,
			);
		});

		it('a space or a base that the token cannot access', async () => {
			const { token } = server.sandbox.tokens.oneBase;
			const [reached, other] = (await server.ask('GET', '/base/access/all')) as unknown as Array<{
				id: string;
				spaceId: string;
			}>;
			const notReached = (kind: string, id: string) =>
				`The token cannot access the ${kind} '${id}': it is limited to other spaces or bases.`;
			await expect(read(token, path`/space/${reached.spaceId}`)).rejects.toThrow(
				notReached('space', reached.spaceId),
			);
			await expect(read(token, path`/base/${other.id}`)).rejects.toThrow(
				notReached('base', other.id),
			);
		});

		it('something that does not exist', async () => {
			const { baseId } = await tokenFor(['base|read']);
			const client = await connectClient('session', server.credentials);
			const table = path`/base/${baseId}/table/${'tblAAAAAAAAAAAAAAAA'}`;
			await expect(client.get(table)).rejects.toThrow(
				/^Teable has no table 'tblA{16}'\. It may have been deleted\. Check the ID, or choose another one\.$/,
			);
		});

		it('an ID that is too long for the server', async () => {
			const client = await connectClient('session', server.credentials);
			await expect(client.get(path`/access-token/${'a'.repeat(20_000)}`)).rejects.toThrow(
				'An ID or filter is too long for Teable. Check the fields and expressions of this node.',
			);
		});

		it.each([
			[
				429,
				"This account has reached Teable's request limit. Try again in a minute. In a workflow, send fewer items, run it less often, or raise 'Wait When Rate Limited (Seconds)' under 'Options'.",
			],
			[
				500,
				'The Teable server failed (500). Try again later. If it keeps failing, ask the administrator of the server.',
			],
			[
				503,
				'The Teable server failed (503). Try again later. If it keeps failing, ask the administrator of the server.',
			],
			[402, 'Teable refused this: Injected 402.'],
			[460, 'Teable refused this: Injected 460.'],
		])('the status %i', async (status, message) => {
			const { error } = await injected(status);
			expect(error?.message).toBe(message);
			expect(error?.httpCode).toBe(String(status));
			expect(error?.messages?.[0]).toContain(`GET /access-token was answered ${status}`);
			expect(`${error?.message} ${error?.description}`).not.toContain('GET ');
		});

		it('a web page instead of an API', async () => {
			server.sandbox.inject({ kind: 'html' });
			expect(await server.failure('getAll')).toBe(
				`The server at ${server.sandbox.url} is not Teable. Set 'Server URL' in the credential to the URL of your Teable server.`,
			);
		});

		it('a refusal whose details are null (it became an error of the node itself)', async () => {
			const { error } = await injected(400, { body: { message: 'Too long', data: null } });
			expect(error?.message).toBe('Teable refused this: Too long.');
		});

		it('a refusal that contains the token, without the token', async () => {
			await server.signInAs('integrationsToken');
			const { token } = server.sandbox.tokens.integrations;
			const body = { message: `No such token: ${token}`, status: 400, code: 'validation_error' };
			const { error } = await injected(400, { body });
			expect(error?.message).toBe('Teable refused this: No such token: [secret].');
		});

		it('a refusal that contains another token or the session, without them', async () => {
			const cookie = String(server.credentials.teableSessionApi.cookieSecret);
			const { token } = server.sandbox.tokens.full;
			const message = `Not ${token}, ${cookie} or ${encodeURIComponent(cookie)}`;
			const body = { message, status: 400, code: 'validation_error' };
			const { error } = await injected(400, { body });
			expect(error?.message).toBe('Teable refused this: Not [token], [session] or [session].');
		});

		const read = async (token: string, where: ReturnType<typeof path>) => {
			server.credentials.teableApi.accessToken = token;
			const client = await connectClient('accessToken', server.credentials);
			return await client.get(where);
		};

		/** A token with full access and only these scopes, and a base to test it on. */
		const tokenFor = async (scopes: string[]) => {
			const { token } = await server.ask('POST', '/access-token', {
				name: 'Few scopes',
				scopes,
				hasFullAccess: true,
				expiredTime: '2099-12-31T00:00:00.000Z',
			});
			const bases = await server.ask('GET', '/base/access/all');
			const [{ id }] = bases as unknown as Array<{ id: string }>;
			return { token: String(token), baseId: id };
		};
	});
});

describe('an AI agent', () => {
	onEachServer((server) => {
		it('sees in the message alone what happened and what to do', async () => {
			const { items } = await server.run('get', byId('accAAAAAAAAAAAAAAAA'), {
				onError: 'continueRegularOutput',
			});
			expect(items.map((item) => omit(item, 'error'))).toEqual([
				{
					json: {
						error: expect.stringMatching(/has no access token .* look up its ID with 'Get Many'/),
					},
					pairedItem: { item: 0 },
				},
			]);
		});
	});
});
