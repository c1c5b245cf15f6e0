import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { fieldsMenu } from '../../../fields/fieldMenu';
import { namedFields } from '../../../fields/namedFields';
import type { Field, Table } from '../../../teable/schema/table';
import type { Column, View } from '../../../teable/schema/views/view';

const hideOption = fieldsMenu({
	displayName: 'Fields to Hide Names or IDs',
	name: 'fieldsToHide',
	description: 'The fields to hide in the view',
});

const showOption = fieldsMenu({
	displayName: 'Fields to Show Names or IDs',
	name: 'fieldsToShow',
	description:
		'The fields to show in the view. By default, a new grid shows all fields, a new form shows the fields that can be filled in, and cards show only the primary field',
});

const orderOption = fieldsMenu({
	displayName: 'Field Order Names or IDs',
	name: 'fieldOrder',
	description:
		'The fields to place first, in this order. The other fields follow in their current order',
});

/** The options for which fields a view shows, and in which order. */
export const columnOptions: INodeProperties[] = [hideOption, showOption, orderOption];

/**
 * The changes to the fields of a view, by field ID.
 *
 * @throws Error if the table has no such field, or Teable cannot hide it
 */
export function chosenColumns(
	param: Parameters,
	table: Table,
	{ type, columnMeta }: Pick<View, 'type' | 'columnMeta'>,
): Map<string, Column> {
	const { options } = param;
	const hidden = namedFields(table, options, hideOption);
	const shown = namedFields(table, options, showOption);
	const first = namedFields(table, options, orderOption);
	checkHidden(param, type, hidden, shown);

	const columns = new Map<string, Column>();
	const change = ({ id }: Field, column: Column) =>
		columns.set(id, { ...columns.get(id), ...column });
	for (const field of hidden) change(field, visibility(type, false));
	for (const field of shown) change(field, visibility(type, true));
	if (first.length > 0) {
		inOrder(table, columnMeta, type, first).forEach((field, order) => {
			if (columnMeta[field.id]?.order !== order) change(field, { order });
		});
	}
	return columns;
}

/**
 * The same for a new view. A form shows the fields that were chosen, or else all that can be filled in: by default
 * 1.10 would show none, and 2026 all.
 *
 * @returns columns with their order, which Teable requires
 */
export function newColumns(
	param: Parameters,
	table: Table,
	type: string,
	isFilledIn: (field: Field) => boolean,
): Map<string, Column> {
	const inPlace = table.fields.map(({ id }, order) => [id, { order }] as const);
	const places = new Map(inPlace);
	const chosen = chosenColumns(param, table, { type, columnMeta: Object.fromEntries(inPlace) });
	if (type === 'form') {
		const isShown = [...chosen.values()].some(({ visible }) => visible === true)
			? () => false
			: isFilledIn;
		for (const field of table.fields) {
			chosen.set(field.id, { visible: isShown(field), ...chosen.get(field.id) });
		}
	}
	return new Map([...chosen].map(([id, column]) => [id, { ...places.get(id), ...column }]));
}

/** Grids show all fields that are not hidden. `visible` in a grid would hide all other fields on older engines. */
const visibility = (type: string, shows: boolean): Column =>
	type === 'grid' ? { hidden: !shows } : { visible: shows };

function checkHidden(param: Parameters, type: string, hidden: Field[], shown: Field[]) {
	const primary = hidden.find(({ isPrimary }) => isPrimary);
	if (primary && type !== 'form') {
		throw param.bad({
			label: hideOption.displayName,
			problem: `contains '${primary.name}', the primary field, which can't be hidden`,
			remedy: 'Remove it.',
		});
	}
	const both = hidden.find((field) => shown.includes(field));
	if (!both) return;
	throw param.bad({
		label: hideOption.displayName,
		problem: `and '${showOption.displayName}' both contain '${both.name}'`,
		remedy: 'Remove it from one of them.',
	});
}

/** All fields, with the chosen ones first. Grids start with the primary field. */
function inOrder(table: Table, columnMeta: View['columnMeta'], type: string, first: Field[]) {
	const asTheyAre = sortBy(table.fields, ({ id }) => columnMeta[id]?.order ?? Infinity);
	const begin = type === 'grid' ? table.fields.filter(({ isPrimary }) => isPrimary) : [];
	return [...new Set([...begin, ...first, ...asTheyAre])];
}
