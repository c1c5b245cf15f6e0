import { attemptAsync } from '../../core/attempt';
import type { ItemContext } from '../../core/operation';
import { withFate } from '../../fate';
import { fetchChosenTable, wholeTableFields } from '../../fields/locators/chosenTable';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import type { TableInBase } from '../../teable/schema/base';
import { chosenIcon } from '../../fields/icon';
import { changeOneByOne } from '../oneByOne';
import { defineOperation } from '../operation';
import type { Property } from './shared/properties';
import { setTableProperty } from './shared/properties';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update table',
	description:
		'Change the name, icon or description of a table. Its fields are changed with the resource Field.',
	properties: [
		...wholeTableFields,
		{
			displayName: 'New Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Orders',
			description: 'Leave empty to keep the name',
		},
		{
			displayName: 'New Icon',
			name: 'icon',
			type: 'string',
			default: '',
			placeholder: 'e.g. 📦',
			description:
				'An emoji that Teable shows before the name. Leave empty to keep the icon: it can be replaced, but not removed.',
		},
		{
			displayName: 'New Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. What customers have ordered',
			description: 'Leave empty to keep the description',
		},
	],
	options: [
		{
			displayName: 'Clear Description',
			name: 'clearDescription',
			type: 'boolean',
			default: false,
			description: "Whether to empty the table's description",
		},
	],
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
		changed.message = `The table was changed, but could not be read again. ${changed.message}`;
		throw withFate(changed, 'written');
	},
});

type Change = [Property, string | null];

function chosenChanges({ param }: ItemContext<TeableClient>): Change[] {
	const name = param.text('name', 'New Name');
	const icon = chosenIcon(param, 'icon', 'New Icon');
	const description = param.text('description', 'New Description');
	const clears = param.options.flag('clearDescription');
	const changes: Change[] = [
		...(name ? [['name', name] as Change] : []),
		...(icon ? [['icon', icon] as Change] : []),
		...(clears || description ? [['description', clears ? null : description] as Change] : []),
	];
	if (changes.length > 0) return changes;
	throw param.bad({
		label: 'New Name',
		problem: 'and all other fields are empty, so there is nothing to change',
		remedy: 'Fill in what to change.',
	});
}
