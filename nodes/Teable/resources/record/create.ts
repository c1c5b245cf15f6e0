import { tableFields } from '../../fields/tableLocators';
import { defineOperation } from '../operation';
import { columnOptions, columnsField } from './columns';
import { outputOptions } from './output';
import { createRows, writeItems, writeTarget } from './write';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create record',
	description: 'Add a record to a table, one for each input item',
	properties: [...tableFields, columnsField('add')],
	options: [...columnOptions, ...outputOptions],
	target: writeTarget,
	async batch(context) {
		return await writeItems(context, async (rows, table) => {
			const written = await createRows(context.client, table, rows, context.keepGoing);
			return written.map((outcome) => (outcome instanceof Error ? outcome : [outcome]));
		});
	},
});
