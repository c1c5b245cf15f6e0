import type { INodeProperties } from 'n8n-workflow';

import { OWN_ACCOUNT } from '../../fields/locators/fieldLists';
import { chosenTableId, likelyBaseId } from '../../fields/locators/chosenIds';
import { isTeableId } from '../../teable/schema/id';
import { ambiguousName, unknownName } from '../../teable/reading/references';
import { fetchUser } from '../../teable/reading/user';
import { fetchUsers } from '../../teable/reading/users';
import { quoted } from '../../values/quoted';
import type { EventContext } from '../polling/event';

/**
 * Nobody is ignored by default: an access token often belongs to the person who also edits the table, and a
 * trigger that said nothing of that person's own first change would look broken.
 */
export const ignoreChangesBy: INodeProperties = {
	displayName: 'Ignore Changes By Names or IDs',
	name: 'ignoreChangesBy',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUsers', loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description:
		'The users whose changes do not start the workflow. With the account of the credential that the workflow writes with, it cannot start itself. The record history tells who made each change; without it, only the last change of a record counts. Names and email addresses are taken too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Tells of a user's ID, as a record or a change has it, whether the user is ignored. */
export type Ignores = (userId: unknown) => boolean;

/**
 * Who is ignored; asks Teable only where somebody is.
 *
 * @throws NodeOperationError when no user of the base goes by a name, or several do
 */
export async function fetchIgnored(context: EventContext): Promise<Ignores> {
	const { name, displayName } = ignoreChangesBy;
	const given = context.param.options.list(name, displayName);
	const ids = new Set(await Promise.all(given.map(async (text) => await idOf(context, text))));
	return (userId) => ids.has(userId as string);
}

/** Lets a wrong name fail when the workflow is published, and not only when something is changed. */
export async function checkIgnored(context: EventContext): Promise<void> {
	await fetchIgnored(context);
}

const USER = { type: 'user' };

async function idOf({ client, param }: EventContext, text: string): Promise<string> {
	if (text === OWN_ACCOUNT) return (await fetchUser(client)).id;
	if (isTeableId('usr', text)) return text;
	const label = ignoreChangesBy.displayName;
	const users = await fetchUsers(client, chosenTableId(param), likelyBaseId(param));
	if (!users) {
		throw param.bad({
			label,
			problem: `holds ${quoted(text)}, and this credential may not read the users of the base`,
			remedy: 'Give the IDs of the users (usr…), or use a token with the scope base|read.',
		});
	}
	const found = users.named(text);
	if (found.length === 1) return found[0].id;
	const fault =
		found.length === 0 ? await unknownName(USER, text, users) : ambiguousName(USER, text, found);
	throw param.bad({
		label,
		problem: `holds ${quoted(text)}: ${fault}`,
		remedy: 'Choose from the list, or give the email address.',
	});
}
