import type { OnError } from 'n8n-workflow';

import { byId, onEachServer } from '../../../harness/server';
import { onEachEngine } from '../../../harness/table';

const UNKNOWN = 'accAAAAAAAAAAAAAAAA';

describe('what the model of an AI agent reads', () => {
	onEachServer((server) => {
		const get = async (id: string, onError?: OnError) =>
			await server.run('get', byId('={{ $json.id }}'), { items: [{ id }], asTool: true, onError });

		it('is the message with the description of an error, which n8n would separate', async () => {
			const { items, error } = await get(UNKNOWN);
			expect(error).toBeUndefined();
			const message = `Your Teable account has no access token with the ID '${UNKNOWN}'. Choose another token, or look up its ID with 'Get Many'.`;
			const description =
				'Teable answers 500 for an unknown ID. If the ID is right, the server itself has failed: try again later.';
			expect(items).toEqual([
				{ json: { error: `${message} ${description}` }, pairedItem: { item: 0 } },
			]);
		});

		it('is only the message of an error without a description', async () => {
			const { items } = await get('nope');
			expect(items[0].json.error).toBe(
				"'Access Token' is 'nope', which is not the ID of an access token. An ID is 'acc' followed by 16 letters or digits. Choose the token 'From List', or use an ID returned by 'Get Many'.",
			);
		});

		it('is nothing if On Error stops the workflow', async () => {
			const { items, error } = await get(UNKNOWN, 'stopWorkflow');
			expect(items).toEqual([]);
			expect(error?.message).toContain(`no access token with the ID '${UNKNOWN}'`);
		});
	});

	onEachEngine((table) => {
		it('says that nothing was found, because an empty answer could be a failure', async () => {
			const { items } = await table().run('getAll', {}, { asTool: true });
			expect(items.map(({ json }) => json)).toEqual([{ message: 'Nothing was found.' }]);
		});

		it('is the result if something was found', async () => {
			await table().fill([{ Name: 'Alpha' }, { Name: 'Beta' }]);
			const { items } = await table().run('getAll', {}, { asTool: true });
			expect(items.map(({ json }) => json.Name)).toEqual(['Alpha', 'Beta']);
		});
	});
});
