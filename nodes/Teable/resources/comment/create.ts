import type { Comment } from '../../teable/reading/comments';
import { contentOf } from '../../teable/reading/comments';
import { path } from '../../teable/http/path';
import { defineOperation } from '../operation';
import { chosenRecord, commentOutput, commentedFields, textField } from './shared/fields';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create comment',
	description: 'Add a comment to a record, as the user that the node signs in as',
	properties: [...commentedFields, textField],
	async each(context) {
		const { client, param } = context;
		const { tableId, recordId } = chosenRecord(context);
		const content = contentOf(param.requiredText('text', 'Text'));
		const comment = await client.post<Comment>(path`/comment/${tableId}/${recordId}/create`, {
			content,
		});
		return commentOutput(comment);
	},
});
