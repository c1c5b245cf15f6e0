import { viewOutput } from '../../teable/schema/views/view';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get view',
	description:
		'Retrieve a view with its filter, sort order, groups and fields, and its link if it is shared',
	properties: oneViewFields,
	readOnly: true,
	async each(context) {
		const { view } = await readChosenView(context);
		return viewOutput(context.client, view);
	},
});
