import { isEqual } from 'lodash';

import { attemptAsync } from '../../core/attempt';
import { withFate } from '../../fate';
import { contentOf } from '../../teable/reading/comments';
import { path } from '../../teable/http/path';
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
		const changed = await attemptAsync(async () => await fetchChosenComment(context));
		if (!(changed instanceof Error)) return commentOutput(changed);
		changed.message = `The comment was changed, but reading it afterwards failed. ${changed.message}`;
		throw withFate(changed, 'written');
	},
});
