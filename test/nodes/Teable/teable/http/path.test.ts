import { path } from '../../../../../nodes/Teable/teable/http/path';
import { connectClient } from '../../../../harness/engine';
import { oddIds } from '../../../../harness/data/oddIds';
import { onOneServer } from '../../../../harness/server';

describe('a path of the API', () => {
	it('contains every value as one segment', () => {
		expect(path`/base/${'a/b'}/table/${'c?d#e%2F'}`).toBe('/base/a%2Fb/table/c%3Fd%23e%252F');
	});

	it.each(['', '.', '..'])('refuses the value %p, which a URL would drop', (value) => {
		expect(() => path`/access-token/${value}`).toThrow(
			`An ID cannot be '${value}'. Check the field or its expression.`,
		);
	});

	it('refuses half of a surrogate pair', () => {
		expect(() => path`/access-token/${'\ud800'}`).toThrow('An ID contains an invalid character.');
	});

	onOneServer((server) => {
		it('contains any of 1,000 unusual IDs unchanged, or nothing is sent', async () => {
			const client = await connectClient('session', server.credentials);
			for (const id of oddIds()) {
				server.sandbox.resetRequests();
				const outcome = await ask(id);
				const seen = server.sandbox.requests.map(({ route, url }) => [route, url]);
				const there = ['/api/access-token/:id', `/api/access-token/${encoded(id)}`];
				expect([id, seen]).toEqual([id, outcome === 'not sent' ? [] : [there]]);
			}

			/** The server answers 500 for an unknown ID, and 431 for a path that is too long. */
			async function ask(id: string) {
				try {
					await client.get(path`/access-token/${id}`);
				} catch (error) {
					const { httpCode } = error as { httpCode?: string };
					return httpCode === '500' ? 'sent' : 'not sent';
				}
				throw new Error(`There is no token with the ID ${id}`);
			}
		}, 60_000);
	});
});

const encoded = (id: string) => (id.isWellFormed() ? encodeURIComponent(id) : '');
