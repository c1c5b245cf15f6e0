import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import type { Parameters } from '../../core/parameters';
import type { FilterGroup } from '../../teable/filter/filter';
import { FILTER_EXAMPLE, checkedFilter } from '../../teable/filter/filter';
import type { TeableClient } from '../../teable/http/client';
import { withIds } from '../../teable/reading/names/filterNames';
import type { Table } from '../../teable/schema/table';
import { likelyBaseId } from '../locators/chosenIds';
import { conditionFields, conditionOf } from './conditionFields';

/** The parameters that filter records. */
export const filterFields: INodeProperties[] = [
	{
		displayName: 'Filter',
		name: 'filterBy',
		type: 'options',
		options: [
			{ name: 'None', value: 'none', description: 'Use all records of the table or view' },
			{
				name: 'Conditions',
				value: 'conditions',
				description: 'Filter by fields, operators and values',
			},
			{
				name: 'JSON',
				value: 'json',
				description: "Filter in Teable's own format, which supports nested groups",
			},
		],
		default: 'none',
		description: 'How to filter the records',
	},
	{
		displayName: 'Match',
		name: 'match',
		type: 'options',
		options: [
			{ name: 'All Conditions', value: 'and', description: 'Records must meet every condition' },
			{
				name: 'Any Condition',
				value: 'or',
				description: 'Records must meet at least one condition',
			},
		],
		default: 'and',
		description: 'How to combine several conditions',
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
		description: 'The conditions that records must meet',
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
			'Teable\'s filter: {"conjunction": "and" or "or", "filterSet": [conditions, or further groups like this]}. A condition is {"fieldId": name or ID, "operator": e.g. "is", "contains", "isGreater", "isBefore", "isAnyOf" (with a list), "isEmpty" (with null), "value": …}. Identify a linked record by title or ID, and a user by name, email address or ID. For a date, use a date such as "2026-01-31", or {"mode": "today"}, {"mode": "daysAgo", "numberOfDays": 7} and similar.',
		displayOptions: { show: { filterBy: ['json'] } },
	},
];

/** The same for operations that should not select every record by default: a new node shows a condition to fill in. */
export const conditionsByDefault: INodeProperties[] = filterFields.map((field) =>
	field.name === 'filterBy' ? { ...field, default: 'conditions' } : field,
);

/**
 * The chosen filter, checked against the table; undefined if there is none. Linked records and users are replaced with
 * their IDs.
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
	filterSet: param.rows('conditions', 'Conditions', 'condition').map(conditionOf),
});
