import type { INodeParameters } from 'n8n-workflow';

import { onContractTables, recordById } from '../table';

const UNKNOWN_COMMENT = 'comAAAAAAAAAAAAAAAA';

const commentById = (id: unknown): INodeParameters => ({
	commentId: { __rl: true, mode: 'id', value: String(id) },
});

describe('Teable contract: comments', () => {
	onContractTables((table, node) => {
		let record: INodeParameters;

		beforeEach(async () => {
			const [id] = await table().fill([{ Name: 'Nathan' }]);
			record = { resource: 'comment', ...recordById(id) };
		});

		const output = async (operation: string, more: INodeParameters = {}) =>
			await node.output(operation, { ...record, ...more });

		const texts = async (more: INodeParameters = {}) =>
			(await output('getAll', more)).map(({ text }) => text);

		it('Create returns the comment with its text, with a paragraph per line', async () => {
			const text = 'Checked.\n\nAll in order: 日本';
			const [comment] = await output('create', { text });
			const { id: user } = await table().server.ask('GET', '/auth/user');
			expect(comment).toMatchObject({
				...{ id: expect.stringMatching(/^com/), text, createdBy: { id: user } },
				createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			});
			expect(comment.content).toHaveLength(3);
			expect(await output('getAll')).toMatchObject([
				{ id: comment.id, text, createdBy: { id: user } },
			]);
		});

		it('Get Many returns the newest first, up to the limit', async () => {
			for (const text of ['first', 'second', 'third']) await output('create', { text });
			expect(await texts({ returnAll: true })).toEqual(['third', 'second', 'first']);
			expect(await texts({ limit: 2 })).toEqual(['third', 'second']);
		});

		it('Update replaces the text of a comment', async () => {
			const [{ id }] = await output('create', { text: 'before' });
			expect(await output('update', { ...commentById(id), text: 'after' })).toMatchObject([
				{ id, text: 'after' },
			]);
			expect(await texts()).toEqual(['after']);
		});

		it('Delete deletes a comment', async () => {
			const [{ id }] = await output('create', { text: 'gone soon' });
			await output('create', { text: 'stays' });
			expect(await output('delete', commentById(id))).toEqual([{ id, deleted: true }]);
			expect(await texts()).toEqual(['stays']);
		});

		it.each(['update', 'delete'])('%s says that the comment does not exist', async (operation) => {
			await output('create', { text: 'stays' });
			const parameters = { ...record, ...commentById(UNKNOWN_COMMENT), text: 'x' };
			expect(await node.failure(operation, parameters)).toContain(
				`'Comment' is '${UNKNOWN_COMMENT}', which doesn't exist on this record`,
			);
			expect(await texts()).toEqual(['stays']);
		});
	});
});
