import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Collection } from '../../core/collection';
import { COUNTED_MODES, DAY_MODES, MOST_DAYS, PERIOD_MODES } from '../../teable/filter/dateFilter';
import type { Operator } from '../../teable/filter/filterOperators';
import { WITHOUT_VALUE, takesNoValue } from '../../teable/filter/filterOperators';
import { isBlank, isNothing } from '../../values/quoted';
import { COMPARE_CHOICE, COMPARE_CHOICES, COMPARE_DAYS, operatorNamed } from './editorOperators';
import { fieldMenu } from '../fieldMenu';

const COMPARE_PERIOD = 'isWithIn';

const choices = (names: Record<string, string>): INodePropertyOptions[] =>
	Object.entries(names)
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name));

const numberOfDays: INodeProperties = {
	displayName: 'Number of Days',
	name: 'numberOfDays',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST_DAYS },
	default: 7,
	description: 'How many days, from today',
};

const exactModes = { operator: COMPARE_DAYS, mode: ['exactDate', 'exactDateTime'] };

/** A condition in the editor. The parameters below the operator depend on it. */
export const conditionFields: INodeProperties[] = [
	fieldMenu({
		displayName: 'Field Name or ID',
		name: 'fieldId',
		description: 'The field to compare',
	}),
	{
		displayName: 'Operator Name or ID',
		name: 'operator',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getOperators', loadOptionsDependsOn: ['&fieldId'] },
		default: '',
		description:
			'How to compare, e.g. contains. The list depends on the field. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description:
			'The value to compare with: text, a number, true or false, the name of a choice, the title or ID of a linked record, or the name, email address or ID of a user. If several records or users have the same name, all of them match. Separate multiple values with commas if the operator accepts them.',
		displayOptions: {
			hide: {
				operator: [
					...WITHOUT_VALUE,
					...COMPARE_CHOICE,
					...COMPARE_CHOICES,
					...COMPARE_DAYS,
					COMPARE_PERIOD,
				],
			},
		},
	},
	{
		displayName: 'Value Name or ID',
		name: 'choice',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getValue', loadOptionsDependsOn: ['&fieldId'] },
		default: '',
		description:
			'The choice, user or checkbox state to compare with. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { operator: COMPARE_CHOICE } },
	},
	{
		displayName: 'Value Names or IDs',
		name: 'choices',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getValues', loadOptionsDependsOn: ['&fieldId'] },
		default: [],
		description:
			'The choices or users to compare with. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { operator: COMPARE_CHOICES } },
	},
	{
		displayName: 'Date',
		name: 'mode',
		type: 'options',
		options: choices(DAY_MODES),
		default: 'exactDate',
		description: 'The day or period to compare with, in the time zone of the field',
		displayOptions: { show: { operator: COMPARE_DAYS } },
	},
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: choices(PERIOD_MODES),
		default: 'pastNumberOfDays',
		description: 'The period to compare with, from today, in the time zone of the field',
		displayOptions: { show: { operator: [COMPARE_PERIOD] } },
	},
	{
		...numberOfDays,
		displayOptions: { show: { operator: COMPARE_DAYS, mode: COUNTED_MODES } },
	},
	{
		...numberOfDays,
		displayOptions: { show: { operator: [COMPARE_PERIOD], period: COUNTED_MODES } },
	},
	{
		displayName: 'Exact Date',
		name: 'date',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		description: 'The date, or date and time, to compare with, e.g. 2026-01-31 or 2026-01-31T18:00',
		displayOptions: { show: exactModes },
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		description:
			'The time zone of the date, e.g. Europe/Berlin, unless the date includes one. Leave empty to use the time zone of the field.',
		displayOptions: { show: exactModes },
	},
];

/** Converts a condition from the editor to Teable's format. @throws NodeOperationError if it has no field or operator */
export function conditionOf(row: Collection): IDataObject {
	const chosen = row.text('operator', 'Operator Name or ID');
	if (isBlank(row.value('fieldId'))) throw incomplete(row, 'field');
	if (chosen === '') throw incomplete(row, 'operator');
	const operator = operatorNamed(chosen);
	const value = takesNoValue(operator as Operator) ? null : valueOf(row, chosen);
	return { fieldId: row.value('fieldId'), operator, value } as IDataObject;
}

const incomplete = (row: Collection, part: 'field' | 'operator'): Error =>
	row.bad({
		label: 'Filter',
		problem: `has a condition without ${part === 'field' ? 'a field' : 'an operator'}`,
		remedy: `Choose the ${part}, or remove the condition.`,
	});

function valueOf(row: Collection, operator: string): unknown {
	const field = fieldFor(operator);
	const given = row.value(field);
	const typed = row.value('value');
	// If an expression sets the operator, the editor cannot know that it should hide 'Value'.
	if (isBlank(given) && !isNothing(typed)) return typed;
	return field === 'date' ? dateOf(row, operator) : given;
}

/** The parameter below an operator that has the value to compare with. */
function fieldFor(operator: string): 'choice' | 'choices' | 'date' | 'value' {
	if (COMPARE_CHOICE.includes(operator)) return 'choice';
	if (COMPARE_CHOICES.includes(operator)) return 'choices';
	return COMPARE_DAYS.includes(operator) || operator === COMPARE_PERIOD ? 'date' : 'value';
}

function dateOf(row: Collection, operator: string): IDataObject {
	const mode =
		operator === COMPARE_PERIOD
			? row.choice('period', Object.keys(PERIOD_MODES), undefined, 'Period')
			: row.choice('mode', Object.keys(DAY_MODES), undefined, 'Date');
	const timeZone = row.text('timeZone', 'Time Zone');
	return {
		mode,
		...(COUNTED_MODES.includes(mode) && {
			numberOfDays: row.wholeNumber('numberOfDays', 'Number of Days', 0, MOST_DAYS),
		}),
		exactDate: row.value('date'),
		...(timeZone !== '' && { timeZone }),
	} as IDataObject;
}
