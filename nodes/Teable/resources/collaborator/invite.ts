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
		'Teable makes an account for an address that has none. Everybody invited is a collaborator at once, even before reading the email.',
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
	description: 'One address, or several separated by commas. Teable stores them in lower case.',
};

const skipOption: INodeProperties = {
	displayName: 'Skip Collaborators',
	name: 'skipCollaborators',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave out addresses of people who are already collaborators, without changing their roles. Otherwise such an address is an error, and nobody is invited.',
};

export const invite = defineOperation({
	name: 'Invite',
	value: 'invite',
	action: 'Invite collaborators',
	description:
		'Invite people to a base or a space by their email addresses. Teable sends them an email, if it can send mail. People invited to a space lose the roles that they had in single bases of it.',
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

/** @throws NodeOperationError when there is none, or one that Teable would not take */
function chosenEmails(param: Parameters): string[] {
	const { name, displayName: label } = emailsField;
	const emails = uniq(param.list(name, label).map((email) => email.toLowerCase()));
	const bad = emails.find((email) => !EMAIL.test(email));
	if (emails.length > 0 && bad === undefined) return emails;
	throw param.bad({
		label,
		problem: bad === undefined ? 'is empty' : `holds ${quoted(bad)}, which is not an email address`,
		remedy: 'Give addresses such as nathan@example.com, with commas between them.',
	});
}

/** Teable takes these characters alone, with one dot between parts at most. */
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
		problem: `holds collaborators of this ${kind}: ${emails
			.map((email) => `${email} (${all.get(email)?.role})`)
			.join(', ')}. Teable then invites nobody`,
		remedy: `Leave them out, or switch on '${skipOption.displayName}'. To give them another role, use Change Role.`,
	});

/**
 * Invites people, all of them or none, in one request.
 *
 * @returns those whom Teable has taken: a server of 2026 leaves out addresses that its administrator has banned,
 * without a word
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

/** What became of one address. */
function describe(person: IDataObject, wasThere: boolean, isInvited: boolean): IDataObject {
	if (wasThere) return { ...person, invited: false, note: 'Was a collaborator already.' };
	if (!isInvited) {
		return {
			...person,
			invited: false,
			note: 'Teable left this address out, and does not say why.',
		};
	}
	// Servers of 2026 tell when somebody last signed in: there was an account then.
	if (person.lastSignTime) return { ...person, invited: true };
	return {
		...person,
		invited: true,
		note: 'If there was no account for this address, Teable has made one.',
	};
}
