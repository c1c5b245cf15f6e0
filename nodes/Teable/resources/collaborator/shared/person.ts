import { uniqBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { byAnyId, fromList } from '../../../fields/locators/modes';
import type { Parameters } from '../../../core/parameters';
import type { TeableClient } from '../../../teable/http/client';
import type { Collaborator, Workplace } from '../../../teable/schema/collaborators';
import { fetchCollaborators } from '../../../teable/schema/collaborators';
import { quoted } from '../../../values/quoted';

const LABEL = 'Collaborator';

export const personLocator: INodeProperties = {
	displayName: LABEL,
	name: 'collaborator',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The collaborator to operate on, chosen from the list, by email address or by user ID, e.g. usrXXXXXXXXXXXXXXXX',
	modes: [
		fromList('a collaborator', 'searchCollaborators'),
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. nathan@example.com',
		},
		byAnyId('usr'),
	],
};

/** A collaborator who is a person, with a role in the chosen base or space itself. */
type Person = Collaborator & { userId: string };

/**
 * The chosen collaborator, by user ID, email address or, as AI agents give it, name.
 *
 * @param newRole their new role; undefined if they are to be removed
 * @throws NodeOperationError if there is no such collaborator, or several have that name; if the role comes from the
 * base's space, where it must be changed; or if the space would have no owner left, which Teable rejects
 */
export async function chosenPerson(
	{ client, param }: ItemContext<TeableClient>,
	workplace: Workplace,
	newRole?: string,
): Promise<Person> {
	const { value } = param.locator(personLocator.name, LABEL);
	if (value === '') {
		throw param.bad({
			label: LABEL,
			problem: 'is empty',
			remedy: 'Choose a collaborator from the list, or check the expression.',
		});
	}
	const all = await fetchCollaborators(client, workplace);
	const person = personNamed(param, value, workplace, all);
	if (person.role !== 'owner' || newRole === 'owner') return person;
	if (all.some(({ role, userId }) => role === 'owner' && userId !== person.userId)) return person;
	throw param.bad({
		label: LABEL,
		problem: `is ${person.userName}, the only owner of the space`,
		remedy: 'Make someone else an owner first.',
	});
}

function personNamed(
	{ bad }: Parameters,
	text: string,
	{ kind }: Workplace,
	all: Collaborator[],
): Person {
	const people = all.filter((one): one is Person => typeof one.userId === 'string');
	const exact = people.filter(
		({ userId, email }) => userId === text || email?.toLowerCase() === text.toLowerCase(),
	);
	const meant = exact.length > 0 ? exact : people.filter(({ userName }) => userName === text);
	if (meant.length === 0) {
		throw bad({
			label: LABEL,
			problem: `is ${quoted(text)}, who is not a collaborator of this ${kind}`,
			remedy:
				'Choose a collaborator from the list, or use an email address or user ID returned by Get Many.',
		});
	}
	if (uniqBy(meant, 'userId').length > 1) {
		throw bad({
			label: LABEL,
			problem: `is ${quoted(text)}, but several collaborators have this name`,
			remedy: 'Use the email address or user ID instead.',
		});
	}
	const person = meant.find(({ resourceType }) => resourceType === kind);
	if (person) return person;
	throw bad({
		label: LABEL,
		problem: `is ${quoted(text)}, whose role comes from the base's space`,
		remedy: "To change or remove it for all bases of the space, set 'Collaborators Of' to Space.",
	});
}

/** Someone's current role in the base or space; undefined if they have none there. */
export async function fetchRole(
	client: TeableClient,
	{ kind, id }: Workplace,
	person: Person,
): Promise<string | undefined> {
	const all = await fetchCollaborators(client, { kind, id });
	return all.find(({ userId, resourceType }) => userId === person.userId && resourceType === kind)
		?.role;
}
