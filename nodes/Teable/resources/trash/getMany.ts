import { chosenLimit, limitFields } from '../../fields/limitFields';
import { fetchTrash } from '../../teable/reading/trash';
import { defineOperation } from '../operation';
import { entryOutput } from './shared/entry';
import { throwIfTableIsGone } from './shared/gone';
import { ALL_KINDS, chosenPlace, placeFields } from './shared/place';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many trash entries',
	description:
		'Retrieve deleted records, fields, views, tables, bases or spaces, newest first. Things that were deleted together are one item, with all their IDs and names. On Teable 1.10, this requires a session credential.',
	properties: [...placeFields(ALL_KINDS), ...limitFields],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const limit = chosenLimit(param);
		const place = chosenPlace(param, ALL_KINDS);
		const trash = await throwIfTableIsGone(context, place, async () =>
			fetchTrash(client, place, ({ length }) => limit !== undefined && length >= limit),
		);
		return trash.items.slice(0, limit).map((item) => entryOutput(item, trash, place));
	},
});
