import type { INodeProperties } from 'n8n-workflow';

import { optionalBaseId } from '../../fields/locators/chosenIds';
import { baseLocator } from '../../fields/locators/tableLocators';
import { fetchPermissions, fetchUser } from '../../teable/reading/user';
import { defineOperation } from '../operation';

const inBase: INodeProperties = {
	...baseLocator,
	description:
		"A base (database) to tell what the credential may do in it: 'allowed' and 'notAllowed' list the scopes for the base, its tables and automations. Teable does not tell those for records, fields and views. Leave it empty for the user alone.",
};

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description:
		'Retrieve the user that the credential signs in as and, if a base is chosen, what the credential may do in it. The email address is given to access tokens with the scope user|email_read.',
	properties: [inBase],
	readOnly: true,
	async each({ client, param }) {
		const baseId = optionalBaseId(param);
		const user = await fetchUser(client);
		if (baseId === undefined) return { ...user };
		return { ...user, baseId, ...(await fetchPermissions(client, baseId)) };
	},
});
