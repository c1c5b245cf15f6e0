import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { chosenFilter } from '../../../fields/filter/filterFields';
import { chosenOrdering, orderingField } from '../../../fields/sortFields';
import { isExactTime } from '../../../teable/filter/dateFilter';
import type { FilterPart } from '../../../teable/filter/filter';
import { isGroup, wireFilter } from '../../../teable/filter/filter';
import type { TeableClient } from '../../../teable/http/client';
import { fetchEngine } from '../../../teable/schema/engine';
import type { Table } from '../../../teable/schema/table';
import type { Ordering, ViewSettings } from '../../../teable/schema/views/view';

type Context = ItemContext<TeableClient>;

/** Teable groups by no more. */
const MOST_GROUP_FIELDS = 3;

/** @param without what happens when it is left empty */
export const viewSortField = (without: string): INodeProperties =>
	orderingField({
		displayName: 'Sort',
		name: 'sort',
		entry: 'Sort Rule',
		description: `The fields that the view orders its records by, the most important first. ${without}`,
		field: 'Field',
		fieldDescription: 'The field to sort by',
		directionDescription: 'Empty cells come first when ascending, last when descending',
	});

/** @param without what happens when it is left empty */
export const viewGroupField = (without: string): INodeProperties =>
	orderingField({
		displayName: 'Group',
		name: 'group',
		entry: 'Group',
		description: `Up to ${MOST_GROUP_FIELDS} fields that a grid groups its records by, the outermost first. ${without}`,
		field: 'Group Field',
		fieldDescription: 'The field to group by',
		directionDescription: 'How to order the groups',
	});

/**
 * The chosen filter, sort and group of a view, by the IDs of fields: Teable stores names and unknown fields without a
 * word, and shows every record by them. What is not chosen is absent.
 *
 * @param filters whether a filter is chosen
 * @throws Error that names the parameter when the table has no such field, or such a view takes no such setting
 */
export async function chosenSettings(
	context: Context,
	table: Table,
	type: string,
	filters: boolean,
): Promise<Pick<ViewSettings, 'filter' | 'sort' | 'group'>> {
	const { param } = context;
	const filter = filters ? await chosenFilter(context, table) : undefined;
	const sort = chosenOrder(param, table, viewSortField(''));
	const group = chosenOrder(param, table, viewGroupField(''));
	if (type === 'form') {
		if (filter) throw unfit(param, 'Filter', 'records, and a form shows none');
		if (sort) throw unfit(param, 'Sort', 'records, and a form shows none');
	}
	if (group && type !== 'grid') throw unfit(param, 'Group', `groups, and a ${type} view has none`);
	if (group && group.length > MOST_GROUP_FIELDS) {
		throw param.bad({
			label: 'Group',
			problem: `names ${group.length} fields`,
			remedy: `Teable groups by ${MOST_GROUP_FIELDS} at most.`,
		});
	}
	if (filter) await checkTimes(context, table.id, filter);
	return {
		...(filter && { filter: wireFilter(filter) }),
		...(sort && { sort: { sortObjs: sort } }),
		...(group && { group }),
	};
}

function chosenOrder(
	param: Parameters,
	table: Table,
	property: INodeProperties,
): Ordering[] | undefined {
	// The editor hides it for some types.
	if (!param.isSet(property.name)) return undefined;
	const ordering = chosenOrdering(param, table, property);
	if (ordering.length === 0) return undefined;
	return ordering.map(({ field, order }) => ({ fieldId: field.id, order }));
}

const unfit = (param: Parameters, label: string, what: string) =>
	param.bad({
		label,
		problem: `is for views that show ${what}`,
		remedy: 'Leave it empty.',
	});

/** 1.10 knows days only. Elsewhere the node looks at times itself; in a view it cannot. */
async function checkTimes({ client, param }: Context, tableId: string, filter: FilterPart) {
	if (!comparesTime(filter) || (await fetchEngine(client, tableId)) !== '1.10') return;
	throw param.bad({
		label: 'Filter',
		problem: 'compares an exact time, and the views of this release of Teable (1.10) compare days',
		remedy: 'Give a day instead, e.g. 2026-01-31.',
	});
}

const comparesTime = (part: FilterPart): boolean =>
	isGroup(part) ? part.parts.some(comparesTime) : isExactTime(part.value);
