import type { IDataObject } from 'n8n-workflow';

import type { Path } from '../../teable/http/path';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import type { FoundInTrash, TrashPlace } from '../../teable/reading/trash';
import { findInTrash, idsIn, isEntryOfTable } from '../../teable/reading/trash';
import { defineOperation } from '../operation';
import { checkConfirmed, confirmField } from './shared/confirm';
import { chosenEntryId, entryLocator, fetchChosenEntry, outputOf } from './shared/entry';
import type { Deleted } from './shared/place';
import { chosenPlace, placeFields } from './shared/place';

const KINDS: Deleted[] = ['base', 'space', 'table'];

export const deleteForGood = defineOperation({
	name: 'Delete for Good',
	value: 'delete',
	action: 'Delete trash entry for good',
	description:
		'Destroy a deleted table, base or space with all that it holds. Nothing brings it back. Teable cannot do that to single records, fields and views: Empty destroys all that were deleted from a table.',
	properties: [...placeFields(KINDS), entryLocator, confirmField],
	async each(context) {
		const { client, param } = context;
		const place = chosenPlace(param, KINDS);
		checkConfirmed(param);
		const wanted = chosenEntryId(context);
		if (isEntryOfTable(wanted)) {
			throw param.bad({
				label: 'Entry',
				problem: 'holds records, fields or views, and Teable destroys these only all together',
				remedy: "Use the operation Empty, with 'What Was Deleted' set to Records, Fields or Views.",
			});
		}
		const found = await fetchChosenEntry(context, place);
		const id = found?.item.id ?? wanted;
		await client.delete<unknown>(routeTo(id, place, found), undefined, {
			fits: isDone,
			look: found && (async () => ((await findInTrash(client, place, id)) ? undefined : '')),
		});
		return { ...outputOf(found, place, id), deleted: true };
	},
});

/**
 * 1.10 has no route for an entry; all servers have one for what is in it, which a token may use for tables alone. A token
 * may use that of the entry on servers of 2026.
 */
function routeTo(id: string, place: TrashPlace, found: FoundInTrash | undefined): Path {
	if (!found) return path`/trash/${id}`;
	const [resourceId] = idsIn(found.item);
	if (place.of === 'account') {
		return place.holds === 'base'
			? path`/base/${resourceId}/permanent`
			: path`/space/${resourceId}/permanent`;
	}
	return path`/base/${place.id}/table/${resourceId}/permanent`;
}

/** 1.10 answers nothing, servers of 2026 of a base or space `{ permanent: true }`. */
const isDone = (answer: unknown) =>
	isEmptyAnswer(answer) || (answer as IDataObject | null)?.permanent === true;
