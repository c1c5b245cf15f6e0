import type { IDataObject } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { OF_ITEM, byId } from './write';

const COMMENT = '/api/comment/:tableId/:recordId';

/** The record with the comments, which is created when first needed. */
const recordOf = async (table: TestTable) =>
	String((await table.rows())[0]?.id ?? (await table.fill([{ Name: 'commented' }]))[0]);

/** Comments, identified by their text. */
const COMMENTS: Kind = {
	resource: 'comment',
	names: namesLike('Text'),
	place: async (table) => ({
		...{ tableId: byId(table.id), recordId: byId(await recordOf(table)) },
	}),
	ofItem: { commentId: OF_ITEM },
	async make(table, text) {
		const content = [{ type: 'p', children: [{ type: 'span', value: text }] }];
		const path = `/comment/${table.id}/${await recordOf(table)}/create`;
		return await table.server.ask('POST', path, { content });
	},
	async list(table) {
		const path = `/comment/${table.id}/${await recordOf(table)}/list`;
		const { comments } = await table.server.ask('GET', path);
		return (comments as Array<{ id: string; content: Array<{ children: IDataObject[] }> }>).map(
			({ id, content: [{ children }] }) => ({ id, name: children[0].value }),
		);
	},
};

export const COMMENT_WRITES: Write[] = [
	creation(COMMENTS, 'Create Comment', `POST ${COMMENT}/create`, async (table) => {
		await COMMENTS.make(table, 'there before');
		return { operation: 'create', text: NAME_OF_ITEM };
	}),
	change(
		COMMENTS,
		'Update Comment',
		`PATCH ${COMMENT}/:commentId`,
		{ operation: 'update', text: 'changed' },
		(comment) => comment?.name === 'changed',
	),
	change(
		COMMENTS,
		'Delete Comment',
		`DELETE ${COMMENT}/:commentId`,
		{ operation: 'delete' },
		isGone,
	),
];
