import { chosenLimit, chosenOffset, limitFields, offsetOption } from '../../fields/limitFields';
import { chosenSort, sortField } from '../../fields/sortFields';
import { tableFields } from '../../fields/locators/tableLocators';
import { fetchRecords } from '../../teable/reading/pages';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { orInstead, whenNoRecords } from './shared/nothingFound';
import { RecordOutput, asksForText, outputOptions, valuesOption } from './shared/output';
import {
	chosenFields,
	chosenSelection,
	fieldsToReturn,
	searchOptions,
	selectionFields,
} from './shared/selection';
import { chosenTableId } from '../../fields/locators/chosenIds';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many records',
	description:
		'Retrieve the records of a table, or those that match a filter, a view or a search, in a chosen order',
	properties: [...tableFields, ...limitFields, ...selectionFields, sortField],
	options: [
		fieldsToReturn,
		offsetOption,
		...outputOptions,
		...searchOptions,
		valuesOption,
		whenNoRecords,
	],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const limit = chosenLimit(param);
		const table = await fetchTable(client, chosenTableId(param));
		const query = {
			...chosenSelection(context, table),
			sort: chosenSort(param, table),
			projection: chosenFields(context, table, fieldsToReturn),
			asText: asksForText(param),
			offset: chosenOffset(param),
		};
		const output = await RecordOutput.of(context, table, query);
		const records = await fetchRecords(client, table, query, limit, (record) =>
			output.read(record),
		);
		return orInstead(param, records);
	},
});
