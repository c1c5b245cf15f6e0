import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import { defineOperation } from '../operation';
import { describeTable } from './shared/description';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get table',
	description:
		"Retrieve a table with its fields and views: what there is to know before working with its records. 'dbTableName' and 'dbFieldName' are the names in SQL.",
	properties: wholeTableFields,
	readOnly: true,
	async each(context) {
		return await describeTable(context.client, await fetchChosenTable(context));
	},
});
