import { uniq } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { attempt, isError } from '../../core/attempt';
import type { BatchContext, ItemContext, Result } from '../../core/operation';
import type { Parameters } from '../../core/parameters';
import { NOT_BEGUN, errorOfItem } from '../../fate';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import { optionsShownFor, shownFor } from '../../fields/shownFor';
import type { TeableClient } from '../../teable/http/client';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import type { Deletion } from './deleting/deleteIds';
import { deleteIds } from './deleting/deleteIds';
import { foreseeDeletions } from './deleting/foreseeDeletions';
import { columnsToMatch, findByColumns, namesToMatch } from './finding/byColumns';
import { fieldsToFind, findByFilter, refuseAllUnasked } from './finding/byFilter';
import { findByField } from './finding/findBy';
import { describeMatch, findRecordIds, severalMatchesOption } from './finding/recordIds';
import { gather } from './shared/gather';
import { matchTextsOption } from './finding/textRules';
import { searchOptions } from './shared/selection';

type Context = BatchContext<TeableClient>;

type Item = ItemContext<TeableClient>;

const findBy = findByField({
	description: 'How to choose the records to delete',
	byFilter: 'All records that match a filter, view or search',
	others: [
		{ name: 'By ID', value: 'id', description: 'The record with a given ID, for each input item' },
		{
			name: 'By Matching Columns',
			value: 'columns',
			description: 'The record with given values in some columns, for each input item',
		},
	],
	usual: 'id',
});

const WAYS = ['columns', 'filter', 'id'] as const;

const wayToFind = (param: Parameters) => param.choice(findBy.name, WAYS);

const alreadyGone: INodeProperties = {
	displayName: 'If Record Not Found',
	name: 'alreadyGone',
	type: 'options',
	options: [
		{ name: 'Ignore', value: 'ignore', description: 'Continue and output "deleted": false' },
		{ name: 'Stop With an Error', value: 'error', description: 'Fail the item' },
	],
	default: 'error',
	description: "What to do when the record doesn't exist, e.g. because it was already deleted",
};

export const deleteRecord = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete record',
	description: 'Delete records by ID, by the values in columns, or all that match a filter',
	properties: [
		...tableFields,
		findBy,
		...shownFor(findBy, ['id'], [recordLocator]),
		...shownFor(findBy, ['columns'], [columnsToMatch]),
		...shownFor(findBy, ['filter'], fieldsToFind),
	],
	options: [
		...optionsShownFor(findBy, ['columns', 'id'], [alreadyGone]),
		...optionsShownFor(findBy, ['columns'], [severalMatchesOption('Delete'), matchTextsOption]),
		...optionsShownFor(findBy, ['filter'], searchOptions),
	],
	undoable: true,
	hasDryRun: true,
	target({ param }) {
		const way = wayToFind(param);
		if (way === 'filter') refuseAllUnasked(param);
		const columns = way === 'columns' ? namesToMatch(param) : [];
		return JSON.stringify([chosenTableId(param), columns, param.options]);
	},
	async batch(context) {
		const found = await findChosen(context);
		const unfound = found.find(isError);
		if (unfound && !context.keepGoing) return [unfound];
		if (context.client.isDryRun) {
			const saysNone = wayToFind(context.items[0].param) === 'columns';
			return await foreseeDeletions(context, found, saysNone, goneUnlessIgnored);
		}
		return await deleteFound(context, found);
	},
});

/** The IDs of the records that each item selects, or why they could not be determined. */
async function findChosen(context: Context): Promise<Array<string[] | Error>> {
	const { client, items } = context;
	const [{ param }] = items;
	const way = wayToFind(param);
	if (way === 'id') return items.map((item) => attempt(() => [chosenRecordId(item.param)]));
	const table = await fetchTable(client, chosenTableId(param));
	if (way === 'filter') return eachOnce(await findByFilter(context, table));
	return await findByColumns(context, table, findRecordIds, (sought, matching) => {
		if (ignoresGone(param)) return [];
		const { param: own } = sought.context;
		return own.failure(`No record found where ${describeMatch(sought, matching)}`, TO_IGNORE);
	});
}

/** A record that matches the filters of several items is deleted for the first of them. */
function eachOnce(found: Array<string[] | Error>): Array<string[] | Error> {
	const taken = new Set<string>();
	return found.map((ids) =>
		ids instanceof Error ? ids : ids.filter((id) => !taken.has(id) && taken.add(id)),
	);
}

async function deleteFound(
	{ client, items, keepGoing }: Context,
	found: Array<string[] | Error>,
): Promise<Array<Result | Error>> {
	const [{ param }] = items;
	const ignores = ignoresGone(param);
	const wanted = found.map((ids) => (ids instanceof Error ? [] : ids));
	const goesOn = (outcome: Deletion) =>
		keepGoing || outcome === 'deleted' || (outcome === 'gone' && ignores);
	const outcomes = await deleteIds(client, chosenTableId(param), uniq(wanted.flat()), goesOn);
	return items.map((item, index) => {
		const ids = found[index];
		if (ids instanceof Error) return ids;
		if (ids.length === 0 && wayToFind(param) === 'columns') return { deleted: false };
		const results = ids.map((id) => {
			const outcome = outcomes.get(id) ?? NOT_BEGUN;
			if (outcome === 'deleted') return { id, deleted: true };
			if (outcome === 'gone') return ignores ? { id, deleted: false } : goneError(item, id);
			return errorOfItem(outcome, item.param.itemIndex);
		});
		return gather(item, results, 'deleted');
	});
}

/** With a filter, a record that someone else deletes in the meantime is no failure: it was to be deleted anyway. */
const ignoresGone = (param: Parameters): boolean =>
	wayToFind(param) === 'filter' ||
	param.options.choice(alreadyGone.name, ['error', 'ignore'], 'error') === 'ignore';

const TO_IGNORE = "To skip such items, set 'If Record Not Found' to Ignore under 'Options'.";

const goneUnlessIgnored = (item: Item, id: string) =>
	ignoresGone(item.param) ? undefined : goneError(item, id);

const goneError = ({ param }: Item, id: string) =>
	param.failure(
		`The table has no record '${id}'`,
		`It may already have been deleted. ${TO_IGNORE}`,
	);
