import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { defineOperation } from '../operation';
import {
	chosenRecord,
	commentLocator,
	commentedFields,
	fetchChosenComment,
	fetchComment,
} from './shared/fields';

export const deleteComment = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete comment',
	description: 'Delete a comment on a record',
	properties: [...commentedFields, commentLocator],
	async each(context) {
		const { tableId, recordId } = chosenRecord(context);
		const { id } = await fetchChosenComment(context);
		await context.client.delete(path`/comment/${tableId}/${recordId}/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () => ((await fetchComment(context, id)) ? undefined : ''),
		});
		return { id, deleted: true };
	},
});
