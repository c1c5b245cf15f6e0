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
		'Take away the access of a collaborator to a base or a space. Their account stays, and so does what they have made. A session can always do this, an access token only in a space, on servers of 2026.',
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
