import { chosenIcon } from '../../fields/icon';
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
	description: 'Make a new base without tables in a space',
	properties: [
		{ ...spaceLocator, description: 'The space to make the base in' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. CRM',
			description: 'What the base is called. Two bases may have the same name.',
		},
	],
	options: [
		{
			displayName: 'Icon',
			name: 'icon',
			type: 'string',
			default: '',
			placeholder: 'e.g. 📦',
			description: 'An emoji. Teable lets it be replaced later, but not taken away.',
		},
	],
	async each({ client, param }) {
		const spaceId = chosenSpaceId(param);
		const name = param.requiredText('name', 'Name');
		const icon = chosenIcon(param.options, 'icon', 'Icon');
		const recovery = await baseCreatedIn(client, spaceId, name);
		const terms = { spaceId, name, ...(icon && { icon }) };
		return await client.post<Base>(path`/base`, terms, recovery);
	},
});
