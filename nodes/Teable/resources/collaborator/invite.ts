import { partition, uniq } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../core/attempt';
import type { Parameters } from '../../core/parameters';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { Collaborator, Workplace } from '../../teable/schema/collaborators';
import { fetchCollaborators } from '../../teable/schema/collaborators';
import { quoted } from '../../values/quoted';
import { defineOperation } from '../operation';
import { chosenRole, roleFields } from './shared/role';
import { chosenWorkplace, workplaceFields } from './shared/workplace';

const notice: INodeProperties = {
	displayName:
		'Teable creates an account for addresses that have none. Invited people become collaborators immediately, before they confirm anything.',
	name: 'inviteNotice',
	type: 'notice',
	default: '',
};

const emailsField: INodeProperties = {
	displayName: 'Email Addresses',
	name: 'emails',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. nathan@example.com, ada@example.com',
	description:
		'The email addresses to invite, separated by commas. Teable stores them in lower case.',
};

const skipOption: INodeProperties = {
	displayName: 'Skip Existing Collaborators',
	name: 'skipCollaborators',
	type: 'boolean',
	default: false,
	description:
		'Whether to skip people who are already collaborators, without changing their roles. When off, their addresses cause an error, and nobody is invited.',
};

export const invite = defineOperation({
	name: 'Invite',
	value: 'invite',
	action: 'Invite collaborators',
	description:
		'Invite people to a base or space by email. Teable sends them an email if the server is set up for it. People invited to a space lose their roles in its individual bases.',
	properties: [notice, ...workplaceFields, emailsField, ...roleFields],
	options: [skipOption],
	async each({ client, param }) {
		const workplace = chosenWorkplace(param);
		const role = chosenRole(param, workplace);
		const skip = param.options.flag(skipOption.name, skipOption.displayName);
		const emails = chosenEmails(param);
		const before = await collaboratorsByEmail(client, workplace);
		const [there, missing] = partition(emails, (email) => before.has(email));
		if (there.length > 0 && !skip) throw alreadyIn(param, workplace, there, before);
		const invited = await inviteAll(client, workplace, missing, role);
		const after =
			invited.size > 0
				? await attemptAsync(async () => await collaboratorsByEmail(client, workplace))
				: before;
		const known = after instanceof Error ? before : after;
		return emails.map((email) =>
			describe(known.get(email) ?? { email, role }, before.has(email), invited.has(email)),
		);
	},
});

/** @throws NodeOperationError if there is none, or one that Teable would reject */
function chosenEmails(param: Parameters): string[] {
	const { name, displayName: label } = emailsField;
	const emails = uniq(param.list(name, label).map((email) => email.toLowerCase()));
	const bad = emails.find((email) => !EMAIL.test(email));
	if (emails.length > 0 && bad === undefined) return emails;
	throw param.bad({
		label,
		problem:
			bad === undefined ? 'is empty' : `contains ${quoted(bad)}, which is not an email address`,
		remedy: 'Use addresses like nathan@example.com, separated by commas.',
	});
}

/** Teable accepts only these characters, and at most one dot between parts. */
const EMAIL = /^(?!\.)(?!.*\.\.)[\w.'+-]*[\w+-]@(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}$/;

async function collaboratorsByEmail(
	client: TeableClient,
	workplace: Workplace,
): Promise<Map<string, Collaborator>> {
	const all = await fetchCollaborators(client, workplace);
	return new Map(
		all.flatMap((one) => (one.email === undefined ? [] : [[one.email.toLowerCase(), one]])),
	);
}

const alreadyIn = (
	param: Parameters,
	{ kind }: Workplace,
	emails: string[],
	all: Map<string, Collaborator>,
) =>
	param.bad({
		label: emailsField.displayName,
		problem: `contains collaborators of this ${kind}: ${emails
			.map((email) => `${email} (${all.get(email)?.role})`)
			.join(', ')}. Nobody was invited`,
		remedy: `Remove them, or turn on '${skipOption.displayName}' under 'Options'. To change their role, use Change Role.`,
	});

/**
 * Invites people, all of them or none, in one request.
 *
 * @returns the addresses that Teable has accepted: 2026 servers silently skip addresses that their administrator has
 * banned
 */
async function inviteAll(
	client: TeableClient,
	workplace: Workplace,
	emails: string[],
	role: string,
): Promise<Set<string>> {
	if (emails.length === 0) return new Set();
	const { kind, id } = workplace;
	const answer = await client.post<IDataObject>(
		path`/${kind}/${id}/invitation/email`,
		{ emails, role },
		{
			fits: (given) => typeof given === 'object' && !Array.isArray(given),
			look: async () => {
				const now = await collaboratorsByEmail(client, workplace);
				const found = emails.filter((email) => now.get(email)?.role === role);
				return found.length > 0 ? Object.fromEntries(found.map((email) => [email, {}])) : undefined;
			},
		},
	);
	return new Set(Object.keys(answer).map((email) => email.toLowerCase()));
}

/** The outcome for one address. */
function describe(person: IDataObject, wasThere: boolean, isInvited: boolean): IDataObject {
	if (wasThere) return { ...person, invited: false, note: 'Already a collaborator.' };
	if (!isInvited) {
		return {
			...person,
			invited: false,
			note: 'Teable skipped this address without giving a reason.',
		};
	}
	// On 2026 servers, people with an account have a last sign-in time.
	if (person.lastSignTime) return { ...person, invited: true };
	return {
		...person,
		invited: true,
		note: 'If this address had no account, Teable has created one.',
	};
}
