import { isNil, omitBy, pick } from 'lodash';

import type { Table } from '../../teable/schema/table';
import { readTable } from '../../teable/schema/table';
import type { Column, View } from '../../teable/schema/views/view';
import { viewOutput } from '../../teable/schema/views/view';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';
import { createView } from './shared/createView';
import type { NewView } from './shared/createView';

/** What a copy has of its original, beside its fields. */
const COPIED = ['type', 'description', 'filter', 'sort', 'group', 'options'];

/** Teable's own route is not there on 1.10, and gives a name of its own on 2026. */
export const duplicate = defineOperation({
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate view',
	description:
		'Copy a view within its table, with its filter, sort, group and fields. The copy is neither shared nor locked, and does not have the order into which people have dragged records.',
	properties: [
		...oneViewFields,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Open orders of this week',
			description:
				'What the copy is called. Leave empty for the name of the view, to which Teable adds a number.',
		},
	],
	undoable: true,
	async each(context) {
		const { client, param } = context;
		const name = param.text('name', 'Name');
		const { tableId, view } = await readChosenView(context);
		if (view.type === 'plugin') {
			throw param.bad({
				label: 'View',
				problem: `is '${view.name}', which shows a plugin`,
				remedy: 'Teable makes such a view only together with its plugin: copy it in Teable.',
			});
		}
		const table = await readTable(client, tableId);
		const copied = omitBy(pick(view, COPIED), isNil) as Omit<NewView, 'name'>;
		const copy = { ...copied, name: name || view.name || 'Copy' };
		return viewOutput(client, await createView(client, tableId, copy, columnsOf(view, table)));
	},
});

/** What a view keeps of its fields; where it is no grid, also that it does not show one, as a new form may. */
const columnsOf = ({ type, columnMeta }: View, { fields }: Table): Map<string, Column> =>
	new Map(
		fields.map(({ id }, order) => {
			const column = omitBy(columnMeta[id] ?? {}, isNil) as Column;
			const shown = type === 'grid' ? {} : { visible: column.visible ?? false };
			return [id, { order, ...column, ...shown }];
		}),
	);
