import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { chosenFilter } from '../../../fields/filter/filterFields';
import { MOST_GROUP_FIELDS, checkGroupLimit } from '../../../fields/groupLimit';
import { chosenOrdering, orderingField } from '../../../fields/sortFields';
import { isExactTime } from '../../../teable/filter/dateFilter';
import type { FilterPart } from '../../../teable/filter/filter';
import { isGroup, wireFilter } from '../../../teable/filter/filter';
import type { TeableClient } from '../../../teable/http/client';
import { fetchEngine } from '../../../teable/schema/engine';
import type { Table } from '../../../teable/schema/table';
import type { Ordering, ViewSettings } from '../../../teable/schema/views/view';

type Context = ItemContext<TeableClient>;

/** @param without what happens if it is left empty */
export const viewSortField = (without: string): INodeProperties =>
	orderingField({
		displayName: 'Sort',
		name: 'sort',
		entry: 'Sort Rule',
		description: `The fields to sort the view's records by, most important first. ${without}`,
		field: 'Field',
		fieldDescription: 'The field to sort by',
		directionDescription:
			'The sort direction. Empty cells come first when ascending, last when descending.',
	});

/** @param without what happens if it is left empty */
export const viewGroupField = (without: string): INodeProperties =>
	orderingField({
		displayName: 'Group',
		name: 'group',
		entry: 'Group',
		description: `Up to ${MOST_GROUP_FIELDS} fields to group a grid's records by, outermost first. ${without}`,
		field: 'Group Field',
		fieldDescription: 'The field to group by',
		directionDescription: 'The sort direction of the groups',
	});

/**
 * The chosen filter, sort and groups of a view, by field ID: Teable would silently store names and unknown fields,
 * and show every record. Settings that are not chosen are absent.
 *
 * @param filters whether a filter is chosen
 * @throws Error that names the parameter if the table has no such field, or the view type lacks the setting
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
		if (filter) throw unfit(param, 'Filter', type);
		if (sort) throw unfit(param, 'Sort', type);
	}
	if (group && type !== 'grid') throw unfit(param, 'Group', type);
	checkGroupLimit(param, 'Group', group ?? []);
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

const unfit = (param: Parameters, label: string, type: string) =>
	param.bad({
		label,
		problem: `is not available in a ${type} view`,
		remedy: 'Leave it empty.',
	});

/** 1.10 compares only days. Elsewhere the node compares times itself, but in a view it cannot. */
async function checkTimes({ client, param }: Context, tableId: string, filter: FilterPart) {
	if (!comparesTime(filter) || (await fetchEngine(client, tableId)) !== '1.10') return;
	throw param.bad({
		label: 'Filter',
		problem: 'compares an exact time, but views in Teable 1.10 compare only days',
		remedy: 'Use a date without a time, e.g. 2026-01-31.',
	});
}

const comparesTime = (part: FilterPart): boolean =>
	isGroup(part) ? part.parts.some(comparesTime) : isExactTime(part.value);
