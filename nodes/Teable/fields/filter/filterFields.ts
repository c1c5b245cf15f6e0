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
	filterSet: param.rows('conditions', 'Conditions', 'condition').map(conditionOf),
});
