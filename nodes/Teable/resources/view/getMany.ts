import { chosenLimit, limitFields } from '../../fields/limitFields';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { readViews, viewOutput } from '../../teable/schema/views/view';
import { defineOperation } from '../operation';
import { viewTableFields } from './shared/chosenView';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many views',
	description: 'Retrieve the views of a table with their filters, sort orders, groups and fields',
	properties: [...viewTableFields, ...limitFields],
	readOnly: true,
	async each({ client, param }) {
		const limit = chosenLimit(param);
		const views = await readViews(client, chosenTableId(param));
		return views.slice(0, limit).map((view) => viewOutput(client, view));
	},
});
