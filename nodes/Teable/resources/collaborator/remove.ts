import { pick } from 'lodash';

import { isEmptyAnswer } from '../../teable/http/recovery';
import { collaboratorsPath } from '../../teable/schema/collaborators';
import { defineOperation } from '../operation';
import { chosenPerson, fetchRole, personLocator } from './shared/person';
import { chosenWorkplace, workplaceFields } from './shared/workplace';

export const remove = defineOperation({
	name: 'Remove',
	value: 'remove',
	action: 'Remove collaborator',
	description:
		'Remove a collaborator from a base or space. Their account and everything they created are kept. Requires a session credential, except for spaces on 2026 servers, where an access token works too.',
	properties: [...workplaceFields, personLocator],
	async each(context) {
		const { client, param } = context;
		const workplace = chosenWorkplace(param);
		const person = await chosenPerson(context, workplace);
		await client.delete(
			collaboratorsPath(workplace),
			{ principalId: person.userId, principalType: 'user' },
			{
				fits: isEmptyAnswer,
				look: async () =>
					(await fetchRole(client, workplace, person)) === undefined ? '' : undefined,
			},
		);
		return { ...pick(person, 'userId', 'userName', 'email'), removed: true };
	},
});
