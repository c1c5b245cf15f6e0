import { isEmptyAnswer } from '../../teable/http/recovery';
import { collaboratorsPath } from '../../teable/schema/collaborators';
import { defineOperation } from '../operation';
import { chosenPerson, fetchRole, personLocator } from './shared/person';
import { chosenRole, roleFields } from './shared/role';
import { chosenWorkplace, workplaceFields } from './shared/workplace';

export const changeRole = defineOperation({
	name: 'Change Role',
	value: 'changeRole',
	action: 'Change collaborator role',
	description:
		'Change the role of a collaborator in a base or space. Requires a session credential, except for spaces on 2026 servers, where an access token works too.',
	properties: [...workplaceFields, personLocator, ...roleFields],
	async each(context) {
		const { client, param } = context;
		const workplace = chosenWorkplace(param);
		const role = chosenRole(param, workplace);
		const person = await chosenPerson(context, workplace, role);
		if (person.role === role) return person;
		await client.patch(
			collaboratorsPath(workplace),
			{ principalId: person.userId, principalType: 'user', role },
			{
				fits: isEmptyAnswer,
				look: async () => {
					const now = await fetchRole(client, workplace, person);
					if (now === undefined) throw new Error('they are no longer a collaborator');
					return now === role ? '' : undefined;
				},
			},
		);
		return { ...person, role };
	},
});
