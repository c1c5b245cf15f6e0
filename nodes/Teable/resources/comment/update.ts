import { attemptAsync } from '../../core/attempt';
import { contentOf } from '../../teable/reading/comments';
import { path } from '../../teable/http/path';
import { defineOperation } from '../operation';
import {
	chosenRecord,
	commentLocator,
	commentOutput,
	commentedFields,
	fetchChosenComment,
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
		await client.patch(path`/comment/${tableId}/${recordId}/${id}`, { content });
		// The answer to the change is empty.
		const changed = await attemptAsync(async () => await fetchChosenComment(context));
		if (!(changed instanceof Error)) return commentOutput(changed);
		changed.message += ' The comment itself was changed before that.';
		throw changed;
	},
});
