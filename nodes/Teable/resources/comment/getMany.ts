import { chosenLimit, limitFields } from '../../fields/limitFields';
import type { TeableClient } from '../../teable/http/client';
import type { Comment, Commented } from '../../teable/reading/comments';
import { fetchCommentPage } from '../../teable/reading/comments';
import { defineOperation } from '../operation';
import { chosenRecord, commentOutput, commentedFields } from './shared/fields';

/** The most that Teable returns in one response. */
const PER_PAGE = 1000;

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many comments',
	description: 'Retrieve the comments on a record, newest first',
	properties: [...commentedFields, ...limitFields],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const limit = chosenLimit(param) ?? Infinity;
		const comments = await fetchComments(client, chosenRecord(context), limit);
		return comments.map(commentOutput);
	},
});

async function fetchComments(
	client: TeableClient,
	record: Commented,
	limit: number,
): Promise<Comment[]> {
	const found: Comment[] = [];
	let cursor: string | undefined;
	do {
		const take = Math.min(limit - found.length, PER_PAGE);
		const { comments, nextCursor } = await fetchCommentPage(client, record, take, cursor);
		found.push(...comments.toReversed());
		cursor = nextCursor ?? undefined;
	} while (cursor !== undefined && found.length < limit);
	return found;
}
