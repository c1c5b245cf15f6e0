import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Collection } from '../../../core/collection';
import type { Parameters } from '../../../core/parameters';
import type { Reader } from '../../../core/reader';
import { fieldMenu } from '../../../fields/fieldMenu';
import { kindOf } from '../../../teable/filter/filterOperators';
import { knownField } from '../../../teable/filter/knownField';
import type { Field, Table } from '../../../teable/schema/table';
import type { View } from '../../../teable/schema/views/view';

/** A setting of a view's layout that is a field. */
interface LayoutField {
	displayName: string;
	/** The name of the parameter, and of Teable's property. */
	name: string;
	/** What the field is for, without a period. */
	purpose: string;
	/** The default of a new view, likewise. */
	unset?: string;
	/** The view types that have it. */
	types: string[];
	/** The kind of field it requires, e.g. "an attachment field", and a check for it. */
	what?: string;
	isIt?: (field: Field) => boolean;
}

const isDate = {
	what: 'a date field',
	isIt: (field: Field) => kindOf(field) === 'dateTime',
};

const LAYOUT: LayoutField[] = [
	{
		displayName: 'Stack By Field Name or ID',
		name: 'stackFieldId',
		purpose: 'The field whose values form the columns of the board, usually a single select',
		types: ['kanban'],
	},
	{
		displayName: 'Start Date Field Name or ID',
		name: 'startDateFieldId',
		purpose: 'The field with the start date of a record',
		unset: 'Leave empty to use the first date field of the table',
		types: ['calendar'],
		...isDate,
	},
	{
		displayName: 'End Date Field Name or ID',
		name: 'endDateFieldId',
		purpose: 'The field with the end date of a record',
		unset: 'Leave empty to use the start date',
		types: ['calendar'],
		...isDate,
	},
	{
		displayName: 'Title Field Name or ID',
		name: 'titleFieldId',
		purpose: 'The field shown as the title in the calendar',
		unset: 'Leave empty to use the primary field',
		types: ['calendar'],
	},
	{
		displayName: 'Cover Field Name or ID',
		name: 'coverFieldId',
		purpose: 'The field whose first image is shown on the card',
		unset: 'Leave empty to use the first attachment field, in a gallery',
		types: ['gallery', 'kanban'],
		what: 'an attachment field',
		isIt: ({ type }) => type === 'attachment',
	},
];

const propertyOf = ({ displayName, name }: LayoutField, description: string): INodeProperties =>
	fieldMenu({ displayName, name, description, from: 'getOptionalField' });

/** The layout parameters of a new view. */
export const layoutFields: INodeProperties[] = LAYOUT.map((layout) => ({
	...propertyOf(layout, [layout.purpose, layout.unset ?? []].flat().join('. ')),
	displayOptions: { show: { type: layout.types } },
}));

/** The same for an existing view, whose type is unknown in the panel. */
export const layoutOptions: INodeProperties[] = LAYOUT.map((layout) =>
	propertyOf(layout, `${layout.purpose}, in a ${layout.types.join(' or ')} view`),
);

/**
 * The layout of a new view, in Teable's format. Teable itself would silently store a field that does not exist.
 *
 * @throws Error that names the parameter if the table has no such field, or the field is of the wrong kind
 */
export function chosenLayout(param: Parameters, table: Table, type: string): IDataObject {
	const options = layoutOf(param, table, type);
	const { startDateFieldId, endDateFieldId = startDateFieldId } = options;
	// By default, Teable would use the first date field of the table as the end date, whatever the start date is.
	return { ...options, ...(endDateFieldId !== undefined && { endDateFieldId }) };
}

/** The changes to the layout of a view. @throws Error like `chosenLayout`, and for a view of another type */
export function changedLayout(
	options: Collection,
	table: Table,
	{ name, type }: View,
): IDataObject {
	for (const { displayName: label, name: parameter, types } of LAYOUT) {
		if (types.includes(type) || options.text(parameter, label) === '') continue;
		throw options.bad({
			label,
			problem: `is for a ${types.join(' or ')} view, but '${name}' is a ${type} view`,
			remedy: 'Remove it.',
		});
	}
	return layoutOf(options, table, type);
}

function layoutOf(reader: Reader, table: Table, type: string): IDataObject {
	const chosen = LAYOUT.filter(({ types }) => types.includes(type)).flatMap((layout) => {
		const { name, displayName } = layout;
		const given = reader.text(name, displayName);
		return given === '' ? [] : [[name, fieldFor(reader, table, given, layout).id] as const];
	});
	return Object.fromEntries(chosen);
}

function fieldFor(
	reader: Reader,
	table: Table,
	given: string,
	{ displayName, what, isIt = () => true }: LayoutField,
): Field {
	const field = knownField(table, given, displayName);
	if (isIt(field)) return field;
	const others = table.fields.filter(isIt).map(({ name }) => `'${name}'`);
	throw reader.bad({
		label: displayName,
		problem: `is '${field.name}', which is not ${what}`,
		remedy:
			others.length === 0
				? 'The table has none, so leave it empty.'
				: `Choose one of ${others.join(', ')}.`,
	});
}
