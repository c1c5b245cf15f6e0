import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { searchList } from '../../../../harness/engine';
import { onEachEngine } from '../../../../harness/table';

const LIST = '/api/comment/:tableId/:recordId/list';
const CREATE = '/api/comment/:tableId/:recordId/create';
const COMMENT = '/api/comment/:tableId/:recordId/:commentId';

const byId = (id: string): INodeParameters[string] => ({ __rl: true, mode: 'id', value: id });

const UNKNOWN = 'comAAAAAAAAAAAAAAAA';

describe('Comment', () => {
	onEachEngine((table) => {
		let recordId: string;

		beforeEach(async () => {
			[recordId] = await table().fill([{ Name: 'Nathan' }]);
			table().server.sandbox.resetRequests();
		});

		const target = (operation: string, more: INodeParameters = {}): INodeParameters => ({
			...table().target(operation, { recordId: byId(recordId), ...more }),
			resource: 'comment',
		});

		const run = async (
			operation: string,
			more: INodeParameters = {},
			options: { items?: IDataObject[] } = {},
		) => await table().server.run(operation, target(operation, more), options);

		/** Writes a comment without the node and returns its ID. */
		const say = async (content: IDataObject[], quoteId?: string) => {
			const path = `/comment/${table().id}/${recordId}/create`;
			return String((await table().server.ask('POST', path, { content, quoteId })).id);
		};

		const line = (value: string): IDataObject => ({
			type: 'p',
			children: [{ type: 'span', value }],
		});

		it('creates a comment with a paragraph per line, and returns it with its text', async () => {
			const { items, error } = await run('create', { text: 'Checked.\n\nAll in order: 日本' });
			expect(error?.message).toBeUndefined();
			expect(items).toEqual([
				{
					json: {
						id: expect.stringMatching(/^com/),
						text: 'Checked.\n\nAll in order: 日本',
						content: [line('Checked.'), line(''), line('All in order: 日本')],
						createdBy: { id: table().server.sandbox.account.userId },
						createdTime: expect.any(String),
					},
					pairedItem: { item: 0 },
				},
			]);
		});

		it('finds the comment if the answer is lost, and does not comment again', async () => {
			table().server.sandbox.inject({ method: 'POST', route: CREATE, kind: 'resetAfter' });
			const { items, error } = await run('create', { text: 'Once' });
			expect(error?.message).toBeUndefined();
			expect(items[0].json).toMatchObject({ id: expect.stringMatching(/^com/), text: 'Once' });
			expect(table().server.sandbox.count('POST', CREATE)).toBe(1);
		});

		it('says that a comment was changed if it cannot be read afterwards', async () => {
			const id = await say([line('Before')]);
			const { sandbox } = table().server;
			sandbox.inject({ method: 'GET', route: COMMENT, kind: 'status', status: 403, after: 1 });
			const { error } = await run('update', { commentId: byId(id), text: 'After' });
			expect(error?.message).toMatch(
				/^The comment was changed, but reading it afterwards failed\. .* Done: item 0\.$/,
			);
		});

		it('refuses an empty comment', async () => {
			const { error } = await run('create', { text: '={{ $json.nothing }}' });
			expect(error?.message).toBe("'Text' is empty. Fill it in, or check its expression.");
		});

		it('says that the record does not exist', async () => {
			const { error } = await run('create', { text: 'a', recordId: byId('recAAAAAAAAAAAAAAAA') });
			expect(error?.message).toMatch(/^Teable has no record 'rec\w{16}'/);
		});

		it('names the missing scope', async () => {
			const { server } = table();
			server.credentials.teableApi.accessToken = server.sandbox.tokens.oneBase.token;
			const { error } = await run('create', { text: 'a' });
			expect(error?.message).toMatch(/^The token lacks the scope record\|comment/);
		});

		it('lists comments, newest first, up to the limit', async () => {
			for (const text of ['first', 'second', 'third']) await say([line(text)]);
			const { items } = await run('getAll', { limit: 2 });
			expect(items.map(({ json }) => json.text)).toEqual(['third', 'second']);
		});

		it('lists all comments, page by page', async () => {
			// Teable returns at most 1,000. Here, the pages are smaller.
			for (const text of ['first', 'second', 'third']) await say([line(text)]);
			const { comments, nextCursor } = await table().server.ask(
				'GET',
				`/comment/${table().id}/${recordId}/list?take=2`,
			);
			table().server.sandbox.inject({
				method: 'GET',
				route: LIST,
				kind: 'status',
				status: 200,
				body: { comments, nextCursor },
			});
			const { items } = await run('getAll', { returnAll: true });
			expect(items.map(({ json }) => json.text)).toEqual(['third', 'second', 'first']);
		});

		it('returns no item for a record without comments', async () => {
			expect((await run('getAll')).items).toEqual([]);
		});

		it('has mentions, links and images in its text', async () => {
			const { userId } = table().server.sandbox.account;
			const first = await say([line('first')]);
			await say(
				[
					{
						type: 'p',
						children: [
							{ type: 'mention', value: userId, name: 'Demo' },
							{ type: 'span', value: ' see ' },
							{ type: 'a', url: 'https://example.com/a', title: 'the offer' },
							{ type: 'span', value: ' or ' },
							{ type: 'a', url: 'https://example.com/b', title: 'https://example.com/b' },
						],
					},
					{ type: 'img', path: 'comment/AAAAAAAAAAAA' },
				],
				first,
			);
			const { items } = await run('getAll', { limit: 1 });
			expect(items[0].json).toMatchObject({
				text: '@Demo see the offer (https://example.com/a) or https://example.com/b\n[image]',
				quoteId: first,
				createdBy: { id: userId },
			});
		});

		it('replaces the text of a comment', async () => {
			const id = await say([line('before')]);
			const { items, error } = await run('update', { commentId: byId(id), text: 'after' });
			expect(error?.message).toBeUndefined();
			expect(items).toMatchObject([
				{ json: { id, text: 'after', lastModifiedTime: expect.any(String) } },
			]);
			expect((await run('getAll')).items.map(({ json }) => json.text)).toEqual(['after']);
		});

		it('deletes a comment', async () => {
			const id = await say([line('a')]);
			const { items } = await run('delete', { commentId: byId(id) });
			expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
			expect((await run('getAll')).items).toEqual([]);
		});

		it.each(['update', 'delete'])(
			'says that the comment to %s does not exist, on every server',
			async (operation) => {
				const { items, error } = await run(operation, { commentId: byId(UNKNOWN), text: 'a' });
				expect(items).toEqual([]);
				expect(error?.message).toBe(
					`'Comment' is '${UNKNOWN}', which doesn't exist on this record. It may have been deleted. Choose a comment from the list, or use an ID returned by Get Many.`,
				);
				const { sandbox } = table().server;
				expect(sandbox.count('PATCH', COMMENT) + sandbox.count('DELETE', COMMENT)).toBe(0);
			},
		);

		it('pairs each comment with its input item', async () => {
			const { items } = await run(
				'create',
				{ text: '={{ $json.note }}' },
				{ items: [{ note: 'a' }, { note: 'b' }] },
			);
			expect(items.map(({ json, pairedItem }) => [json.text, pairedItem])).toEqual([
				['a', { item: 0 }],
				['b', { item: 1 }],
			]);
		});

		it('can be found in the list by its text', async () => {
			await say([line('about the offer')]);
			const id = await say([line('about the invoice')]);
			const { results } = await searchList(
				'searchComments',
				{
					parameters: { ...target('delete'), authentication: 'accessToken' },
					credentials: table().server.credentials,
				},
				'INVOICE',
			);
			expect(results).toEqual([
				{ name: expect.stringMatching(/^about the invoice \(\d{4}-\d\d-\d\d\)$/), value: id },
			]);
		});
	});
});
