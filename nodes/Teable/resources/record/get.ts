import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import { fetchByIds } from '../../teable/reading/pages';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { insteadOfRecord, whenNoRecord } from './shared/nothingFound';
import { RecordOutput, asksForText, outputOptions, valuesOption } from './shared/output';
import { chosenFields, fieldsToReturn } from './shared/selection';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';

/** Items of one table share requests: 1,000 records are five. */
export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get record',
	description: 'Retrieve one record by its ID',
	properties: [...tableFields, recordLocator],
	options: [fieldsToReturn, ...outputOptions, valuesOption, whenNoRecord],
	readOnly: true,
	target({ param }) {
		chosenRecordId(param);
		return JSON.stringify([chosenTableId(param), param.options]);
	},
	async batch({ client, items }) {
		const [context] = items;
		const table = await fetchTable(client, chosenTableId(context.param));
		const query = {
			projection: chosenFields(context, table, fieldsToReturn),
			asText: asksForText(context.param),
		};
		const output = await RecordOutput.of(context, table, query);
		const ids = items.map(({ param }) => chosenRecordId(param));
		const found = await fetchByIds(client, table, query, ids, (record) => output.read(record));
		return items.map(
			({ param }, index) =>
				found.get(ids[index]) ??
				insteadOfRecord(param, () =>
					param.failure(
						`The table has no record with the ID '${ids[index]}'. It may have been deleted, or belong to another table.`,
					),
				),
		);
	},
});
