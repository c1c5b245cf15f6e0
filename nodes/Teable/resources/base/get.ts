import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import { fetchBase } from '../../teable/schema/base';
import { engineOfBase } from '../../teable/schema/engine';
import { defineOperation } from '../operation';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get base',
	description:
		"Retrieve the name, icon and space of a base, your own role in it, and its 'engine': 1.10, 2026 (the old engine) or v2",
	properties: [wholeBaseLocator],
	readOnly: true,
	async each({ client, param }) {
		const base = await fetchBase(client, chosenBaseId(param));
		return { ...base, engine: engineOfBase(base) };
	},
});
