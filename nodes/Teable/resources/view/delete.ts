import { deleteView } from '../../teable/schema/views/changeView';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';

export const deleteViewOperation = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete view',
	description:
		'Move a view to the trash, from which Restore brings it back with its ID. The records stay. The last view of a table cannot be deleted.',
	properties: oneViewFields,
	async each(context) {
		const { client, param } = context;
		const { tableId, view, views } = await readChosenView(context);
		// 1.10 deletes it, and then cannot list the tables of the whole base.
		if (views.length === 1) {
			throw param.bad({
				label: 'View',
				problem: `is '${view.name}', the only view of the table, and a table must keep one`,
				remedy: 'Create another view first.',
			});
		}
		await deleteView(client, tableId, view.id);
		return { id: view.id, deleted: true };
	},
});
