import { isEqual } from 'lodash';

import type { TeableClient } from '../../teable/http/client';
import type { Comment, CommentContent, Commented } from '../../teable/reading/comments';
import { contentOf, fetchCommentPage } from '../../teable/reading/comments';
import { fetchUser } from '../../teable/reading/user';
import { path } from '../../teable/http/path';
import { defineOperation } from '../operation';
import { chosenRecord, commentOutput, commentedFields, textField } from './shared/fields';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create comment',
	description: "Add a comment to a record, as the credential's user",
	properties: [...commentedFields, textField],
	async each(context) {
		const { client, param } = context;
		const record = chosenRecord(context);
		const content = contentOf(param.requiredText('text', 'Text'));
		const { comments } = await fetchCommentPage(client, record, 1);
		const last = comments.at(-1);
		const comment = await client.post<Comment>(
			path`/comment/${record.tableId}/${record.recordId}/create`,
			{ content },
			{
				fits: (answer) => typeof answer?.id === 'string',
				look: async () => await findCreated(client, record, content, last),
			},
		);
		return commentOutput(comment);
	},
});

/** The comment with this content that the user has created since; undefined if the user has created none. */
async function findCreated(
	client: TeableClient,
	record: Commented,
	content: CommentContent,
	last: Comment | undefined,
): Promise<Comment | undefined> {
	const { id: userId } = await fetchUser(client);
	const { comments } = await fetchCommentPage(client, record, NEWEST);
	const before = comments.findIndex(({ id }) => id === last?.id);
	if (last && before === -1) throw new Error('the comment that was last before has been deleted');
	const own = comments.slice(before + 1).filter(({ createdBy }) => createdBy.id === userId);
	if (own.length === 0) return undefined;
	if (own.length === 1 && isEqual(own[0].content, content)) return own[0];
	throw new Error('this user has created other comments at the same time');
}

/** More comments than are added before a lost response is checked; Teable returns at most 1,000. */
const NEWEST = 100;
