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
		'Move a base to the trash, with all of its tables and records. Restoring it from the trash brings everything back, with the same IDs; only a session can look it up there.',
	properties: [wholeBaseLocator],
	async each({ client, param }) {
		const id = chosenBaseId(param);
		// A base that is gone, or out of reach, is told by this read: its absence afterwards then means that it was deleted.
		await fetchBase(client, id);
		await client.delete(path`/base/${id}`, undefined, {
			fits: isEmptyAnswer,
			look: async () => ((await allowed(fetchBase(client, id))) ? undefined : ''),
		});
		return { id, deleted: true };
	},
});
