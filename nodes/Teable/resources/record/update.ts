import { tableFields } from '../../fields/locators/tableLocators';
import { defineOperation } from '../operation';
import { describeMatch, findRecordIds, severalMatchesOption } from './finding/recordIds';
import { matchTextsOption } from './finding/textRules';
import { changeRecords } from './writing/changes';
import { clearingOptions, columnOptions, columnsField } from './writing/columnFields';
import { matchingFields } from './writing/columns';
import { RECORD_ID } from './writing/given';
import { HeldRecords } from './finding/heldRecords';
import { outputOptions } from './shared/output';
import { writeItems, writeTarget } from './writing/writeItems';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update record',
	description:
		'Change records that are found by ID or by the values of columns. Columns that are not given stay as they are.',
	properties: [...tableFields, columnsField('update')],
	options: [
		...columnOptions,
		...clearingOptions,
		severalMatchesOption('Change'),
		matchTextsOption,
		...outputOptions,
	],
	undoable: true,
	hasDryRun: true,
	target: writeTarget,
	async batch(context) {
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
						`No record matches item ${param.itemIndex} (${describeMatch(rows[index], matching)}). Use 'Create or Update' to make one.`,
					);
				});
				return await changeRecords(client, table, rows, recordIds, keepGoing, held);
			},
			true,
		);
	},
});
