import type { Parameters } from '../../core/parameters';
import { typeName } from '../../fields/fieldTypes/types';
import { choicesOf } from '../../teable/schema/choices';
import { fieldOutput } from '../../teable/schema/fields/fieldOutput';
import type { Field, Table } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { changesField, plannedChoices } from './choices/changes';
import { checkUnused } from './choices/removed';
import { setChoices } from './choices/setChoices';
import { oneFieldFields, readChosenField } from './shared/fields';

const OPTION = 'Remove Used Choices';

export const changeChoices = defineOperation({
	name: 'Change Choices',
	value: 'changeChoices',
	action: 'Change choices of field',
	description:
		'Add, rename, recolor, move or remove choices of a select field. Renaming a choice also renames it in the records.',
	properties: [...oneFieldFields, changesField],
	options: [
		{
			displayName: OPTION,
			name: 'removeUsed',
			type: 'boolean',
			default: false,
			description:
				'Whether to remove choices even if records use them. These records lose the choice, and adding it again does not restore it.',
		},
	],
	async each(context) {
		const { client, param } = context;
		const removesUsed = param.options.flag('removeUsed', OPTION);
		const { table, field } = await readChosenField(context);
		checkSelect(param, table, field);
		const wanted = plannedChoices(param, field.name, choicesOf(field));
		if (!removesUsed) await checkUnused(client, param, table, field, wanted, OPTION);
		return fieldOutput(await setChoices(client, param, table.id, field, wanted));
	},
});

const hasChoices = ({ type, isLookup }: Field): boolean =>
	['singleSelect', 'multipleSelect'].includes(type) && !isLookup;

function checkSelect(param: Parameters, { fields }: Table, field: Field): void {
	if (hasChoices(field)) return;
	const names = fields.filter(hasChoices).map(({ name }) => `'${name}'`);
	throw param.bad({
		label: 'Field',
		problem: `is '${field.name}', which has the type ${typeName(field)} and no choices`,
		remedy:
			names.length > 0 ? `Choose one of ${names.join(', ')}.` : 'The table has no select field.',
	});
}
