import { isNil, omitBy, pick } from 'lodash';

import type { Table } from '../../teable/schema/table';
import { readTable } from '../../teable/schema/table';
import type { Column, View } from '../../teable/schema/views/view';
import { viewOutput } from '../../teable/schema/views/view';
import { defineOperation } from '../operation';
import { oneViewFields, readChosenView } from './shared/chosenView';
import { createView } from './shared/createView';
import type { NewView } from './shared/createView';

/** The properties of the original that are copied, besides its fields. */
const COPIED = ['type', 'description', 'filter', 'sort', 'group', 'options'];

/** Teable's own route does not exist on 1.10, and chooses the name itself on 2026. */
export const duplicate = defineOperation({
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate view',
	description:
		'Create a copy of a view in the same table, with its filter, sort order, groups and fields. Sharing, locking and the manual order of records are not copied.',
	properties: [
		...oneViewFields,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Open orders of this week',
			description:
				'The name of the copy. Leave empty to use the name of the view, to which Teable adds a number.',
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
				problem: `is '${view.name}', a plugin view, which can't be created without its plugin`,
				remedy: 'Duplicate it in Teable instead.',
			});
		}
		const table = await readTable(client, tableId);
		const copied = omitBy(pick(view, COPIED), isNil) as Omit<NewView, 'name'>;
		const copy = { ...copied, name: name || view.name || 'Copy' };
		return viewOutput(client, await createView(client, tableId, copy, columnsOf(view, table)));
	},
});

/** The view's settings of its fields. Except for grids, they include which fields are hidden, as a new form may show them. */
const columnsOf = ({ type, columnMeta }: View, { fields }: Table): Map<string, Column> =>
	new Map(
		fields.map(({ id }, order) => {
			const column = omitBy(columnMeta[id] ?? {}, isNil) as Column;
			const shown = type === 'grid' ? {} : { visible: column.visible ?? false };
			return [id, { order, ...column, ...shown }];
		}),
	);
