import { tableFields } from '../../fields/locators/tableLocators';
import { defineOperation } from '../operation';
import { blankOption, columnOptions, columnsField } from './writing/columns/columnFields';
import { outputOptions } from './shared/output';
import { createRows } from './writing/write';
import { writeItems, writeTarget } from './writing/writeItems';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create record',
	description: 'Create a record in a table for each input item',
	properties: [...tableFields, columnsField('add')],
	options: [blankOption, ...columnOptions, ...outputOptions],
	undoable: true,
	hasDryRun: true,
	target: writeTarget,
	async batch(context) {
		const { client, keepGoing } = context;
		return await writeItems(
			context,
			async (rows, table) => await createRows(client, table, rows, keepGoing),
			'new',
		);
	},
});
