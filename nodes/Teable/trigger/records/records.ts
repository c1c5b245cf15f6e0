import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { chosenFilter, filterFields } from '../../fields/filter/filterFields';
import { tableFields, viewLocator } from '../../fields/locators/tableLocators';
import { RecordOutput, chosenFieldKeys } from '../../resources/record/shared/output';
import { chosenTableId, chosenViewId } from '../../fields/locators/chosenIds';
import type { TeableClient } from '../../teable/http/client';
import { changesOnlyWithRecords } from '../../teable/filter/steadiness';
import { fetchByIds, fetchRecords } from '../../teable/reading/pages/pages';
import type { Selection } from '../../teable/reading/pages/recordQuery';
import type { Table } from '../../teable/schema/table';
import { fetchTable } from '../../teable/schema/table';
import type { TeableRecord } from '../../teable/http/types';
import type { EventContext } from '../polling/event';
import { Tail } from '../../teable/reading/pages/tail';

/** The first fields of every event about the records of a table. */
export const recordFields: INodeProperties[] = [...tableFields, viewLocator, ...filterFields];

/** The records of the chosen table, or those that match its view and filter. */
export class WatchedRecords {
	private constructor(
		private readonly client: TeableClient,
		readonly table: Table,
		private readonly selection: Selection,
		private readonly output: RecordOutput,
		private readonly keys: 'id' | 'name',
	) {}

	/**
	 * The records in the chosen view that match the chosen filter.
	 *
	 * @param added the keys that an item has in addition to the values of the record
	 * @throws Error if the table no longer exists, or has no field that the filter names
	 */
	static async chosen(context: EventContext, added: string[] = []): Promise<WatchedRecords> {
		const { client, param } = context;
		const table = await fetchTable(client, chosenTableId(param));
		const selection = { viewId: chosenViewId(param), filter: await chosenFilter(context, table) };
		return await WatchedRecords.of(context, table, selection, added);
	}

	/** All records of the table, for an event without a view and a filter. */
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

	/** A record in the form of the output. */
	item(record: TeableRecord): IDataObject {
		return this.output.read(record);
	}

	/** The key of a field in the output. For a deleted field it is the ID. */
	keyOf(fieldId: string): string {
		return this.table.find(fieldId)?.[this.keys] ?? fieldId;
	}

	get takesAll(): boolean {
		return this.selection.viewId === undefined && this.selection.filter === undefined;
	}

	/** Whether the matching records stay the same while no record of the table changes. */
	get changeOnlyWithRecords(): boolean {
		const { viewId, filter } = this.selection;
		return viewId === undefined && (filter === undefined || changesOnlyWithRecords(filter));
	}

	/** The IDs of up to `limit` matching records. */
	async ids(limit: number): Promise<string[]> {
		const { client, table, selection } = this;
		const projection = table.fields.filter(({ isPrimary }) => isPrimary);
		return await fetchRecords(client, table, { ...selection, projection }, limit, ({ id }) => id);
	}

	/** The given records that match, in the same order. */
	async select<T extends TeableRecord>(records: T[]): Promise<T[]> {
		if (this.takesAll) return records;
		return (await this.fetch(records.map(({ id }) => id))) as T[];
	}

	/** The records with these IDs that exist and match, in the same order. */
	async fetch(ids: string[]): Promise<TeableRecord[]> {
		const { client, table, selection } = this;
		const found = await fetchByIds(client, table, selection, ids, (record) => record);
		return ids.flatMap((id) => found.get(id) ?? []);
	}

	/**
	 * The known IDs that were not listed, but still match. Deletions during a read move other records to a page that was
	 * already read.
	 *
	 * @param listed what `ids` returned
	 */
	async missed(known: string[], listed: string[]): Promise<string[]> {
		const found = new Set(listed);
		const records = await this.fetch(known.filter((id) => !found.has(id)));
		return records.map(({ id }) => id);
	}

	/** The newest record, or with a view or filter the first one that matches. */
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

/** An example for the editor. @throws NodeOperationError if there is none */
export async function sampleRecord(context: EventContext, records: WatchedRecords) {
	const record = await records.example();
	if (record) return record;
	throw context.param.failure(
		'There is no record yet that could start this workflow',
		'Add one in Teable that matches the view and filter, then fetch the test event again.',
	);
}
