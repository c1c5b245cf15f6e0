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
		'Move a field with its values to the trash, from which it can be restored. Deleting a link also deletes its field in the linked table. Formulas, lookups and rollups that use the field stop working.',
	properties: oneFieldFields,
	options: [
		{
			displayName: OPTION,
			name: 'deleteIfUsed',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the field even if views, formulas, lookups, rollups or links use it. Views then no longer filter or sort by it, and formulas stop working.',
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
				problem: `is '${field.name}', the primary field, which can't be deleted`,
				remedy: 'Choose another field, or rename this one with Update.',
			});
		}
		const uses = deletesUsed
			? []
			: await usesOf(client, await baseOf(context, table.id), table, field);
		if (uses.length > 0) {
			throw param.bad({
				label: 'Field',
				problem: `is '${field.name}', which is used by ${uses.join(', ')}`,
				remedy: `Change these first, or turn on '${OPTION}' under 'Options'.`,
			});
		}
		await deleteField(client, table.id, field.id);
		return { id: field.id, deleted: true };
	},
});

/** The base of the table, because any of its tables can use the field. @throws NodeOperationError if it is not known */
async function baseOf(
	{ client, param }: ItemContext<TeableClient>,
	tableId: string,
): Promise<string> {
	const base = await fetchBaseOf(client, tableId, likelyBaseId(param));
	if (base !== undefined) return base;
	throw param.bad({
		label: 'Base',
		problem:
			"is unknown, and this credential can't list the bases to find it, so other tables can't be checked for uses of the field",
		remedy: `Specify 'Base' by URL or ID, or turn on '${OPTION}' under 'Options'.`,
	});
}
