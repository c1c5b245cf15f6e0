import type { INodeProperties } from 'n8n-workflow';

import { OWN_ACCOUNT } from '../../fields/lists/fieldLists';
import { chosenTableId, likelyBaseId } from '../../fields/locators/chosenIds';
import { isTeableId } from '../../teable/schema/id';
import { ambiguousName, unknownName } from '../../teable/reading/names/references';
import { fetchUser } from '../../teable/reading/user';
import { fetchUsers } from '../../teable/reading/names/users';
import { quoted } from '../../values/quoted';
import type { EventContext } from '../polling/event';

/**
 * By default nobody is ignored. An access token often belongs to the person who also edits the table, and a trigger
 * that ignored this person's first test change would look broken.
 */
export const ignoreChangesBy: INodeProperties = {
	displayName: 'Ignore Changes By Names or IDs',
	name: 'ignoreChangesBy',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUsers', loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description:
		'The users whose changes do not start the workflow. Include the account of the credential that the workflow writes with, so that it cannot start itself. Without the record history, only the user of a record\'s last change is known. Names and email addresses work too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Whether the user with an ID, as in a record or a change, is ignored. */
export type Ignores = (userId: unknown) => boolean;

/**
 * Which users are ignored. Sends requests only if there are any.
 *
 * @throws NodeOperationError if no user of the base has a name, or several do
 */
export async function fetchIgnored(context: EventContext): Promise<Ignores> {
	const { name, displayName } = ignoreChangesBy;
	const given = context.param.options.list(name, displayName);
	const ids = new Set(await Promise.all(given.map(async (text) => await idOf(context, text))));
	return (userId) => ids.has(userId as string);
}

/** Makes a wrong name fail when the workflow is published, and not only after the first change. */
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
			problem: `contains ${quoted(text)}, but this credential cannot read the users of the base`,
			remedy: 'Use the IDs of the users (usr…), or a token with the scope base|read.',
		});
	}
	const found = users.named(text);
	if (found.length === 1) return found[0].id;
	const fault =
		found.length === 0 ? await unknownName(USER, text, users) : ambiguousName(USER, text, found);
	throw param.bad({
		label,
		problem: `contains ${quoted(text)}: ${fault}`,
		remedy: 'Choose from the list, or use the email address.',
	});
}
