import { isMatch, pick } from 'lodash';

import type { Parameters } from '../../core/parameters';
import { chosenIcon, newIconField } from '../../fields/icon';
import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import type { Base } from '../../teable/http/types';
import { fetchBase } from '../../teable/schema/base';
import { newNameField, nothingToChange } from '../newTexts';
import { defineOperation } from '../operation';
import { ANSWERED } from './shared/created';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update base',
	description: 'Change the name or icon of a base',
	properties: [wholeBaseLocator, newNameField('CRM'), newIconField],
	async each({ client, param }) {
		const id = chosenBaseId(param);
		const changes = chosenChanges(param);
		return await client.patch<Base>(path`/base/${id}`, changes, {
			fits: (answer) => answer?.id === id,
			look: async () => {
				const now = await fetchBase(client, id);
				return isMatch(now, changes) ? (pick(now, ANSWERED) as Base) : undefined;
			},
		});
	},
});

function chosenChanges(param: Parameters) {
	const name = param.text('name', 'New Name');
	const icon = chosenIcon(param, newIconField);
	if (name !== '' || icon !== '') return { ...(name && { name }), ...(icon && { icon }) };
	throw nothingToChange(param);
}
