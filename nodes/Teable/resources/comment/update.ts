import { isEqual } from 'lodash';

import { contentOf } from '../../teable/reading/comments';
import { path } from '../../teable/http/path';
import { readAfter } from '../../teable/http/readAfter';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { defineOperation } from '../operation';
import {
	chosenRecord,
	commentLocator,
	commentOutput,
	commentedFields,
	fetchChosenComment,
	fetchComment,
	textField,
} from './shared/fields';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update comment',
	description: 'Replace the text of a comment on a record',
	properties: [...commentedFields, commentLocator, textField],
	async each(context) {
		const { client, param } = context;
		const { tableId, recordId } = chosenRecord(context);
		const content = contentOf(param.requiredText('text', 'Text'));
		const { id } = await fetchChosenComment(context);
		await client.patch(
			path`/comment/${tableId}/${recordId}/${id}`,
			{ content },
			{
				fits: isEmptyAnswer,
				look: async () => {
					const comment = await fetchComment(context, id);
					if (!comment) throw new Error('the comment no longer exists');
					return isEqual(comment.content, content) ? '' : undefined;
				},
			},
		);
		return commentOutput(await readAfter('The comment was changed', fetchChosenComment(context)));
	},
});
