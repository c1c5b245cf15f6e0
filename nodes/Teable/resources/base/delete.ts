import { chosenBaseId } from '../../fields/locators/chosenIds';
import { wholeBaseLocator } from '../../fields/locators/tableLocators';
import { allowed } from '../../teable/http/errors';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { fetchBase } from '../../teable/schema/base';
import { defineOperation } from '../operation';

export const deleteBase = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete base',
	description:
		'Move a base with all of its tables and records to the trash, from which it can be restored with the same IDs',
	properties: [wholeBaseLocator],
	async each({ client, param }) {
		const id = chosenBaseId(param);
		// This read fails for a missing or inaccessible base, so its absence afterwards means that it was deleted.
		await fetchBase(client, id);
		await client.delete(path`/base/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () => ((await allowed(fetchBase(client, id))) ? undefined : ''),
		});
		return { id, deleted: true };
	},
});
