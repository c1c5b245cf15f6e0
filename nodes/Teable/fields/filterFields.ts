import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Collection } from '../core/collection';
import type { ItemContext } from '../core/operation';
import type { Parameters } from '../core/parameters';
import { COUNTED_MODES, DAY_MODES, MOST_DAYS, PERIOD_MODES } from '../teable/filter/dateFilter';
import type { FilterGroup } from '../teable/filter/filter';
import { FILTER_EXAMPLE, checkedFilter } from '../teable/filter/filter';
import type { Operator } from '../teable/filter/filterOperators';
import { takesNoValue } from '../teable/filter/filterOperators';
import type { TeableClient } from '../teable/http/client';
import { withIds } from '../teable/reading/filterNames';
import type { Table } from '../teable/schema/table';
import { likelyBaseId } from './locators/chosenIds';
import { named } from '../values/named';
import { isNothing } from '../values/quoted';

/**
 * The operators of date fields that other fields have too go by a name of their own in the editor, as the
 * fields below them depend on it: a date is compared with a mode, anything else with a value.
 */
export const DATE_OPERATORS: Record<string, Operator> = { isDate: 'is', isNotDate: 'isNot' };

const COMPARE_DAYS = [
	...Object.keys(DATE_OPERATORS),
	'isBefore',
	'isAfter',
	'isOnOrBefore',
	'isOnOrAfter',
];

const COMPARE_PERIOD = 'isWithIn';

const WITHOUT_VALUE = ['isEmpty', 'isNotEmpty'];

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
	description: 'How many days, counted from today',
};

const exactModes = { operator: COMPARE_DAYS, mode: ['exactDate', 'exactDateTime'] };

const conditionFields: INodeProperties[] = [
	{
		displayName: 'Field Name or ID',
		name: 'fieldId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getField', loadOptionsDependsOn: ['tableId.value'] },
		default: '',
		description:
			'The field to compare. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Operator Name or ID',
		name: 'operator',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getOperators', loadOptionsDependsOn: ['&fieldId'] },
		default: '',
		description:
			'How to compare, e.g. contains; the list depends on the field. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description:
			'What to compare with: a text, a number, true or false, the name of a choice, the title or ID of a linked record, or the name, email address or ID of a user. Where several have that title or name, each of them counts. Separate several values with commas, for operators that take several.',
		displayOptions: { hide: { operator: [...WITHOUT_VALUE, ...COMPARE_DAYS, COMPARE_PERIOD] } },
	},
	{
		displayName: 'Date',
		name: 'mode',
		type: 'options',
		options: choices(DAY_MODES),
		default: 'exactDate',
		description:
			'The day or the period to compare with, in the time zone that the field is shown in',
		displayOptions: { show: { operator: COMPARE_DAYS } },
	},
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: choices(PERIOD_MODES),
		default: 'pastNumberOfDays',
		description: 'The period, counted from today in the time zone that the field is shown in',
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
		description: 'The date, or date and time, to compare with, e.g. 2026-01-31T18:00',
		displayOptions: { show: exactModes },
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		description:
			'The time zone that the date is meant in, unless the date itself says so. Leave empty for the one that the field is shown in.',
		displayOptions: { show: exactModes },
	},
];

