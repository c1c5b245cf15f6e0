import type { INodeProperties } from 'n8n-workflow';

import { OWN_ACCOUNT } from '../../fields/locators/fieldLists';
import { baseLocator } from '../../fields/locators/tableLocators';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { isTeableId } from '../../teable/schema/id';
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

async function idOf(context: EventContext, text: string): Promise<string> {
	const { client, param } = context;
	if (text === OWN_ACCOUNT) return (await fetchUser(client)).id;
	if (isTeableId('usr', text)) return text;
	const { value: baseId } = param.locator(baseLocator.name);
	const users = await fetchUsers(
		client,
		chosenTableId(param),
		isTeableId('bse', baseId) ? baseId : undefined,
	);
	const found = users?.named(text) ?? [];
	if (found.length === 1) return found[0].id;
	const closest = (await users?.like(text))?.map(({ title }) => quoted(title)) ?? [];
	throw param.bad({
		label: ignoreChangesBy.displayName,
		...refusal(text, users !== undefined, found, closest),
	});
}

function refusal(text: string, isReadable: boolean, found: Array<{ id: string }>, like: string[]) {
	if (!isReadable) {
		return {
			problem: `holds ${quoted(text)}, and this credential may not read the users of the base`,
			remedy: 'Give the IDs of the users (usr…), or use a token with the scope base|read.',
		};
	}
	if (found.length > 1) {
		return {
			problem: `holds ${quoted(text)}, and ${found.length} users are called that`,
			remedy: `Give the email address, or the ID of the one that is meant: ${found.map(({ id }) => id).join(', ')}.`,
		};
	}
	return {
		problem: `holds ${quoted(text)}, and the base has no user of that name`,
		remedy: `Choose from the list${like.length === 0 ? '' : `; the closest are ${like.join(', ')}`}.`,
	};
}
