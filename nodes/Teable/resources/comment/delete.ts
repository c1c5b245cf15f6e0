import { path } from '../../teable/http/path';
import { defineOperation } from '../operation';
import { chosenRecord, commentLocator, commentedFields, fetchChosenComment } from './shared/fields';

export const deleteComment = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete comment',
	description: 'Delete a comment on a record',
	properties: [...commentedFields, commentLocator],
	async each(context) {
		const { tableId, recordId } = chosenRecord(context);
		const { id } = await fetchChosenComment(context);
		await context.client.delete(path`/comment/${tableId}/${recordId}/${id}`);
		return { id, deleted: true };
	},
});
