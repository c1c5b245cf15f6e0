import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { chosenFilter, filterFields } from '../../fields/filter/filterFields';
import { tableFields, viewLocator } from '../../fields/locators/tableLocators';
import { RecordOutput, chosenFieldKeys } from '../../resources/record/shared/output';
import { chosenTableId, chosenViewId } from '../../fields/locators/chosenIds';
import type { TeableClient } from '../../teable/http/client';
import { changesOnlyWithRecords } from '../../teable/filter/steadiness';
import { fetchByIds, fetchRecords } from '../../teable/reading/pages';
import type { Selection } from '../../teable/reading/recordQuery';
import type { Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import type { TeableRecord } from '../../teable/http/types';
import type { EventContext } from '../polling/event';
import { Tail } from '../../teable/reading/tail';

/** What every event about the records of a table begins with. */
export const recordFields: INodeProperties[] = [...tableFields, viewLocator, ...filterFields];

/** The records of the chosen table, of which perhaps only some count. */
export class WatchedRecords {
	private constructor(
		private readonly client: TeableClient,
		readonly table: Table,
		private readonly selection: Selection,
		private readonly output: RecordOutput,
		private readonly keys: 'id' | 'name',
	) {}

	/**
	 * Those that the chosen view and filter let through.
	 *
	 * @param added what an item has beside the values of the record
	 * @throws Error when the table is gone, or has no field that the filter names
	 */
	static async chosen(context: EventContext, added: string[] = []): Promise<WatchedRecords> {
		const { client, param } = context;
		const table = await fetchTable(client, chosenTableId(param));
		const selection = { viewId: chosenViewId(param), filter: await chosenFilter(context, table) };
		return await WatchedRecords.of(context, table, selection, added);
	}

	/** All of the table, for an event without a view and a filter. */
	static async all(context: EventContext): Promise<WatchedRecords> {
		const table = await fetchTable(context.client, chosenTableId(context.param));
		return await WatchedRecords.of(context, table, {}, []);
	}

	private static async of(
		context: EventContext,
		table: Table,
		selection: Selection,
		added: string[],
	): Promise<WatchedRecords> {
		const { client, param } = context;
		const output = await RecordOutput.of(context, table, selection, added);
		return new WatchedRecords(client, table, selection, output, chosenFieldKeys(param));
	}

	/** A record as the output shows it. */
	item(record: TeableRecord): IDataObject {
		return this.output.read(record);
	}

	/** What the output calls a field; one that has been removed goes by its ID. */
	keyOf(fieldId: string): string {
		return this.table.find(fieldId)?.[this.keys] ?? fieldId;
	}

	get takesAll(): boolean {
		return this.selection.viewId === undefined && this.selection.filter === undefined;
	}

	/** Whether the same records count for as long as none of the table is changed. */
	get changeOnlyWithRecords(): boolean {
		const { viewId, filter } = this.selection;
		return viewId === undefined && (filter === undefined || changesOnlyWithRecords(filter));
	}

	/** The IDs of those that count, `limit` of them at most. */
	async ids(limit: number): Promise<string[]> {
		const { client, table, selection } = this;
		const projection = table.fields.filter(({ isPrimary }) => isPrimary);
		return await fetchRecords(client, table, { ...selection, projection }, limit, ({ id }) => id);
	}

	/** Those of the records that count, in the order given. */
	async select<T extends TeableRecord>(records: T[]): Promise<T[]> {
		if (this.takesAll) return records;
		return (await this.fetch(records.map(({ id }) => id))) as T[];
	}

	/** The records with these IDs that are there and count, in the order given. */
	async fetch(ids: string[]): Promise<TeableRecord[]> {
		const { client, table, selection } = this;
		const found = await fetchByIds(client, table, selection, ids, (record) => record);
		return ids.flatMap((id) => found.get(id) ?? []);
	}

	/** The newest record, or with a view or filter the first one that counts. */
	async example(): Promise<TeableRecord | undefined> {
		if (!this.takesAll) {
			const [first] = await fetchRecords(this.client, this.table, this.selection, 1, (one) => one);
			return first;
		}
		const tail = new Tail(this.client, this.table.id);
		const count = await tail.count(() => true, 0);
		return count === 0 ? undefined : (await tail.page(count - 1, 1))[0];
	}
}

/** An example for the editor. @throws NodeOperationError when the table has none */
export async function sampleRecord(context: EventContext, records: WatchedRecords) {
	const record = await records.example();
	if (record) return record;
	throw context.param.failure(
		'There is no record yet that could start this workflow. Add one in Teable that the view and filter let through, and fetch again.',
	);
}
