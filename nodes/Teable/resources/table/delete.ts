import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import { defineOperation } from '../operation';
import { linksTo } from './shared/links';
import { deleteTable } from './shared/removal';

export const deleteTableOperation = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete table',
	description:
		'Move a table with its records to the trash, from which it can be restored. Link fields in other tables cannot be restored: Teable 1.10 deletes them with their values, and 2026 servers may turn them into text.',
	properties: wholeTableFields,
	options: [
		{
			displayName: 'Delete Even If Linked',
			name: 'deleteIfLinked',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the table even if other tables link to it. Teable may then delete their link fields with all values, which cannot be restored.',
		},
		{
			displayName: 'Permanently Delete',
			name: 'deleteForGood',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the table permanently instead of moving it to the trash. It cannot be restored.',
		},
	],
	async each(context) {
		const { client, param } = context;
		const { options } = param;
		const deletesLinked = options.flag('deleteIfLinked');
		const forGood = options.flag('deleteForGood');
		const table = await fetchChosenTable(context);
		const links = deletesLinked ? [] : await linksTo(client, table);
		if (links.length > 0) {
			throw param.bad({
				label: 'Table',
				problem: `is '${table.name}', which other tables link to: ${links.join(', ')}. Teable may delete these link fields with all their values`,
				remedy: "To delete it anyway, turn on 'Delete Even If Linked' under 'Options'.",
			});
		}
		await deleteTable(client, table, forGood);
		return { id: table.id, deleted: true };
	},
});
