import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { recordLocator, tableFields } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import type { Comment, Commented } from '../../../teable/reading/comments';
import { textOf } from '../../../teable/reading/comments';
import { path } from '../../../teable/http/path';
import { chosenRecordId, chosenTableId, requiredId } from '../../../fields/locators/chosenIds';

/** What every operation on comments begins with. */
export const commentedFields: INodeProperties[] = [
	...tableFields,
	{ ...recordLocator, description: 'The record that the comment is about' },
];

export const commentLocator: INodeProperties = {
	displayName: 'Comment',
	name: 'commentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The comment to work on, by its ID (com…)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a comment',
			typeOptions: { searchListMethod: 'searchComments', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. comAbCdEfGhIjKlMnOp',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*com[A-Za-z0-9]{16}\\s*$',
						errorMessage: 'The ID of a comment is "com" and 16 letters or digits',
					},
				},
			],
		},
	],
};

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. Checked, all in order',
	description: 'What the comment says; each line becomes a paragraph',
};

/** The chosen record. @throws NodeOperationError when the table or the record is missing or no ID */
export const chosenRecord = ({ param }: ItemContext<TeableClient>): Commented => ({
	tableId: chosenTableId(param),
	recordId: chosenRecordId(param),
});

/**
 * The chosen comment, as it stands in Teable. It is looked up before it is changed: for an unknown ID Teable
 * answers 200 and nothing, and 1.10 does so even to a delete.
 *
 * @throws NodeOperationError when the record has no such comment
 */
export async function fetchChosenComment(context: ItemContext<TeableClient>): Promise<Comment> {
	const { param } = context;
	const id = requiredId(param, commentLocator.name, 'Comment', 'com');
	const comment = await fetchComment(context, id);
	if (comment) return comment;
	throw param.bad({
		label: 'Comment',
		problem: `is '${id}', and the record has no such comment`,
		remedy: 'Choose one from the list; it may have been deleted.',
	});
}

/** A comment on the chosen record; '' when there is none with this ID. */
export async function fetchComment(
	context: ItemContext<TeableClient>,
	id: string,
): Promise<Comment | ''> {
	const { tableId, recordId } = chosenRecord(context);
	return await context.client.get<Comment | ''>(path`/comment/${tableId}/${recordId}/${id}`);
}

/** A comment as output: its text beside Teable's own form of it; what does not apply is left out. */
export function commentOutput(comment: IDataObject & Pick<Comment, 'id' | 'content'>): IDataObject {
	const { id, content, createdBy, createdTime, lastModifiedTime, quoteId } = comment;
	return {
		id,
		text: textOf(content),
		content,
		// The answer to a create has the bare ID.
		createdBy: typeof createdBy === 'string' ? { id: createdBy } : createdBy,
		createdTime,
		...(lastModifiedTime && { lastModifiedTime }),
		...(quoteId && { quoteId }),
	};
}
