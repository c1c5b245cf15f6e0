import { chosenSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import type { Space } from '../../teable/http/types';
import { fetchSpaces } from '../../teable/schema/space';
import { defineOperation } from '../operation';

export const deleteSpace = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete space',
	description:
		'Move a space to the trash, with all of its bases, tables and records. Restoring it from the trash brings everything back, with the same IDs.',
	properties: [spaceLocator],
	async each({ client, param }) {
		const id = chosenSpaceId(param);
		// A space that is gone, or out of reach, is told by a read: its absence afterwards then means that it was deleted.
		await client.get<Space>(path`/space/${id}`);
		await client.delete(path`/space/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () =>
				(await fetchSpaces(client)).some((space) => space.id === id) ? undefined : '',
		});
		return { id, deleted: true };
	},
});
