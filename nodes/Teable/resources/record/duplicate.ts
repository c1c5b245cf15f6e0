import type { ItemContext } from '../../core/operation';
import { fateOf } from '../../fate';
import { recordLocator, tableFields, viewLocator } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import { fetchRecord } from '../../teable/reading/record';
import type { Table } from '../../teable/schema/table';
import { fetchTable, isWritable } from '../../teable/schema/table';
import { fetchViews } from '../../teable/schema/views/view';
import { defineOperation } from '../operation';
import type { TeableRecord } from './shared/output';
import { RecordOutput, outputOptions } from './shared/output';
import { chosenRecordId, chosenTableId, chosenViewId } from '../../fields/locators/chosenIds';
import { TableEnd } from './writing/tableEnd';

export const duplicate = defineOperation({
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate record',
	description: 'Create a copy of a record in the same table',
	properties: [
		...tableFields,
		recordLocator,
		{
			...viewLocator,
			description:
				"The view in which to place the copy, right after the original. Leave empty to use the table's first view.",
		},
	],
	options: outputOptions,
	async each(context) {
		const { client, param } = context;
		const tableId = chosenTableId(param);
		const recordId = chosenRecordId(param);
		const viewId = chosenViewId(param) ?? (await firstView(context, tableId));
		const table = await fetchTable(client, tableId);
		const end = await TableEnd.find(client, table);
		// 1.10 creates no copy without a position; 2026 would put it at the end.
		const copy = await client
			.post<TeableRecord>(
				path`/table/${tableId}/record/${recordId}/duplicate`,
				{ viewId, anchorId: recordId, position: 'after' },
				{
					fits: (answer) => typeof answer?.id === 'string',
					look: end && (async () => await findCopy(client, table, recordId, end)),
				},
			)
			.catch((error: Error) => {
				if (fateOf(error) === 'unknown') end?.giveUp();
				throw error;
			});
		end?.add([copy]);
		return new RecordOutput(context, table).written(copy);
	},
});

async function findCopy(client: TeableClient, table: Table, recordId: string, end: TableEnd) {
	const { fields } = await fetchRecord(client, table, recordId);
	const cells = Object.fromEntries(
		table.fields.filter(isWritable).map(({ id }) => [id, fields[id] ?? null]),
	);
	return (await end.findMade([cells]))?.[0];
}

async function firstView({ client, param }: ItemContext<TeableClient>, tableId: string) {
	const [view] = await fetchViews(client, tableId);
	if (view) return view.id;
	throw param.bad({
		label: 'View',
		problem: "is empty, and this credential can't access any view of the table",
		remedy: 'Specify a view By ID or By URL.',
	});
}
