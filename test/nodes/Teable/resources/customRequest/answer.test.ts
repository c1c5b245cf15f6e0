import type { IDataObject } from 'n8n-workflow';

import { startOther } from '../../../../harness/otherServer';
import { onOneServer } from '../../../../harness/server';
import { fields, request, requestsOf } from './requests';

describe('Custom Request: Send, the answer', () => {
	onOneServer((server) => {
		const { failure, sent } = requestsOf(server);

		beforeEach(async () => await server.signInAs('plainToken'));

		it('is returned as a value if it is not an object', async () => {
			const body = ['a', 1, null, ['b']];
			server.sandbox.inject({ kind: 'status', status: 200, body });
			expect(await server.output('send', request('GET', '/space'))).toEqual([
				...[{ value: 'a' }, { value: 1 }, { value: null }, { value: ['b'] }],
			]);
		});

		it('is read again after a temporary fault, as items and as a file', async () => {
			for (const responseFormat of ['items', 'file']) {
				server.sandbox.resetRequests();
				server.sandbox.inject({ kind: 'status', status: 502, body: 'Bad gateway' });
				const { error } = await server.run('send', request('GET', '/space', { responseFormat }));
				expect(error?.message).toBeUndefined();
				expect(sent()).toEqual(['GET /api/space', 'GET /api/space']);
			}
		});

		it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
			'never repeats %s, and says that the outcome is unknown',
			async (method) => {
				for (const responseFormat of ['items', 'file']) {
					server.sandbox.resetRequests();
					server.sandbox.inject({ kind: 'resetAfter' });
					expect(await failure(method, '/space', { responseFormat })).toContain(
						'It is unknown whether Teable carried this out. Check in Teable before you run it again.',
					);
					expect(sent()).toEqual([`${method} /api/space`]);
				}
			},
		);

		it.each([
			['GET', "The download of 'space' is incomplete: aborted. Run the node again."],
			[
				'POST',
				"The download of 'space' is incomplete: aborted. Teable has carried out the request. Only its response was lost. Done: item 0.",
			],
		])('says what happened to %s if the answer breaks off as a file', async (method, message) => {
			const other = await startOther({
				answer: async (_request, reply) => {
					reply.raw.writeHead(200, { 'content-type': 'text/plain', 'content-length': '10' });
					reply.raw.write('half', () => reply.raw.destroy());
					return reply.hijack();
				},
			});
			server.credentials.teableApi.baseUrl = other.url;
			const said = await failure(method, '/space', { responseFormat: 'file' });
			await other.stop();
			expect(said).toBe(message);
			expect(other.requests).toHaveLength(1);
		});

		it('says that the server does not have the route', async () => {
			expect(await failure('POST', '/nope/a b')).toBe(
				"'Path' is wrong: this Teable server has no route POST /nope/a%20b. Check 'Method' and 'Path'. The server may also be too old, or another edition. Nothing was changed.",
			);
		});

		it("quotes Teable's reason for a refusal", async () => {
			expect(await failure('POST', '/space', fields([['name', 'x'.repeat(200)]]))).toBe(
				'Teable refused this: Validation error: Too big: expected string to have <=100 characters at "name". Nothing was changed.',
			);
			server.credentials.teableApi.accessToken = server.sandbox.tokens.oneBase.token;
			const [base] = (await server.ask('GET', '/base/access/all')) as unknown as IDataObject[];
			expect(await failure('POST', `/base/${String(base.id)}/table`)).toContain(
				'The token lacks the scope table|create',
			);
		});

		it.each(['password', 'integrationsOAuth'] as const)('signs in with %s', async (caller) => {
			await server.signInAs(caller);
			const [user] = await server.output('send', request('GET', '/auth/user'));
			expect(user.id).toBe(server.sandbox.account.userId);
		});
	});
});
