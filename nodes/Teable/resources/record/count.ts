import { tableFields } from '../../fields/locators/tableLocators';
import { countRecords } from '../../teable/reading/pages/pages';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { chosenSelection, searchOptions, selectionFields } from './shared/selection';
import { chosenTableId } from '../../fields/locators/chosenIds';

export const count = defineOperation({
	name: 'Count',
	value: 'count',
	action: 'Count records',
	description: 'Count the records of a table, or only those that match a filter, view or search',
	properties: [...tableFields, ...selectionFields],
	options: searchOptions,
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const table = await fetchTable(client, chosenTableId(param));
		return { count: await countRecords(client, table, await chosenSelection(context, table)) };
	},
});
