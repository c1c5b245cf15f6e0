import { onOneServer } from '../../../harness/server';

describe("the option 'Timeout (Seconds)'", () => {
	onOneServer((server) => {
		it.each([0, -5, 'soon', null])('%p is refused without a request', async (timeout) => {
			const options = { timeout: `={{ ${JSON.stringify(timeout)} }}` };
			expect(await server.failure('getAll', { options })).toBe(
				"'Timeout (Seconds)' is not a number above 0. Give the seconds to wait for an answer, e.g. 60.",
			);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('may be a number that an expression gives', async () => {
			const options = { timeout: '={{ 2 * 30 }}' };
			expect(await server.output('getAll', { returnAll: true, options })).toHaveLength(7);
		});

		it('ends the wait for each request by itself, not for the whole run', async () => {
			server.sandbox.inject({ kind: 'delay', delayMs: 400, times: 3 });
			const items = [{}, {}, {}];
			const parameters = { name: 'New', scopes: ['record|read'], expires: 'never' };
			const output = await server.output(
				'create',
				{ ...parameters, options: { timeout: 1 } },
				{ items },
			);
			expect(output).toHaveLength(3);
		});
	});
});
