import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import { defineOperation } from '../operation';
import { describeTable } from './shared/description';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get table',
	description:
		"Retrieve a table with its fields and views, e.g. to learn its columns before working with records. For SQL, use the names in 'dbTableName' and 'dbFieldName'.",
	properties: wholeTableFields,
	readOnly: true,
	async each(context) {
		return await describeTable(context.client, await fetchChosenTable(context));
	},
});
