import type { INodeProperties } from 'n8n-workflow';

import { filterFields } from '../../fields/filter/filterFields';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFieldsFor } from '../../fields/locators/tableLocators';
import { isWritable, readTable } from '../../teable/schema/table';
import { viewOutput } from '../../teable/schema/views/view';
import { defineOperation } from '../operation';
import { columnOptions, newColumns } from './shared/columns';
import { createView } from './shared/createView';
import { chosenLayout, layoutFields } from './shared/layout';
import { chosenSettings, viewGroupField, viewSortField } from './shared/settings';

/** The types that can be created through the API, except plugin views. */
const TYPES = ['calendar', 'form', 'gallery', 'grid', 'kanban'];

const onRecords = (property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { ...property.displayOptions, hide: { type: ['form'] } },
});

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create view',
	description: 'Add a view to a table, with a filter, sort order, groups and fields',
	properties: [
		...tableFieldsFor('The table to add the view to'),
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Open orders',
			description:
				'The name of the view. If the table already has a view with this name, Teable adds a number. The output has the final name.',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Calendar', value: 'calendar', description: 'Records in a calendar' },
				{ name: 'Form', value: 'form', description: 'A form for adding records' },
				{ name: 'Gallery', value: 'gallery', description: 'A card with an image for each record' },
				{ name: 'Grid', value: 'grid', description: 'A table with rows and columns' },
				{
					name: 'Kanban',
					value: 'kanban',
					description: 'Cards in columns, by the values of a field',
				},
			],
			default: 'grid',
			description: 'How the view displays the records',
		},
		...layoutFields,
		...filterFields.map(onRecords),
		onRecords(viewSortField('Leave empty to keep the order of creation.')),
		{
			...viewGroupField("Leave empty if you don't want groups."),
			displayOptions: { show: { type: ['grid'] } },
		},
	],
	options: [
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. What has not been sent yet',
			description: 'A description of the view, shown in Teable',
		},
		...columnOptions,
	],
	undoable: true,
	async each(context) {
		const { client, param } = context;
		const tableId = chosenTableId(param);
		const name = param.requiredText('name', 'Name');
		const type = param.choice('type', TYPES, undefined, 'Type');
		const description = param.options.text('description', 'Description');
		const table = await readTable(client, tableId);
		const filters = param.isSet('filterBy') && param.text('filterBy') !== 'none';
		const settings = await chosenSettings(context, table, type, filters);
		const options = chosenLayout(param, table, type);
		const made = await createView(
			client,
			tableId,
			{
				...{ name, type, ...settings },
				...(description && { description }),
				...(Object.keys(options).length > 0 && { options }),
			},
			newColumns(param, table, type, isWritable),
		);
		return viewOutput(client, made);
	},
});
