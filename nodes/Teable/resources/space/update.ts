import { pick } from 'lodash';

import { chosenSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import type { Space } from '../../teable/http/types';
import { fetchSpace } from '../../teable/schema/space';
import { defineOperation } from '../operation';
import { chosenName } from './shared/name';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update space',
	description: 'Rename a space. Its ID and its URL in Teable stay the same.',
	properties: [
		spaceLocator,
		{
			displayName: 'New Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Sales',
			description: 'The new name of the space. Several spaces can have the same name.',
		},
	],
	async each({ client, param }) {
		const id = chosenSpaceId(param);
		const name = chosenName(param, 'New Name');
		return await client.patch<Space>(
			path`/space/${id}`,
			{ name },
			{
				fits: (answer) => answer?.id === id,
				look: async () => {
					const now = await fetchSpace(client, id);
					return now.name === name ? (pick(now, 'id', 'name') as Space) : undefined;
				},
			},
		);
	},
});
