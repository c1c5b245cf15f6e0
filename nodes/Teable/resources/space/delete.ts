import { chosenSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator } from '../../fields/locators/tableLocators';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { fetchSpace, fetchSpaces } from '../../teable/schema/space';
import { defineOperation } from '../operation';

export const deleteSpace = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete space',
	description:
		'Move a space with all of its bases, tables and records to the trash, from which it can be restored with the same IDs',
	properties: [spaceLocator],
	async each({ client, param }) {
		const id = chosenSpaceId(param);
		// This read fails for a missing or inaccessible space, so its absence afterwards means that it was deleted.
		await fetchSpace(client, id);
		await client.delete(path`/space/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () =>
				(await fetchSpaces(client)).some((space) => space.id === id) ? undefined : '',
		});
		return { id, deleted: true };
	},
});
