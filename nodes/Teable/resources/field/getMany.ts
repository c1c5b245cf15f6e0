import { chosenLimit, limitFields } from '../../fields/limitFields';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFields } from '../../fields/locators/tableLocators';
import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import { readTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many fields',
	description: 'Retrieve the fields of a table with their types and options',
	properties: [...tableFields, ...limitFields],
	readOnly: true,
	async each({ client, param }) {
		const limit = chosenLimit(param);
		const { fields } = await readTable(client, chosenTableId(param));
		return fields.slice(0, limit).map(fieldOutput);
	},
});
