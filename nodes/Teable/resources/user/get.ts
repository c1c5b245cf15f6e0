import type { INodeProperties } from 'n8n-workflow';

import { optionalBaseId } from '../../fields/locators/chosenIds';
import { baseLocator } from '../../fields/locators/tableLocators';
import { fetchPermissions, fetchUser } from '../../teable/reading/user';
import { defineOperation } from '../operation';

const inBase: INodeProperties = {
	...baseLocator,
	description:
		"A base (database) in which to check the credential's permissions. In the output, 'allowed' and 'notAllowed' list the scopes for the base, its tables and automations; Teable doesn't report scopes for records, fields and views. Leave empty to return only the user.",
};

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description:
		"Retrieve the credential's user and, if a base is chosen, the credential's permissions in it. For access tokens, the email address requires the scope user|email_read.",
	properties: [inBase],
	readOnly: true,
	async each({ client, param }) {
		const baseId = optionalBaseId(param);
		const user = await fetchUser(client);
		if (baseId === undefined) return { ...user };
		return { ...user, baseId, ...(await fetchPermissions(client, baseId)) };
	},
});
