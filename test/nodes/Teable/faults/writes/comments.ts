import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, byId, countOf } from './write';

const COMMENT = '/api/comment/:tableId/:recordId';

/** The comments on a record of its own, one for each text. */
async function commented(table: TestTable, texts: string[]) {
	const [recordId] = await table.fill([{ Name: 'commented' }]);
	const content = (value: string) => [{ type: 'p', children: [{ type: 'span', value }] }];
	const ids: string[] = [];
	for (const text of texts) {
		const path = `/comment/${table.id}/${recordId}/create`;
		ids.push(String((await table.server.ask('POST', path, { content: content(text) })).id));
	}
	const comments = async () => {
		const list = await table.server.ask('GET', `/comment/${table.id}/${recordId}/list`);
		return (
			list.comments as Array<{ id: string; content: Array<{ children: IDataObject[] }> }>
		).map(({ id, content: [{ children }] }) => ({ id, text: children[0].value }));
	};
	const target = (operation: string, more: INodeParameters): INodeParameters => ({
		...table.target(operation, { recordId: byId(recordId), ...more }),
		resource: 'comment',
	});
	return { ids, comments, target };
}

const TEXTS = range(SOME).map((index) => `text ${index}`);

const createComment: Write = {
	name: 'Create Comment',
	count: SOME,
	request: { method: 'POST', route: `${COMMENT}/create` },
	after: 1,
	async setUp(table) {
		const { comments, target } = await commented(table, ['there before']);
		return {
			parameters: target('create', { text: '={{ $json.text }}' }),
			items: TEXTS.map((text) => ({ text })),
			held: async () =>
				countOf(
					TEXTS,
					(await comments()).map(({ text }) => text),
				),
		};
	},
};

const updateComment: Write = {
	name: 'Update Comment',
	count: SOME,
	request: { method: 'PATCH', route: `${COMMENT}/:commentId` },
	after: 1,
	async setUp(table) {
		const { ids, comments, target } = await commented(table, TEXTS);
		return {
			parameters: target('update', { commentId: OF_ITEM, text: 'changed' }),
			items: ids.map((id) => ({ id })),
			held: async () => (await comments()).map(({ text }) => (text === 'changed' ? 1 : 0)),
		};
	},
};

const deleteComment: Write = {
	name: 'Delete Comment',
	count: SOME,
	request: { method: 'DELETE', route: `${COMMENT}/:commentId` },
	after: 1,
	async setUp(table) {
		const { ids, comments, target } = await commented(table, TEXTS);
		return {
			parameters: target('delete', { commentId: OF_ITEM }),
			items: ids.map((id) => ({ id })),
			held: async () =>
				countOf(
					ids,
					(await comments()).map(({ id }) => id),
				).map((there) => 1 - there),
		};
	},
};

export const COMMENT_WRITES: Write[] = [createComment, updateComment, deleteComment];
