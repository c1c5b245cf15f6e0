import { deleteView } from '../../teable/schema/views/changeView';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';

export const deleteViewOperation = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete view',
	description:
		"Move a view to the trash, from which it can be restored with the same ID. Its records are kept. A table's last view can't be deleted.",
	properties: oneViewFields,
	async each(context) {
		const { client, param } = context;
		const { tableId, view, views } = await readChosenView(context);
		// 1.10 deletes it, and then fails to list the tables of the whole base.
		if (views.length === 1) {
			throw param.bad({
				label: 'View',
				problem: `is '${view.name}', the only view of the table, which can't be deleted`,
				remedy: 'Create another view first.',
			});
		}
		await deleteView(client, tableId, view.id);
		return { id: view.id, deleted: true };
	},
});
