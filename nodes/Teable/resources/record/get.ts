import { attemptAsync } from '../../core/attempt';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import { mapLimited } from '../../limit';
import { READS_IN_FLIGHT } from '../../teable/http/client';
import { fetchByIds } from '../../teable/reading/pages/pages';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { insteadOfRecord, whenNoRecord } from './shared/nothingFound';
import { RecordReading, readingOptions } from './shared/reading';
import { noRecord } from './shared/noRecord';

/** Items with the same table share requests: 1,000 records take five. */
export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get record',
	description: 'Retrieve a record by its ID',
	properties: [...tableFields, recordLocator],
	options: [...readingOptions, whenNoRecord],
	readOnly: true,
	target({ param }) {
		chosenRecordId(param);
		return JSON.stringify([chosenTableId(param), param.options]);
	},
	async batch({ client, items }) {
		const [context] = items;
		const table = await fetchTable(client, chosenTableId(context.param));
		const reading = await RecordReading.of(context, table, {});
		const ids = items.map(({ param }) => chosenRecordId(param));
		const found = await fetchByIds(client, table, reading.query, ids, (record) =>
			reading.take(record),
		);
		await reading.expand(context, [...found.values()]);
		return await mapLimited([...items.entries()], READS_IN_FLIGHT, async ([index, item]) => {
			const record = found.get(ids[index]);
			if (record) return await attemptAsync(async () => await reading.download(item, [record]));
			return insteadOfRecord(item.param, () =>
				noRecord(item.param, `Record '${ids[index]}' doesn't exist in this table`),
			);
		});
	},
});
