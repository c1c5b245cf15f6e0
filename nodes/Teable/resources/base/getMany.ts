import { chosenLimit, limitFields } from '../../fields/limitFields';
import { optionalSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator } from '../../fields/locators/tableLocators';
import { fetchBases, fetchBasesOf } from '../../teable/schema/base';
import { defineOperation } from '../operation';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many bases',
	description:
		"Retrieve the bases of a space, or all bases of your account, including those that a limited access token can't open",
	properties: [
		{
			...spaceLocator,
			required: false,
			description: 'The space whose bases to retrieve. Leave empty for all bases of your account.',
		},
		...limitFields,
	],
	readOnly: true,
	async each({ client, param }) {
		const limit = chosenLimit(param);
		const spaceId = optionalSpaceId(param);
		const bases =
			spaceId === undefined ? await fetchBases(client) : await fetchBasesOf(client, spaceId);
		return bases.slice(0, limit);
	},
});
