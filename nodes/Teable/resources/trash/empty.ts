import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { fetchTrash, findInTrash, queryOf } from '../../teable/reading/trash';
import { defineOperation } from '../operation';
import { checkConfirmed, confirmField } from './shared/confirm';
import { throwIfTableIsGone } from './shared/gone';
import type { Deleted } from './shared/place';
import { chosenPlace, placeFields } from './shared/place';

const KINDS: Deleted[] = ['inTable', 'table'];

export const empty = defineOperation({
	name: 'Empty',
	value: 'empty',
	action: 'Empty trash',
	description:
		'Permanently delete everything that was deleted from a table, or all tables that were deleted from a base with their records. They cannot be restored.',
	properties: [...placeFields(KINDS), confirmField],
	async each(context) {
		const { client, param } = context;
		const place = chosenPlace(param, KINDS);
		checkConfirmed(param);
		if (place.of === 'account') return;
		const { items } = await throwIfTableIsGone(context, place, async () =>
			fetchTrash(client, place, () => true),
		);
		const [newest] = items;
		await client.delete(path`/trash/reset-items`, queryOf(place), {
			fits: isEmptyAnswer,
			look: async () => (newest && (await findInTrash(client, place, newest.id)) ? undefined : ''),
		});
		return { [place.of === 'table' ? 'tableId' : 'baseId']: place.id, emptied: true };
	},
});
