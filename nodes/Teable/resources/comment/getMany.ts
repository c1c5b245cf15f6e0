import type { TeableClient } from '../../teable/client';
import type { Comment, Commented } from '../../teable/comments';
import { fetchCommentPage } from '../../teable/comments';
import { defineOperation } from '../operation';
import { chosenRecord, commentOutput, commentedFields } from './fields';

/** The most that Teable gives in one answer. */
const PER_PAGE = 1000;

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many comments',
	description: 'Retrieve the comments on a record, the newest first',
	properties: [
		...commentedFields,
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
	],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const limit = param.flag('returnAll') ? Infinity : param.wholeNumber('limit', 'Limit', 1);
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
