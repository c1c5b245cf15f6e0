import type { ItemContext } from '../../core/operation';
import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import type { TeableClient } from '../../teable/http/client';
import { readAfter } from '../../teable/http/readAfter';
import { fetchTableInBase } from '../../teable/schema/base';
import { chosenIcon, newIconField } from '../../fields/icon';
import {
	chosenTexts,
	clearDescriptionOption,
	newDescriptionField,
	newNameField,
	nothingToChange,
} from '../newTexts';
import { changeOneByOne } from '../oneByOne';
import { defineOperation } from '../operation';
import type { Property } from './shared/properties';
import { setTableProperty } from './shared/properties';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update table',
	description:
		'Change the name, icon or description of a table. To change its fields, use the resource Field.',
	properties: [
		...wholeTableFields,
		newNameField('Orders'),
		newIconField,
		newDescriptionField('What customers have ordered'),
	],
	options: [clearDescriptionOption('table')],
	async each(context) {
		const { client } = context;
		const changes = chosenChanges(context);
		const table = await fetchChosenTable(context);
		await changeOneByOne(
			changes.map(([property, value]) => ({
				what: property,
				make: async () => await setTableProperty(client, table, property, value),
			})),
		);
		return await readAfter(
			'The table was changed',
			fetchTableInBase(client, table.baseId, table.id),
		);
	},
});

type Change = [Property, string | null];

function chosenChanges({ param }: ItemContext<TeableClient>): Change[] {
	const { name, description } = chosenTexts(param);
	const icon = chosenIcon(param, newIconField);
	const changes: Change[] = [
		...(name ? [['name', name] as Change] : []),
		...(icon ? [['icon', icon] as Change] : []),
		...(description !== undefined ? [['description', description] as Change] : []),
	];
	if (changes.length > 0) return changes;
	throw nothingToChange(param);
}