/** How records are chosen by their values. */
export const filterFields: INodeProperties[] = [
	{
		displayName: 'Filter',
		name: 'filterBy',
		type: 'options',
		options: [
			{
				name: 'Conditions',
				value: 'conditions',
				description: 'Fields, operators and values, chosen here',
			},
			{ name: 'JSON', value: 'json', description: "In Teable's own format, which can nest groups" },
			{ name: 'None', value: 'none', description: 'All records of the table or view' },
		],
		default: 'none',
		description: 'How to choose records by their values',
	},
	{
		displayName: 'Match',
		name: 'match',
		type: 'options',
		options: [
			{ name: 'All Conditions', value: 'and', description: 'A record has to meet every condition' },
			{ name: 'Any Condition', value: 'or', description: 'A record has to meet at least one' },
		],
		default: 'and',
		description: 'How several conditions are combined',
		displayOptions: { show: { filterBy: ['conditions'] } },
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add condition',
		default: {},
		options: [{ displayName: 'Condition', name: 'condition', values: conditionFields }],
		description: 'What records have to meet',
		displayOptions: { show: { filterBy: ['conditions'] } },
	},
	{
		displayName: 'Filter (JSON)',
		name: 'filterJson',
		type: 'json',
		default: '{\n  "conjunction": "and",\n  "filterSet": []\n}',
		placeholder:
			'e.g. {"conjunction":"and","filterSet":[{"fieldId":"Name","operator":"is","value":"Alpha"}]}',
		description:
			'Teable\'s filter: {"conjunction": "and" or "or", "filterSet": [conditions, or further groups like this]}. A condition is {"fieldId": name or ID, "operator": e.g. "is", "contains", "isGreater", "isBefore", "isAnyOf" (with a list), "isEmpty" (with null), "value": …}. A linked record goes by its title or ID, a user by name, email address or ID. A date\'s value is a date, or {"mode": "today"}, {"mode": "daysAgo", "numberOfDays": 7} and the like.',
		displayOptions: { show: { filterBy: ['json'] } },
	},
];

/**
 * The chosen filter, checked against the table; undefined when there is none. Linked records and users go by their
 * IDs in it, whatever they are called in the node.
 *
 * @throws Error that names the field and what it accepts
 */
export async function chosenFilter(
	{ client, param, timezone }: Pick<ItemContext<TeableClient>, 'client' | 'param' | 'timezone'>,
	table: Table,
): Promise<FilterGroup | undefined> {
	const chosen = param.choice('filterBy', ['conditions', 'json', 'none']);
	if (chosen === 'none') return undefined;
	const given = chosen === 'json' ? jsonOf(param) : conditionsOf(param);
	const filter = checkedFilter(given, table, timezone);
	return await withIds(client, table, filter, likelyBaseId(param));
}

const jsonOf = (param: Parameters): unknown =>
	param.json('filterJson', 'Filter (JSON)', FILTER_EXAMPLE);

const conditionsOf = (param: Parameters): IDataObject => ({
	conjunction: param.choice('match', ['and', 'or']),
	filterSet: param.rows('conditions', 'Conditions', 'condition').map(toJson),
});

/** A row of the editor in Teable's form. */
function toJson(row: Collection): IDataObject {
	const chosen = row.text('operator', 'Operator Name or ID');
	const operator = named(DATE_OPERATORS, chosen) ?? chosen;
	const value = row.value('value');
	const condition = { fieldId: row.value('fieldId'), operator } as IDataObject;
	if (takesNoValue(operator as Operator)) return { ...condition, value: null };
	if (!COMPARE_DAYS.includes(chosen) && chosen !== COMPARE_PERIOD) {
		return { ...condition, value } as IDataObject;
	}
	const exactDate = row.value('date');
	// The editor hides 'Value' here, but does not know so where an expression gives the operator.
	if (isNothing(exactDate) && !isNothing(value)) return { ...condition, value } as IDataObject;
	const mode =
		chosen === COMPARE_PERIOD
			? row.choice('period', Object.keys(PERIOD_MODES), undefined, 'Period')
			: row.choice('mode', Object.keys(DAY_MODES), undefined, 'Date');
	const timeZone = row.text('timeZone', 'Time Zone');
	return {
		...condition,
		value: {
			mode,
			...(COUNTED_MODES.includes(mode) && {
				numberOfDays: row.wholeNumber('numberOfDays', 'Number of Days', 0, MOST_DAYS),
			}),
			exactDate,
			...(timeZone !== '' && { timeZone }),
		},
	} as IDataObject;
}
