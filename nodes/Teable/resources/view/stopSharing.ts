import { disableShare } from '../../teable/schema/views/shareView';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';

export const stopSharing = defineOperation({
	name: 'Stop Sharing',
	value: 'stopSharing',
	action: 'Stop sharing view',
	description:
		'Permanently disable the link of a shared view. Sharing the view again creates a new link, with the same password.',
	properties: oneViewFields,
	async each(context) {
		const { client } = context;
		const { tableId, view } = await readChosenView(context);
		if (view.enableShare) await disableShare(client, tableId, view.id);
		return { id: view.id, name: view.name, shared: false };
	},
});
