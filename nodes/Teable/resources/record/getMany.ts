import { chosenLimit, chosenOffset, limitFields, offsetOption } from '../../fields/limitFields';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFields } from '../../fields/locators/tableLocators';
import { chosenSort, sortField } from '../../fields/sortFields';
import { fetchRecords } from '../../teable/reading/pages/pages';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { orInstead, whenNoRecords } from './shared/nothingFound';
import { RecordReading, readingOptions } from './shared/reading';
import { chosenSelection, searchOptions, selectionFields } from './shared/selection';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many records',
	description: 'Retrieve records from a table: all, or those that match a filter, view or search',
	properties: [...tableFields, ...limitFields, ...selectionFields, sortField],
	options: [offsetOption, ...readingOptions, ...searchOptions, whenNoRecords],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const limit = chosenLimit(param);
		const table = await fetchTable(client, chosenTableId(param));
		const reading = await RecordReading.of(context, table, {
			...(await chosenSelection(context, table)),
			sort: chosenSort(param, table),
			offset: chosenOffset(param),
		});
		const records = await fetchRecords(client, table, reading.query, limit, (record) =>
			reading.take(record),
		);
		await reading.expand(context, records);
		return orInstead(param, await reading.download(context, records));
	},
});
