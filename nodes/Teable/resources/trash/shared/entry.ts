import type { IDataObject, INodeProperties, NodeOperationError } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import type { FoundInTrash, Trash, TrashItem, TrashPlace } from '../../../teable/reading/trash';
import { awaitInTrash, idsIn, isEntryOfTable } from '../../../teable/reading/trash';
import { named } from '../../../values/named';
import { throwIfTableIsGone } from './gone';

const LABEL = 'Entry';

export const entryLocator: INodeProperties = {
	displayName: LABEL,
	name: 'trashId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The entry of the trash, from the list, by the ID that Get Many gives, or by the ID of what was deleted. What one request deleted is one entry, and stays together.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an entry',
			typeOptions: { searchListMethod: 'searchTrash', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. recAbCdEfGhIjKlMnOp',
			hint: 'The ID of the entry, or of the record, field, view, table, base or space that was deleted',
		},
	],
};

/** The chosen ID: of an entry, or of something in it. @throws NodeOperationError when there is none */
export function chosenEntryId({ param }: ItemContext<TeableClient>): string {
	const { value } = param.locator(entryLocator.name, LABEL);
	if (value !== '') return value;
	throw param.bad({
		label: LABEL,
		problem: 'is empty',
		remedy: 'Choose one from the list, or check the expression that gives its ID.',
	});
}

/**
 * The chosen entry.
 *
 * @returns undefined where the credential may not look into the trash: a token into that of bases or spaces
 * @throws NodeOperationError when the trash has no such entry, or the ID is not that of an entry and cannot be looked up
 */
export async function fetchChosenEntry(
	context: ItemContext<TeableClient>,
	place: TrashPlace,
): Promise<FoundInTrash | undefined> {
	const { client, param } = context;
	const id = chosenEntryId(context);
	if (place.of === 'account' && client.authentication !== 'session') {
		if (!id.startsWith(PREFIX[place.holds])) return undefined;
		throw param.bad({
			label: LABEL,
			problem: `is the ID of a ${place.holds}, and Teable lets only a signed-in session look for it in the trash`,
			remedy: SIGN_IN,
		});
	}
	const found = await throwIfTableIsGone(context, place, async () =>
		awaitInTrash(client, place, id),
	);
	if (found) return found;
	throw noSuchEntry(context, id);
}

const PREFIX = { base: 'bse', space: 'spc' };

const SIGN_IN =
	"Give the ID of the entry, which Get Many gives to a session, or choose a credential of the type Teable Session API ('Authentication': Session).";

/** The error for an entry that is not there. */
export const noSuchEntry = ({ param }: ItemContext<TeableClient>, id: string): NodeOperationError =>
	param.bad({
		label: LABEL,
		problem: `is '${id.slice(0, 60)}', which is not in this trash`,
		remedy: isEntryOfTable(id)
			? 'It was restored already, or the trash was emptied. Check the table, too.'
			: "It was restored already, or deleted for good. Check 'What Was Deleted', and the table or base, too.",
	});

/** An entry as the operations give it: names and people in words, and what Restore wants to know. */
export function entryOutput(item: TrashItem, trash: Trash, place: TrashPlace): IDataObject {
	const ids = idsIn(item);
	const resources = ids.map((id) => named(trash.resources, id) ?? {});
	const { name, email } = named(trash.people, item.deletedBy) ?? {};
	const { spaceId } = resources[0] ?? {};
	return {
		id: item.id,
		resourceType: item.resourceType,
		resourceIds: ids,
		names: resources.map((resource) => resource.name ?? null),
		deletedTime: item.deletedTime,
		deletedBy: { id: item.deletedBy, name, email },
		...(place.of === 'table' && { tableId: place.id }),
		...(place.of === 'base' && { baseId: place.id }),
		...(spaceId !== undefined && { spaceId, spaceName: named(trash.resources, spaceId)?.name }),
	};
}

/** The same of an entry that could not be looked up. */
export const outputOf = (
	found: FoundInTrash | undefined,
	place: TrashPlace,
	id: string,
): IDataObject =>
	found
		? entryOutput(found.item, found.trash, place)
		: { id, ...(place.of === 'account' && { resourceType: place.holds }) };
