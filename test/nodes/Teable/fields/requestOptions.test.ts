import { onOneServer } from '../../../harness/server';

describe("the option 'Timeout (Seconds)'", () => {
	onOneServer((server) => {
		it.each([0, -5, 'soon', null, '', true, 1e12, '1e12'])(
			'%p is refused without a request',
			async (timeout) => {
				const options = { timeout: `={{ ${JSON.stringify(timeout)} }}` };
				const given = timeout === null || timeout === '' ? 'empty' : `'${timeout}'`;
				expect(await server.failure('getAll', { options })).toBe(
					`'Timeout (Seconds)' is ${given}. Enter a number from 0.1 to 86400, or check its expression.`,
				);
				expect(server.sandbox.requests).toEqual([]);
			},
		);

		it.each(['={{ 2 * 30 }}', '30', '={{ "30" }}'])('may be %s', async (timeout) => {
			const options = { timeout };
			expect(await server.output('getAll', { returnAll: true, options })).toHaveLength(7);
		});

		it('limits the wait for each request, not for the whole execution', async () => {
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
