import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Collection } from '../../../core/collection';
import type { Parameters } from '../../../core/parameters';
import type { Reader } from '../../../core/reader';
import { kindOf } from '../../../teable/filter/filterOperators';
import { knownField } from '../../../teable/filter/knownField';
import type { Field, Table } from '../../../teable/schema/table';
import type { View } from '../../../teable/schema/views/view';

/** A field that a view of a type is laid out by. */
interface LayoutField {
	displayName: string;
	/** The parameter, and what Teable calls it. */
	name: string;
	/** What the field is for, without a full stop. */
	purpose: string;
	/** What a new view has where none is given, likewise. */
	unset?: string;
	/** The types of views. */
	types: string[];
	/** What it has to be, e.g. "an attachment field", and whether a field is that. */
	what?: string;
	isIt?: (field: Field) => boolean;
}

const isDate = {
	what: 'a field of dates',
	isIt: (field: Field) => kindOf(field) === 'dateTime',
};

const LAYOUT: LayoutField[] = [
	{
		displayName: 'Stack By Field Name or ID',
		name: 'stackFieldId',
		purpose: 'The field whose values are the columns of the board, usually a single select',
		types: ['kanban'],
	},
	{
		displayName: 'Start Date Field Name or ID',
		name: 'startDateFieldId',
		purpose: 'The date on which a record begins',
		unset: 'Leave empty for the first date field of the table',
		types: ['calendar'],
		...isDate,
	},
	{
		displayName: 'End Date Field Name or ID',
		name: 'endDateFieldId',
		purpose: 'The date on which a record ends',
		unset: 'Leave empty for the day on which it begins',
		types: ['calendar'],
		...isDate,
	},
	{
		displayName: 'Title Field Name or ID',
		name: 'titleFieldId',
		purpose: 'The field that stands in the calendar',
		unset: 'Leave empty for the primary field',
		types: ['calendar'],
	},
	{
		displayName: 'Cover Field Name or ID',
		name: 'coverFieldId',
		purpose: 'The field whose first image is shown on the card',
		unset: 'Leave empty for the first attachment field, in a gallery',
		types: ['gallery', 'kanban'],
		what: 'an attachment field',
		isIt: ({ type }) => type === 'attachment',
	},
];

const propertyOf = ({ displayName, name }: LayoutField, text: string): INodeProperties => ({
	...{ displayName, name },
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getOptionalField', loadOptionsDependsOn: ['tableId.value'] },
	default: '',
	description: `${text}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

/** The fields that a new view of some type is laid out by. */
export const layoutFields: INodeProperties[] = LAYOUT.map((layout) => ({
	...propertyOf(layout, [layout.purpose, layout.unset ?? []].flat().join('. ')),
	displayOptions: { show: { type: layout.types } },
}));

/** The same for a view that is there, whose type the panel does not know. */
export const layoutOptions: INodeProperties[] = LAYOUT.map((layout) =>
	propertyOf(layout, `${layout.purpose}, in a ${layout.types.join(' or ')} view`),
);

/**
 * What a new view of a type is laid out by, as Teable takes it: Teable stores a field that does not exist without a
 * word.
 *
 * @throws Error that names the parameter when the table has no such field, or it cannot serve for that
 */
export function chosenLayout(param: Parameters, table: Table, type: string): IDataObject {
	const options = layoutOf(param, table, type);
	const { startDateFieldId, endDateFieldId = startDateFieldId } = options;
	// Teable would end a record on the first date of the table, whatever it begins on.
	return { ...options, ...(endDateFieldId !== undefined && { endDateFieldId }) };
}

/** What is to change about the layout of a view. @throws Error like `chosenLayout`, and for a view of another type */
export function changedLayout(
	options: Collection,
	table: Table,
	{ name, type }: View,
): IDataObject {
	for (const { displayName: label, name: parameter, types } of LAYOUT) {
		if (types.includes(type) || options.text(parameter, label) === '') continue;
		throw options.bad({
			label,
			problem: `is for a ${types.join(' or ')} view, and '${name}' is a ${type} view`,
			remedy: 'Take it out.',
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
				? 'The table has none: leave it empty.'
				: `Choose one of ${others.join(', ')}.`,
	});
}
