import { sleep } from 'n8n-workflow';

import { path } from '../../../../../nodes/Teable/teable/http/path';
import { freePort, startOther } from '../../../../harness/otherServer';
import type { OtherServer } from '../../../../harness/otherServer';
import { connectClient } from '../../../../harness/engine';
import { byId, onOneServer } from '../../../../harness/server';

describe('a server that cannot be used is explained:', () => {
	let other: OtherServer | undefined;

	afterEach(async () => {
		await other?.stop();
		other = undefined;
	});

	onOneServer((server) => {
		/** Points every credential to another URL. */
		const pointAt = (baseUrl: string) => {
			for (const credential of Object.values(server.credentials)) credential.baseUrl = baseUrl;
		};

		const failureAt = async (baseUrl: string, operation = 'getAll') => {
			pointAt(baseUrl);
			return await server.failure(operation, byId('accAAAAAAAAAAAAAAAA'));
		};

		it('nothing listens there', async () => {
			const url = `http://127.0.0.1:${await freePort()}`;
			pointAt(url);
			const { error } = await server.run('getAll');
			expect(error?.message).toBe(
				`Can't reach ${url}. Check that the Teable server is running, and 'Server URL' in the credential.`,
			);
			expect(error?.description).toContain("In Docker, localhost is n8n's own container.");
		});

		it('there is no server of this name', async () => {
			expect(await failureAt('https://teable.invalid')).toBe(
				"Can't find the server teable.invalid. Check 'Server URL' in the credential.",
			);
		});

		it('it does not speak https', async () => {
			const url = server.sandbox.url.replace('http:', 'https:');
			expect(await failureAt(url)).toBe(
				`The server at ${url} does not use HTTPS. If its URL begins with http://, enter it that way in 'Server URL' in the credential.`,
			);
		});

		it('its certificate is not trusted', async () => {
			other = await startOther({ https: true });
			expect(await failureAt(other.url)).toContain(
				`n8n does not trust the certificate of ${other.url}`,
			);
			expect(other.requests).toEqual([]);
		});

		it('it is another server', async () => {
			other = await startOther();
			expect(await failureAt(other.url)).toContain(`The server at ${other.url} is not Teable`);
		});

		it('it answers with text', async () => {
			other = await startOther({ answer: async () => await Promise.resolve('hello') });
			expect(await failureAt(other.url, 'delete')).toBe(
				`The server at ${other.url} did not answer with JSON. Check 'Server URL' in the credential, and any proxy in front of Teable.`,
			);
		});
	});
});

describe('a redirect', () => {
	let target: OtherServer;

	beforeEach(async () => {
		target = await startOther({ answer: async () => await Promise.resolve([]) });
	});

	afterEach(async () => await target.stop());

	onOneServer((server) => {
		it.each([301, 302, 303, 307, 308])(
			'with status %i to another server is not followed, so that no credential is sent there',
			async (status) => {
				const from = await startOther({
					answer: async (request, reply) =>
						await reply.redirect(`${target.url}${request.url}?secret=1`, status),
				});
				for (const credential of Object.values(server.credentials)) {
					credential.baseUrl = from.url;
				}
				for (const caller of ['cookie', 'plainToken', 'plainOAuth', 'password'] as const) {
					await server.signInAs(caller);
					const message = await server.failure('getAll');
					expect(message).toBe(
						`The server at ${from.url} redirects to ${target.url}. Set 'Server URL' in the credential to that URL, because the node does not follow redirects.`,
					);
				}
				await from.stop();
				expect(from.requests.length).toBeGreaterThanOrEqual(4);
				expect(target.requests).toEqual([]);
			},
		);
	});
});

describe('the number of requests at the same time', () => {
	onOneServer((server) => {
		const busy = async () =>
			await startOther({
				answer: async () => {
					await sleep(20);
					return [];
				},
			});

		it('is at most four for reads', async () => {
			const other = await busy();
			server.credentials.teableSessionApi.baseUrl = other.url;
			const items = Array.from({ length: 20 }, () => ({}));
			await server.run('getAll', { limit: '={{ $itemIndex + 1 }}' }, { items });
			await other.stop();
			expect(other.requests).toHaveLength(20);
			expect(other.mostAtOnce).toBe(4);
		});

		it('is one for writes', async () => {
			const other = await busy();
			server.credentials.teableSessionApi.baseUrl = other.url;
			const client = await connectClient('session', server.credentials);
			await Promise.all(
				Array.from({ length: 8 }, async (_, n) => await client.post(path`/x/${`${n}`}`, { n }, {})),
			);
			await other.stop();
			expect(other.mostAtOnce).toBe(1);
			expect(other.requests.map(({ url }) => url)).toEqual(
				Array.from({ length: 8 }, (_, n) => `/api/x/${n}`),
			);
		});
	});
});
