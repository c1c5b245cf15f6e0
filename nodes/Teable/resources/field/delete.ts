import type { ItemContext } from '../../core/operation';
import { likelyBaseId } from '../../fields/locators/chosenIds';
import type { TeableClient } from '../../teable/http/client';
import { fetchBaseOf } from '../../teable/schema/base';
import { deleteField } from '../../teable/schema/fields/deleteField';
import { defineOperation } from '../operation';
import { usesOf } from './deleting/uses';
import { oneFieldFields, readChosenField } from './shared/fields';

const OPTION = 'Delete Even If Used';

export const deleteOperation = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete field',
	description:
		'Move a field with its values to the trash, from which Restore brings it back. A link takes the field along that shows it in the linked table; formulas, lookups and rollups that use the field no longer work.',
	properties: oneFieldFields,
	options: [
		{
			displayName: OPTION,
			name: 'deleteIfUsed',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the field even if views, formulas, lookups, rollups or links use it. They lose it: a view no longer filters by it, and Teable 1.10 keeps showing the last values of a formula.',
		},
	],
	undoable: true,
	async each(context) {
		const { client, param } = context;
		const deletesUsed = param.options.flag('deleteIfUsed', OPTION);
		const { table, field } = await readChosenField(context);
		if (field.isPrimary) {
			throw param.bad({
				label: 'Field',
				problem: `is '${field.name}', the primary field, which Teable lets nobody delete`,
				remedy: 'Choose another field, or rename this one with Update.',
			});
		}
		const uses = deletesUsed
			? []
			: await usesOf(client, await baseOf(context, table.id), table, field);
		if (uses.length > 0) {
			throw param.bad({
				label: 'Field',
				problem: `is '${field.name}', and it is used by ${uses.join(', ')}`,
				remedy: `Change these first, or switch on '${OPTION}' under 'Options'.`,
			});
		}
		await deleteField(client, table.id, field.id);
		return { id: field.id, deleted: true };
	},
});

/** What uses the field can stand in every table of the base. */
async function baseOf(
	{ client, param }: ItemContext<TeableClient>,
	tableId: string,
): Promise<string> {
	const base = await fetchBaseOf(client, tableId, likelyBaseId(param));
	if (base !== undefined) return base;
	throw param.bad({
		label: 'Base',
		problem:
			'is not known, and this credential cannot list the bases to find it, so that nothing tells which other tables use the field',
		remedy: `Give 'Base' by URL or ID, or switch on '${OPTION}' under 'Options'.`,
	});
}
