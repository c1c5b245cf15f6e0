import { isEmpty, pick } from 'lodash';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import type { Parameters } from '../../core/parameters';
import { withFate } from '../../fate';
import { filterFields } from '../../fields/filter/filterFields';
import type { TeableClient } from '../../teable/http/client';
import { readAfter } from '../../teable/http/readAfter';
import { setColumns, setLayout, setViewSetting } from '../../teable/schema/views/changeView';
import { readTable } from '../../teable/schema/table';
import type { View, ViewSettings, ViewTerms } from '../../teable/schema/views/view';
import { checkStored, readView, viewOutput } from '../../teable/schema/views/view';
import { quoted } from '../../values/quoted';
import { newDescriptionField, newNameField, nothingToChange } from '../newTexts';
import type { Change } from '../oneByOne';
import { changeOneByOne } from '../oneByOne';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';
import { chosenColumns, columnOptions } from './shared/columns';
import { changedLayout, layoutOptions } from './shared/layout';
import { chosenSettings, viewGroupField, viewSortField } from './shared/settings';

const KEEP = 'keep';

const [filterBy, ...filterDetails] = filterFields;

const filterByField: INodeProperties = {
	...filterBy,
	options: [
		...(filterBy.options as INodePropertyOptions[]).filter(({ value }) => value !== 'none'),
		{ name: 'Keep Current', value: KEEP, description: 'Keep the current filter of the view' },
	],
	default: KEEP,
	description: 'How to choose the records that the view shows',
};

const clearOption: INodeProperties = {
	displayName: 'Clear',
	name: 'clear',
	type: 'multiOptions',
	options: [
		{ name: 'Description', value: 'description' },
		{ name: 'Filter', value: 'filter' },
		{ name: 'Group', value: 'group' },
		{ name: 'Sort', value: 'sort' },
	],
	default: [],
	description: 'What to remove from the view',
};

/** The values that remove each setting. Teable rejects null for a description. */
const CLEARED = { description: '', filter: null, group: null, sort: null };

const CLEARABLE = Object.keys(CLEARED) as Array<keyof typeof CLEARED>;

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update view',
	description:
		'Change the name, description, filter, sort order, groups, layout or fields of a view',
	properties: [
		...oneViewFields,
		{
			...newNameField('Open orders'),
			description:
				'The new name. Leave empty to keep the current one. Several views can have the same name.',
		},
		newDescriptionField('What has not been sent yet'),
		filterByField,
		...filterDetails,
		viewSortField('Leave empty to keep the current order.'),
		viewGroupField('Leave empty to keep the current groups.'),
	],
	options: [clearOption, ...layoutOptions, ...columnOptions],
	async each(context) {
		const { client, param } = context;
		const name = param.text('name', 'New Name');
		const description = param.text('description', 'New Description');
		const filters = param.choice('filterBy', ['conditions', 'json', KEEP], KEEP, 'Filter') !== KEEP;
		const { tableId, view } = await readChosenView(context);
		const table = await readTable(client, tableId);
		const chosen: ViewSettings = {
			...(name && { name }),
			...(description && { description }),
			...(await chosenSettings(context, table, view.type, filters)),
		};
		const settings = { ...chosen, ...chosenToClear(param, chosen) };
		const layout = changedLayout(param.options, table, view);
		const columns = chosenColumns(param, table, view);
		const changes: Change[] = Object.entries(settings).map(([setting, value]) => ({
			what: setting,
			make: async () =>
				await setViewSetting(client, tableId, view.id, setting as keyof ViewSettings, value),
		}));
		if (!isEmpty(layout)) {
			const make = async () => await setLayout(client, tableId, view.id, layout);
			changes.push({ what: 'layout', make });
		}
		if (columns.size > 0) {
			const make = async () => await setColumns(client, tableId, view.id, columns);
			changes.push({ what: 'fields', make });
		}
		if (changes.length === 0) throw nothingToChange(param, 'are empty or match the view already');
		await changeOneByOne(changes);
		return viewOutput(
			client,
			await readChanged(context, tableId, view.id, { ...settings, options: layout }),
		);
	},
});

/** The settings to remove. @throws NodeOperationError for a setting that is also set */
function chosenToClear(param: Parameters, chosen: ViewSettings): ViewSettings {
	const { name: key, displayName: label } = clearOption;
	const cleared = param.options.list(key, label).map((given) => {
		const setting = CLEARABLE.find((one) => one === given);
		if (setting && chosen[setting] === undefined) return setting;
		throw param.bad({
			label,
			problem: setting
				? `contains '${setting}', but a new ${setting} is set too`
				: `contains ${quoted(given)}, which is not an option`,
			remedy: setting
				? 'Remove one of them.'
				: `Use one of ${CLEARABLE.map((one) => `'${one}'`).join(', ')}.`,
		});
	});
	return pick(CLEARED, cleared);
}

/** The view after all changes. @throws Error if it cannot be read, or differs from what was set */
async function readChanged(
	{ client, param }: ItemContext<TeableClient>,
	tableId: string,
	viewId: string,
	terms: ViewTerms,
): Promise<View> {
	const view = await readAfter('The view was changed', readView(client, tableId, viewId));
	const failure = view
		? checkStored(view, terms)
		: param.failure(
				'The view was changed, but has been deleted since',
				'Restore it from the trash.',
			);
	if (failure) throw withFate(failure, 'unknown');
	return view as View;
}
