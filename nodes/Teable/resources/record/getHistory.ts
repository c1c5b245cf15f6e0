import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { fieldsMenu } from '../../fields/fieldMenu';
import { chosenLimit, limitFields } from '../../fields/limitFields';
import { recordLocator, tableFields } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { toTeableDate } from '../../teable/schema/cells/dates';
import type { Change } from '../../teable/reading/history';
import { fetchHistory } from '../../teable/reading/history';
import type { Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import { defineOperation } from '../operation';
import { chosenFields } from './shared/selection';
import { chosenRecordId, chosenTableId } from '../../fields/locators/chosenIds';

const anyRecord: INodeProperties = {
	...recordLocator,
	required: false,
	description:
		'The record whose history to retrieve (requires the scope record|update). Leave empty for all records of the table (requires the scope table_record_history|read).',
};

const changedFields = fieldsMenu({
	displayName: 'Changed Field Names or IDs',
	name: 'changedFields',
	description: 'Only include changes to these fields. Leave empty for all',
});

const dateOption = (displayName: string, name: string, what: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `Only include changes made ${what}, e.g. 2026-01-31T18:00. Uses the workflow's time zone unless the date has its own.`,
});

export const getHistory = defineOperation({
	name: 'Get History',
	value: 'getHistory',
	action: 'Get record history',
	description:
		'Retrieve who changed which field of a record and when, with the values before and after, newest first. Does not include when records were created or deleted.',
	properties: [...tableFields, anyRecord, ...limitFields],
	options: [
		dateOption('Changed After', 'changedAfter', 'at or after this time'),
		dateOption('Changed Before', 'changedBefore', 'at or before this time'),
		changedFields,
	],
	readOnly: true,
	async each(context) {
		const { client, param } = context;
		const table = await fetchTable(client, chosenTableId(param));
		const { value: record } = param.locator(recordLocator.name);
		const fields = chosenFields(context, table, changedFields);
		const ids = fields && new Set(fields.map(({ id }) => id));
		const changes = await fetchHistory(client, {
			tableId: table.id,
			recordId: record === '' ? undefined : chosenRecordId(param),
			startDate: chosenTime(context, 'changedAfter', 'Changed After'),
			endDate: chosenTime(context, 'changedBefore', 'Changed Before'),
			limit: chosenLimit(param),
			keeps: ({ fieldId }) => ids === undefined || ids.has(fieldId),
		});
		return changes.map((change) => toOutput(change, table));
	},
});

function chosenTime(
	{ param, timezone }: ItemContext<TeableClient>,
	name: string,
	label: string,
): string | undefined {
	const value = param.options.value(name) ?? '';
	if (value === '') return undefined;
	const time = toTeableDate(value, timezone);
	if (time !== undefined) return time;
	throw param.bad({
		label,
		problem: 'is not a date',
		remedy: 'Use the format 2026-01-31 or 2026-01-31T18:00.',
	});
}

/** Fields have their current name; deleted ones the name from the time of the change. */
const toOutput = (change: Change, table: Table): IDataObject => ({
	recordId: change.recordId,
	fieldId: change.fieldId,
	field: table.find(change.fieldId)?.name ?? change.after.meta.name,
	before: change.before.data ?? null,
	after: change.after.data ?? null,
	changedBy: change.changedBy,
	changedTime: change.createdTime,
});
