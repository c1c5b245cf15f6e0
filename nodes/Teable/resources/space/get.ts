import { chosenSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator } from '../../fields/locators/tableLocators';
import { fetchSpace } from '../../teable/schema/space';
import { defineOperation } from '../operation';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get space',
	description: 'Retrieve the name of a space and your own role in it',
	properties: [spaceLocator],
	readOnly: true,
	async each({ client, param }) {
		return await fetchSpace(client, chosenSpaceId(param));
	},
});
