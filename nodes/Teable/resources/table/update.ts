import { attemptAsync } from '../../core/attempt';
import type { ItemContext } from '../../core/operation';
import { withFate } from '../../fate';
import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { TableInBase } from '../../teable/schema/base';
import { chosenIcon } from '../../fields/icon';
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
		{
			displayName: 'New Icon',
			name: 'icon',
			type: 'string',
			default: '',
			placeholder: 'e.g. 📦',
			description:
				'An emoji shown before the name in Teable. Leave empty to keep the current icon, which can be replaced but not removed.',
		},
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
		const changed = await attemptAsync(
			async () => await client.get<TableInBase>(path`/base/${table.baseId}/table/${table.id}`),
		);
		if (!(changed instanceof Error)) return changed;
		changed.message = `The table was changed, but reading it afterwards failed. ${changed.message}`;
		throw withFate(changed, 'written');
	},
});

type Change = [Property, string | null];

function chosenChanges({ param }: ItemContext<TeableClient>): Change[] {
	const { name, description } = chosenTexts(param);
	const icon = chosenIcon(param, 'icon', 'New Icon');
	const changes: Change[] = [
		...(name ? [['name', name] as Change] : []),
		...(icon ? [['icon', icon] as Change] : []),
		...(description !== undefined ? [['description', description] as Change] : []),
	];
	if (changes.length > 0) return changes;
	throw nothingToChange(param);
}
