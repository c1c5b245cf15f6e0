import { isError } from '../../core/attempt';
import type { BatchContext } from '../../core/operation';
import type { Parameters } from '../../core/parameters';
import { chosenTableId } from '../../fields/locators/chosenIds';
import { tableFields } from '../../fields/locators/tableLocators';
import { optionsShownFor, shownFor } from '../../fields/shownFor';
import type { TeableClient } from '../../teable/http/client';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { fieldsToFind, findByFilter, refuseAllUnasked } from './finding/byFilter';
import { findByField } from './finding/findBy';
import { HeldRecords } from './finding/heldRecords';
import { describeMatch, findRecordIds, severalMatchesOption } from './finding/recordIds';
import { matchTextsOption } from './finding/textRules';
import { outputOptions } from './shared/output';
import { searchOptions } from './shared/selection';
import { changeRecords } from './writing/changes';
import {
	clearingOptions,
	columnOptions,
	columnsField,
	unchangedNotice,
} from './writing/columns/columnFields';
import { matchingFields } from './writing/columns/matchingColumns';
import { RECORD_ID } from './writing/columns/given';
import { writeItems, writeTarget } from './writing/writeItems';

const findBy = findByField({
	description:
		'How to choose the records to update. With By Filter, the records for all items are found before any of them is updated.',
	byFilter: 'All records that match a filter, view or search, for each input item',
	others: [
		{
			name: 'By ID or Matching Columns',
			value: 'columns',
			description: "The record whose 'Columns to match on' have the item's values",
		},
	],
	usual: 'columns',
});

const findsByFilter = (param: Parameters): boolean =>
	param.choice(findBy.name, ['columns', 'filter']) === 'filter';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update record',
	description:
		'Update records by ID, by the values in columns, or all that match a filter. Columns without a value stay unchanged.',
	properties: [
		...tableFields,
		findBy,
		...shownFor(findBy, ['filter'], [...fieldsToFind, columnsField('change')]),
		...shownFor(findBy, ['columns'], [columnsField('update')]),
		unchangedNotice,
	],
	options: [
		...columnOptions,
		...clearingOptions,
		...outputOptions,
		...optionsShownFor(findBy, ['columns'], [severalMatchesOption('Update'), matchTextsOption]),
		...optionsShownFor(findBy, ['filter'], searchOptions),
	],
	undoable: true,
	hasDryRun: true,
	target(context) {
		if (findsByFilter(context.param)) refuseAllUnasked(context.param);
		return writeTarget(context);
	},
	async batch(context) {
		const { items } = context;
		return findsByFilter(items[0].param)
			? await updateByFilter(context)
			: await updateByColumns(context);
	},
});

async function updateByFilter(context: BatchContext<TeableClient>) {
	const { client, items, keepGoing } = context;
	const table = await fetchTable(client, chosenTableId(items[0].param));
	const held = new HeldRecords(client, table);
	const found = await findByFilter(context, table, held);
	const unfound = found.find(isError);
	if (unfound && !keepGoing) return [unfound];
	const byItem = new Map(items.map((item, index) => [item, found[index]]));
	return await writeItems(
		context,
		async (rows) => {
			const recordIds = rows.map(({ context: item }) => byItem.get(item) as string[] | Error);
			return await changeRecords(client, table, rows, recordIds, keepGoing, held);
		},
		'existing',
	);
}

async function updateByColumns(context: BatchContext<TeableClient>) {
	const { client, items, keepGoing } = context;
	return await writeItems(
		context,
		async (rows, table) => {
			const matching = matchingFields(items[0], table);
			const held = new HeldRecords(client, table);
			const found = await findRecordIds(client, table, rows, matching, held);
			const recordIds = found.map((ids, index) => {
				if (ids instanceof Error || ids.length > 0 || matching === RECORD_ID) return ids;
				const { param } = rows[index].context;
				return param.failure(
					`No record found where ${describeMatch(rows[index], matching)}`,
					"Use 'Create or Update' to create one.",
				);
			});
			return await changeRecords(client, table, rows, recordIds, keepGoing, held);
		},
		'matched',
	);
}
