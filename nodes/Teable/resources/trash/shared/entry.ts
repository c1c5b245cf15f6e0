import type { IDataObject, INodeProperties, NodeOperationError } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { byAnyId, fromList } from '../../../fields/locators/modes';
import type { TeableClient } from '../../../teable/http/client';
import type { FoundInTrash, Trash, TrashItem, TrashPlace } from '../../../teable/reading/trash';
import { awaitInTrash, idsIn, isEntryOfTable } from '../../../teable/reading/trash';
import { named } from '../../../values/named';
import { throwIfTableIsGone } from './gone';
import { quoted } from '../../../values/quoted';

const LABEL = 'Entry';

export const entryLocator: INodeProperties = {
	displayName: LABEL,
	name: 'trashId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The trash entry to operate on, chosen from the list, by its ID from Get Many, or by the ID of what was deleted. Things that were deleted together are one entry.',
	modes: [
		fromList('an entry', 'searchTrash'),
		{
			...byAnyId('rec'),
			hint: 'The ID of the entry, or of the deleted record, field, view, table, base or space',
		},
	],
};

/** The chosen ID: of an entry, or of something in it. @throws NodeOperationError if there is none */
export function chosenEntryId({ param }: ItemContext<TeableClient>): string {
	const { value } = param.locator(entryLocator.name, LABEL);
	if (value !== '') return value;
	throw param.bad({
		label: LABEL,
		problem: 'is empty',
		remedy: 'Choose an entry from the list, or check the expression.',
	});
}

/**
 * The chosen entry.
 *
 * @returns undefined if the credential cannot read the trash, as a token cannot for bases and spaces
 * @throws NodeOperationError if the trash has no such entry, or the ID is not that of an entry and cannot be looked up
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
			problem: `is the ID of a ${place.holds}, which only a session credential can find in the trash`,
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
	"Set 'Authentication' to Session and use a Teable Session API credential, or use the ID of the trash entry (from Get Many with a session).";

/** The error for an entry that does not exist. */
export const noSuchEntry = ({ param }: ItemContext<TeableClient>, id: string): NodeOperationError =>
	param.bad({
		label: LABEL,
		problem: `is ${quoted(id)}, which is not in this trash`,
		remedy: isEntryOfTable(id)
			? 'It may have been restored or permanently deleted, or belong to another table.'
			: "It may have been restored or permanently deleted. Check 'What Was Deleted' and the chosen table or base.",
	});

/** The output for an entry, including names, people and what Restore needs. */
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

/** The same, also for an entry that could not be looked up. */
export const outputOf = (
	found: FoundInTrash | undefined,
	place: TrashPlace,
	id: string,
): IDataObject =>
	found
		? entryOutput(found.item, found.trash, place)
		: { id, ...(place.of === 'account' && { resourceType: place.holds }) };
