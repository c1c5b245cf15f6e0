import type { INodeProperties } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import type { BatchContext } from '../../../core/operation';
import type { Parameters } from '../../../core/parameters';
import { NOT_BEGUN, errorOfItem } from '../../../fate';
import { conditionsByDefault, filterFields } from '../../../fields/filter/filterFields';
import { viewLocator } from '../../../fields/locators/tableLocators';
import { shownFor } from '../../../fields/shownFor';
import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../../teable/http/client';
import { READS_IN_FLIGHT } from '../../../teable/http/client';
import { checkSearching } from '../../../teable/reading/pages/droppedFilter';
import { fetchRecords } from '../../../teable/reading/pages/pages';
import type { Selection } from '../../../teable/reading/pages/recordQuery';
import type { Table } from '../../../teable/schema/table';
import type { HeldRecords } from './heldRecords';
import { chosenSelection } from '../shared/selection';

const [filterBy] = filterFields;

const allRecords: INodeProperties = {
	displayName: 'All Records',
	name: 'allRecords',
	type: 'boolean',
	default: false,
	description:
		"Whether to use every record of the table, or of the chosen view. Required if there is neither a filter nor a 'Search' under 'Options'.",
};

/** Selects the records to update or delete: as in Get Many, but all records only when asked for. */
export const fieldsToFind: INodeProperties[] = [
	viewLocator,
	...conditionsByDefault,
	...shownFor(filterBy, ['none'], [allRecords]),
];

/**
 * Keeps an item from selecting every record because an expression is empty, or because somebody removed the
 * filter from a view.
 *
 * @throws NodeOperationError when nothing limits the records and 'All Records' is off
 */
export function refuseAllUnasked(param: Parameters): void {
	if (param.choice(filterBy.name, ['conditions', 'json', 'none']) !== 'none') return;
	if (param.options.text('search', 'Search') !== '') return;
	if (param.flag(allRecords.name, allRecords.displayName)) return;
	throw param.bad({
		label: filterBy.displayName,
		problem: 'is None, so every record would be affected',
		remedy: `Choose a filter, or turn on '${allRecords.displayName}'.`,
	});
}

/**
 * Finds the records that match each item's filter, view and search, all of them before any is changed, since a
 * change can make others match. Items with the same selection share the requests.
 *
 * @param held keeps the records that are read with all their cells
 * @returns the IDs for each item, or why they cannot be found; NOT_BEGUN after a failure where errors stop the run
 */
export async function findByFilter(
	{ client, items, keepGoing }: BatchContext<TeableClient>,
	table: Table,
	held?: HeldRecords,
): Promise<Array<string[] | Error>> {
	const known = new Map<string, Promise<string[] | Error>>();
	let failed = false;
	return await mapLimited(items, READS_IN_FLIGHT, async (item) => {
		if (failed && !keepGoing) return NOT_BEGUN;
		const selection = await attemptAsync(async () => await chosenSelection(item, table));
		const ids = selection instanceof Error ? selection : await find(selection);
		failed ||= ids instanceof Error;
		return ids instanceof Error ? errorOfItem(ids, item.param.itemIndex) : ids;
	});

	async function find(selection: Selection): Promise<string[] | Error> {
		const key = JSON.stringify(selection);
		const finding = known.get(key) ?? attemptAsync(async () => await fetchIds(selection));
		known.set(key, finding);
		return await finding;
	}

	async function fetchIds(selection: Selection): Promise<string[]> {
		if (selection.search) await checkSearching(client, table);
		// A view leaves out the cells of hidden fields, so records read through one are incomplete.
		const keeper = selection.viewId === undefined ? held : undefined;
		const projection = keeper?.fields ?? table.fields.filter(({ isPrimary }) => isPrimary);
		const query = { ...selection, projection, complete: true };
		return await fetchRecords(client, table, query, undefined, (record) => {
			keeper?.add(record);
			return record.id;
		});
	}
}
