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

export const permanentlyDelete = defineOperation({
	name: 'Permanently Delete',
	value: 'delete',
	action: 'Permanently delete trash entry',
	description:
		'Permanently delete a table, base or space that is in the trash, with all of its content. It cannot be restored. For records, fields and views, use Empty, which permanently deletes all of those deleted from a table.',
	properties: [...placeFields(KINDS), entryLocator, confirmField],
	async each(context) {
		const { client, param } = context;
		const place = chosenPlace(param, KINDS);
		checkConfirmed(param);
		const wanted = chosenEntryId(context);
		if (isEntryOfTable(wanted)) {
			throw param.bad({
				label: 'Entry',
				problem: "contains records, fields or views, which can't be permanently deleted one by one",
				remedy:
					"To delete all of them, use Empty with 'What Was Deleted' set to Records, Fields or Views.",
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
 * 1.10 has no route for an entry. All servers have one for its content, which a token may use only for tables. On 2026
 * servers, a token may use the route for the entry.
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

/** The response of 1.10 is empty; for a base or space, that of 2026 servers is `{ permanent: true }`. */
const isDone = (answer: unknown) =>
	isEmptyAnswer(answer) || (answer as IDataObject | null)?.permanent === true;
