import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { namedFields } from '../../../fields/namedFields';
import type { Field, Table } from '../../../teable/schema/table';
import type { Column, View } from '../../../teable/schema/views/view';

const fieldsOption = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName: `${displayName} Names or IDs`,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['tableId.value'] },
	default: [],
	description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

const hideOption = fieldsOption(
	'Fields to Hide',
	'fieldsToHide',
	'The fields that the view does not show',
);

const showOption = fieldsOption(
	'Fields to Show',
	'fieldsToShow',
	'The fields that the view shows. A new grid shows all, a new form those that can be filled in unless you name some, and cards only the primary field',
);

const orderOption = fieldsOption(
	'Field Order',
	'fieldOrder',
	'The fields that come first, in this order; the others follow as they are',
);

/** Which fields a view shows, and in which order. */
export const columnOptions: INodeProperties[] = [hideOption, showOption, orderOption];

/**
 * What is to change about the fields of a view, by field ID.
 *
 * @throws Error when the table has no such field, or Teable cannot hide it
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
 * The same for a view that is to be made. A form shows the fields that were named, or else all that can be filled in:
 * 1.10 would show none, and 2026 all.
 *
 * @returns columns that each say their order, as Teable wants them
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

/** Grids show all but what is hidden. `visible`, put into one, would hide all other fields on older engines. */
const visibility = (type: string, shows: boolean): Column =>
	type === 'grid' ? { hidden: !shows } : { visible: shows };

function checkHidden(param: Parameters, type: string, hidden: Field[], shown: Field[]) {
	const primary = hidden.find(({ isPrimary }) => isPrimary);
	if (primary && type !== 'form') {
		throw param.bad({
			label: hideOption.displayName,
			problem: `names '${primary.name}', the primary field, which every view shows`,
			remedy: 'Take it out.',
		});
	}
	const both = hidden.find((field) => shown.includes(field));
	if (!both) return;
	throw param.bad({
		label: hideOption.displayName,
		problem: `and '${showOption.displayName}' both name '${both.name}'`,
		remedy: 'Take it out of one of them.',
	});
}

/** All fields, with some of them first. Grids begin with the primary field. */
function inOrder(table: Table, columnMeta: View['columnMeta'], type: string, first: Field[]) {
	const asTheyAre = sortBy(table.fields, ({ id }) => columnMeta[id]?.order ?? Infinity);
	const begin = type === 'grid' ? table.fields.filter(({ isPrimary }) => isPrimary) : [];
	return [...new Set([...begin, ...first, ...asTheyAre])];
}
