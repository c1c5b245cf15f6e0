import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import { kindOf } from '../../../teable/filter/filterOperators';
import { knownField } from '../../../teable/filter/knownField';
import type { Field, Table } from '../../../teable/schema/table';

/** A field that a view of a type is laid out by. */
interface LayoutField {
	property: INodeProperties;
	/** The types of views. */
	types: string[];
	/** What it has to be, e.g. "an attachment field", and whether a field is that. */
	what?: string;
	isIt?: (field: Field) => boolean;
}

const layoutField = (
	displayName: string,
	name: string,
	description: string,
	types: string[],
): Pick<LayoutField, 'property' | 'types'> => ({
	types,
	property: {
		displayName: `${displayName} Name or ID`,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['tableId.value'] },
		default: '',
		description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		displayOptions: { show: { type: types } },
	},
});

const isDate = {
	what: 'a field of dates',
	isIt: (field: Field) => kindOf(field) === 'dateTime',
};

const stackField: LayoutField = layoutField(
	'Stack By Field',
	'stackFieldId',
	'The field whose values are the columns of the board, usually a single select',
	['kanban'],
);

const startField: LayoutField = {
	...layoutField(
		'Start Date Field',
		'startDateFieldId',
		'The date on which a record begins. Leave empty for the first date field of the table',
		['calendar'],
	),
	...isDate,
};

const endField: LayoutField = {
	...layoutField(
		'End Date Field',
		'endDateFieldId',
		'The date on which a record ends. Leave empty for the day on which it begins',
		['calendar'],
	),
	...isDate,
};

const titleField: LayoutField = layoutField(
	'Title Field',
	'titleFieldId',
	'The field that stands in the calendar. Leave empty for the primary field',
	['calendar'],
);

const coverField: LayoutField = {
	...layoutField(
		'Cover Field',
		'coverFieldId',
		'The field whose first image is shown on the card. Leave empty for the first attachment field, in a gallery',
		['gallery', 'kanban'],
	),
	what: 'an attachment field',
	isIt: ({ type }) => type === 'attachment',
};

const LAYOUT = [stackField, startField, endField, titleField, coverField];

/** The fields that views of some types are laid out by; their parameters are called as Teable calls them. */
export const layoutFields: INodeProperties[] = LAYOUT.map(({ property }) => property);

/**
 * What a view of a type is laid out by, as Teable takes it: Teable stores a field that does not exist without a word.
 *
 * @throws Error that names the parameter when the table has no such field, or it cannot serve for that
 */
export function chosenLayout(param: Parameters, table: Table, type: string): IDataObject {
	const chosen = LAYOUT.filter(({ types }) => types.includes(type)).flatMap((layout) => {
		const { name, displayName } = layout.property;
		const given = param.text(name, displayName);
		return given === '' ? [] : [[name, fieldFor(param, table, given, layout).id] as const];
	});
	const options: IDataObject = Object.fromEntries(chosen);
	const { startDateFieldId, endDateFieldId = startDateFieldId } = options;
	// Teable would end a record on the first date of the table, whatever it begins on.
	return { ...options, ...(endDateFieldId !== undefined && { endDateFieldId }) };
}

function fieldFor(
	param: Parameters,
	table: Table,
	given: string,
	{ property, what, isIt = () => true }: LayoutField,
): Field {
	const { displayName } = property;
	const field = knownField(table, given, displayName);
	if (isIt(field)) return field;
	const others = table.fields.filter(isIt).map(({ name }) => `'${name}'`);
	throw param.bad({
		label: displayName,
		problem: `is '${field.name}', which is not ${what}`,
		remedy:
			others.length === 0
				? 'The table has none: leave it empty.'
				: `Choose one of ${others.join(', ')}.`,
	});
}
