import type { OwnSamples } from './own';

const EMAIL = 'nathan@example.com';

/** Someone who has access only to the test's base. */
const person: OwnSamples[string] = async (server, table) => {
	const terms = { emails: [EMAIL], role: 'viewer' };
	await server.ask('POST', `/base/${table.baseId}/invitation/email`, terms);
	return { collaborator: { __rl: true, mode: 'email', value: EMAIL }, role: 'editor' };
};

export const collaboratorSamples: OwnSamples = {
	changeRole: person,
	invite: () => ({ emails: EMAIL }),
	remove: person,
};
