import { byId, onEachServer } from '../../../harness/server';

const UNKNOWN = 'accAAAAAAAAAAAAAAAA';
const NO_SUCH_TOKEN = expect.stringContaining(`no access token with the ID '${UNKNOWN}'`);
const NO_ID = expect.stringContaining("is 'not an ID', which is not the ID of an access token");

describe('a bad ID among good ones', () => {
	onEachServer((server) => {
		const names = () => {
			const { full, expiring } = server.sandbox.tokens;
			return [full.id, UNKNOWN, 'not an ID', expiring.id].map((id) => ({ id }));
		};

		it('stops the workflow at its item if On Error is set to stop', async () => {
			const { error, items } = await server.run('get', byId('={{ $json.id }}'), {
				items: names(),
				onError: 'stopWorkflow',
			});
			expect(items).toEqual([]);
			expect(error?.message).toEqual(NO_SUCH_TOKEN);
			expect(error?.context?.itemIndex).toBe(1);
		});

		it('becomes an item with the error, in its place, if On Error is set to continue', async () => {
			const { items, error } = await server.run('get', byId('={{ $json.id }}'), {
				items: names(),
				onError: 'continueRegularOutput',
			});
			expect(error).toBeUndefined();
			expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
				[expect.objectContaining({ name: 'Full access' }), { item: 0 }],
				[{ error: NO_SUCH_TOKEN }, { item: 1 }],
				[{ error: NO_ID }, { item: 2 }],
				[expect.objectContaining({ name: 'Expires soon' }), { item: 3 }],
			]);
		});

		it('is named with its item if there are several items', async () => {
			const { items } = await server.run('get', byId('={{ $json.id }}'), {
				items: names(),
				onError: 'continueRegularOutput',
			});
			expect(items[2].json.error).toMatch(
				/ is not the ID of an access token \[item 2\]\. An ID is /,
			);
			const { error } = await server.run('get', byId('={{ "not an ID" }}'));
			expect(error?.message).toMatch(/ is not the ID of an access token\. An ID is /);
		});

		it('goes to the error output, and the good ones to the other, if On Error is set so', async () => {
			const { items, errorItems } = await server.run('get', byId('={{ $json.id }}'), {
				items: names(),
				onError: 'continueErrorOutput',
			});
			expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
				['Full access', { item: 0 }],
				['Expires soon', { item: 3 }],
			]);
			expect(errorItems.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[NO_SUCH_TOKEN, { item: 1 }],
				[NO_ID, { item: 2 }],
			]);
		});

		it('changes nothing after the first failure if On Error is set to stop', async () => {
			await server.run('delete', byId('={{ $json.id }}'), { items: names() });
			const left = await server.output('getAll', { returnAll: true });
			expect(left).toHaveLength(6);
		});

		it('still deletes the good ones if On Error is set to continue', async () => {
			const { items } = await server.run('delete', byId('={{ $json.id }}'), {
				items: names(),
				onError: 'continueRegularOutput',
			});
			expect(items.map(({ json }) => json.deleted)).toEqual([true, undefined, undefined, true]);
			expect(await server.output('getAll', { returnAll: true })).toHaveLength(5);
		});
	});
});

describe('many items', () => {
	onEachServer((server) => {
		it('are returned in order, though some answers take longer', async () => {
			const ids = Object.values(server.sandbox.tokens).map(({ id }) => id);
			const items = [...ids, ...ids, ...ids].map((id) => ({ id }));
			server.sandbox.inject({
				kind: 'delay',
				delayMs: 50,
				times: 3,
				route: '/api/access-token/:id',
			});
			const output = await server.output('get', byId('={{ $json.id }}'), { items });
			expect(output.map(({ id }) => id)).toEqual([...ids, ...ids, ...ids]);
		});

		it('return no item if there are none', async () => {
			expect((await server.run('get', byId(UNKNOWN), { items: [] })).items).toEqual([]);
			expect(server.sandbox.requests).toEqual([]);
		});

		it('may be 200, with one request for each token', async () => {
			const { full, expiring } = server.sandbox.tokens;
			const items = Array.from({ length: 200 }, (_, index) => ({
				id: index % 2 === 0 ? full.id : expiring.id,
			}));
			const output = await server.output('get', byId('={{ $json.id }}'), { items });
			expect(output.map(({ id }) => ({ id }))).toEqual(items);
			expect(server.sandbox.requests).toHaveLength(2);
		});
	});
});

describe('a workflow with an unknown version of the node', () => {
	onEachServer((server) => {
		it('says to choose the operation again', async () => {
			expect(await server.failure('fly')).toBe(
				"This version of the node has no operation 'fly' for 'accessToken'. Choose 'Resource' and 'Operation' again.",
			);
		});
	});
});
