import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import { defineOperation } from '../operation';
import { linksTo } from './shared/links';
import { deleteTable } from './shared/removal';

export const deleteTableOperation = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete table',
	description:
		'Move a table with its records to the trash, from which Restore brings it back. Where other tables link to it, Teable 1.10 removes their link fields with all values, and servers of 2026 may turn them into text: Restore does not bring these back.',
	properties: wholeTableFields,
	options: [
		{
			displayName: 'Delete Even If Linked',
			name: 'deleteIfLinked',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the table even if other tables link to it. Teable may then remove their link fields with all values, and Restore does not bring these back.',
		},
		{
			displayName: 'Delete for Good',
			name: 'deleteForGood',
			type: 'boolean',
			default: false,
			description: 'Whether to delete the table past the trash. Nothing brings it back then.',
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
				problem: `is '${table.name}', and other tables link to it with ${links.join(', ')}. Teable may remove these fields with all their values`,
				remedy: "If that is right, switch on 'Delete Even If Linked' under 'Options'.",
			});
		}
		await deleteTable(client, table, forGood);
		return { id: table.id, deleted: true };
	},
});
