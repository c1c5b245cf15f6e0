import { chosenIcon, iconOption } from '../../fields/icon';
import { chosenSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import type { Base } from '../../teable/http/types';
import { defineOperation } from '../operation';
import { baseCreatedIn } from './shared/created';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create base',
	description: 'Create an empty base in a space',
	properties: [
		{ ...spaceLocator, description: 'The space in which to create the base' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CRM',
			description: 'The name of the base. Several bases can have the same name.',
		},
	],
	options: [iconOption],
	async each({ client, param }) {
		const spaceId = chosenSpaceId(param);
		const name = param.requiredText('name', 'Name');
		const icon = chosenIcon(param.options, iconOption);
		const recovery = await baseCreatedIn(client, spaceId, name);
		const terms = { spaceId, name, ...(icon && { icon }) };
		return await client.post<Base>(path`/base`, terms, recovery);
	},
});
