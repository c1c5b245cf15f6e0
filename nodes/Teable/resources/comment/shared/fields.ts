import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { byId, fromList } from '../../../fields/locators/modes';
import { recordLocator, tableFields } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import type { Comment, Commented } from '../../../teable/reading/comments';
import { textOf } from '../../../teable/reading/comments';
import { path } from '../../../teable/http/path';
import { chosenRecordId, chosenTableId, requiredId } from '../../../fields/locators/chosenIds';

/** The first parameters of every operation on comments. */
export const commentedFields: INodeProperties[] = [
	...tableFields,
	{ ...recordLocator, description: 'The record of the comment' },
];

export const commentLocator: INodeProperties = {
	displayName: 'Comment',
	name: 'commentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The comment to operate on, chosen from the list or by ID, e.g. comXXXXXXXXXXXXXXXX',
	modes: [fromList('a comment', 'searchComments'), byId('a comment', 'com')],
};

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Checked, all in order',
	description: 'The text of the comment. Each line becomes a paragraph.',
};

/** The chosen record. @throws NodeOperationError if the table or record is missing or not an ID */
export const chosenRecord = ({ param }: ItemContext<TeableClient>): Commented => ({
	tableId: chosenTableId(param),
	recordId: chosenRecordId(param),
});

/**
 * The current state of the chosen comment. It is read before it is changed: for an unknown ID, Teable answers 200
 * with an empty body, and 1.10 does so even to a delete.
 *
 * @throws NodeOperationError if the record has no such comment
 */
export async function fetchChosenComment(context: ItemContext<TeableClient>): Promise<Comment> {
	const { param } = context;
	const id = requiredId(param, commentLocator.name, 'Comment', 'com');
	const comment = await fetchComment(context, id);
	if (comment) return comment;
	throw param.bad({
		label: 'Comment',
		problem: `is '${id}', which doesn't exist on this record`,
		remedy:
			'It may have been deleted. Choose a comment from the list, or use an ID returned by Get Many.',
	});
}

/** A comment on the chosen record; '' if there is none with this ID. */
export async function fetchComment(
	context: ItemContext<TeableClient>,
	id: string,
): Promise<Comment | ''> {
	const { tableId, recordId } = chosenRecord(context);
	return await context.client.get<Comment | ''>(path`/comment/${tableId}/${recordId}/${id}`);
}

/** The output for a comment: its text next to Teable's own format, without properties that do not apply. */
export function commentOutput(comment: IDataObject & Pick<Comment, 'id' | 'content'>): IDataObject {
	const { id, content, createdBy, createdTime, lastModifiedTime, quoteId } = comment;
	return {
		id,
		text: textOf(content),
		content,
		// The response to a create has only the ID.
		createdBy: typeof createdBy === 'string' ? { id: createdBy } : createdBy,
		createdTime,
		...(lastModifiedTime && { lastModifiedTime }),
		...(quoteId && { quoteId }),
	};
}
