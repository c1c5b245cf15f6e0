import type { IDataObject } from 'n8n-workflow';
import { range } from 'lodash';

import { spaceOf } from './bases';
import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone } from './kind';
import type { Write } from './write';
import { SOME, byId } from './write';

const SPACE = '/api/space/:spaceId';

/** People, identified by their email addresses. */
const PEOPLE: Kind = {
	resource: 'collaborator',
	names: range(SOME).map((index) => `person${index}@example.com`),
	place: async (table) => ({ of: 'space', spaceId: byId(await spaceOf(table)) }),
	ofItem: { collaborator: { __rl: true, mode: 'email', value: '={{ $json.id }}' } },
	async make(table, email) {
		const terms = { emails: [email], role: 'viewer' };
		await table.server.ask('POST', `/space/${await spaceOf(table)}/invitation/email`, terms);
		return { id: email };
	},
	async list(table) {
		const { server } = table;
		const { collaborators } = await server.ask(
			'GET',
			`/space/${await spaceOf(table)}/collaborators`,
		);
		const people = collaborators as IDataObject[];
		return people.map(({ email, role }) => ({ id: email, name: email, role }));
	},
};

/** Only a session may change or remove people on every server. */
const BY_SESSION: Kind = { ...PEOPLE, caller: 'cookie' };

export const COLLABORATOR_WRITES: Write[] = [
	creation(PEOPLE, 'Invite Collaborators', `POST ${SPACE}/invitation/email`, {
		...{ operation: 'invite', emails: NAME_OF_ITEM, role: 'editor' },
	}),
	change(
		BY_SESSION,
		'Change Role of Collaborator',
		`PATCH ${SPACE}/collaborators`,
		{ operation: 'changeRole', role: 'editor' },
		(person) => person?.role === 'editor',
	),
	change(
		BY_SESSION,
		'Remove Collaborator',
		`DELETE ${SPACE}/collaborators`,
		{ operation: 'remove' },
		isGone,
	),
];
