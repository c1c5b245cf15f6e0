import { chosenLimit, limitFields } from '../../fields/limitFields';
import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import { fetchTables } from '../../teable/schema/base';
import { defineOperation } from '../operation';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tables',
	description:
		'Retrieve the tables of a base, in the order shown in Teable. Use Get to retrieve the fields of a table.',
	properties: [
		{ ...wholeBaseLocator, description: 'The base (database) whose tables to retrieve' },
		...limitFields,
	],
	readOnly: true,
	async each({ client, param }) {
		const limit = chosenLimit(param);
		return (await fetchTables(client, chosenBaseId(param))).slice(0, limit);
	},
});
