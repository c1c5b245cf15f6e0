import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { SOME, byId, countOf } from './write';

const SPACE = '/api/space/:spaceId';

interface Person {
	email: string;
	role: string;
}

const EMAILS = range(SOME).map((index) => `person${index}@example.com`);

/** The space that the test's base is in, and who works on it. */
async function spaceOf({ server, baseId }: TestTable) {
	const spaceId = String((await server.ask('GET', `/base/${baseId}`)).spaceId);
	const people = async () =>
		(await server.ask('GET', `/space/${spaceId}/collaborators`))
			.collaborators as unknown as Person[];
	return { spaceId, people };
}

const invite: Write = {
	name: 'Invite Collaborators',
	count: SOME,
	request: { method: 'POST', route: `${SPACE}/invitation/email` },
	after: 1,
	async setUp(table) {
		const { spaceId, people } = await spaceOf(table);
		return {
			parameters: {
				...{ resource: 'collaborator', operation: 'invite', of: 'space', spaceId: byId(spaceId) },
				...{ emails: '={{ $json.email }}', role: 'editor' },
			},
			items: EMAILS.map((email) => ({ email })),
			held: async () =>
				countOf(
					EMAILS,
					(await people()).map(({ email }) => email),
				),
		};
	},
};

/** A change of people who have been invited. Only a session may do this on each server. */
const changeOfPeople = (
	name: string,
	method: string,
	parameters: INodeParameters,
	isDone: (person: Person | undefined) => boolean,
): Write => ({
	...{ name, count: SOME, request: { method, route: `${SPACE}/collaborators` }, after: 1 },
	caller: 'cookie',
	async setUp(table) {
		const { spaceId, people } = await spaceOf(table);
		const terms = { emails: EMAILS, role: 'viewer' };
		await table.server.ask('POST', `/space/${spaceId}/invitation/email`, terms);
		return {
			parameters: {
				...{ resource: 'collaborator', of: 'space', spaceId: byId(spaceId), ...parameters },
				collaborator: { __rl: true, mode: 'email', value: '={{ $json.email }}' },
			},
			items: EMAILS.map((email) => ({ email })),
			held: async () => {
				const now = new Map((await people()).map((person) => [person.email, person]));
				return EMAILS.map((email) => (isDone(now.get(email)) ? 1 : 0));
			},
		};
	},
});

export const COLLABORATOR_WRITES: Write[] = [
	invite,
	changeOfPeople(
		'Change Role of Collaborator',
		'PATCH',
		{ operation: 'changeRole', role: 'editor' },
		(person) => person?.role === 'editor',
	),
	changeOfPeople('Remove Collaborator', 'DELETE', { operation: 'remove' }, (person) => !person),
];
