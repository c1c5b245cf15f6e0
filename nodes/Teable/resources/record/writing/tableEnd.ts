import { range } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import type { TeableClient } from '../../../teable/http/client';
import type { TeableRecord } from '../../../teable/http/types';
import { countRows } from '../../../teable/reading/pages/pages';
import type { NumberedRecord } from '../../../teable/reading/pages/tail';
import { Tail } from '../../../teable/reading/pages/tail';
import { fetchUser } from '../../../teable/reading/user';
import { holds, isEmptyCell } from '../../../teable/schema/cells/heldCell';
import type { Table } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';

type Cells = Record<string, unknown>;

/**
 * The end of a table before a run creates records in it. Auto numbers only grow, so records with higher ones were
 * created since: this is how records are found when the response to a create is lost.
 */
export class TableEnd {
	/** The records that this run is known to have created. */
	private readonly made = new Set<string>();

	/** Whether records of an abandoned request may still appear. */
	private awaitsOthers = false;

	private constructor(
		private readonly client: TeableClient,
		private readonly table: Table,
		private readonly tail: Tail,
		/** The auto number of the last record, and the number of records up to it. */
		private last: { autoNumber: number; position: number },
	) {}

	/** Reads the end once per run; undefined if the credential may not count or read the table's records. */
	static async find(client: TeableClient, table: Table): Promise<TableEnd | undefined> {
		return await client.once(`end of ${table.id}`, async () => {
			const tail = new Tail(client, table.id);
			const last = await attemptAsync(async () => await lastRecord(client, table, tail));
			return last instanceof Error || !last ? undefined : new TableEnd(client, table, tail, last);
		});
	}

	/** Notes records that this run has created. */
	add(records: TeableRecord[]): void {
		for (const { id } of records) this.made.add(id);
	}

	/** Notes that records may appear that can no longer be told apart from others. */
	giveUp(): void {
		this.awaitsOthers = true;
	}

	/**
	 * Finds the records with these cells that the credential's user created in one request.
	 *
	 * @returns the records, in the order of the cells; undefined if the user has created none since
	 * @throws Error if the user has created records since, but they cannot be identified as these
	 */
	async findMade(rows: Cells[]): Promise<TeableRecord[] | undefined> {
		if (this.awaitsOthers) throw new Error(AMBIGUOUS);
		const [user, behind] = await Promise.all([fetchUser(this.client), this.behind()]);
		const own = behind.filter(({ createdBy }) => createdBy === user.id);
		if (own.length === 0) return undefined;
		const starts = range(own.length - rows.length + 1).filter((start) =>
			rows.every((cells, index) => this.isMadeOf(own[start + index], cells)),
		);
		if (starts.length !== 1) throw new Error(AMBIGUOUS);
		const found = own.slice(starts[0], starts[0] + rows.length);
		this.add(found);
		return found;
	}

	/** The records created since that are not known yet, in the order of creation. */
	private async behind(): Promise<NumberedRecord[]> {
		const { autoNumber, position } = this.last;
		let records = await this.tail.readFrom(Math.max(0, position - 1));
		// If earlier records were deleted, the positions have shifted.
		if (position > 0 && !(records[0]?.autoNumber <= autoNumber)) {
			this.last.position = await this.tail.count(
				(record) => record.autoNumber <= autoNumber,
				position - 1,
			);
			records = await this.tail.readFrom(this.last.position);
		}
		return records.filter((record) => record.autoNumber > autoNumber && !this.made.has(record.id));
	}

	private isMadeOf({ fields: found }: TeableRecord, cells: Cells): boolean {
		return this.table.fields.filter(isWritable).every((field) => {
			if (field.id in cells) return holds(field, cells[field.id], found[field.id]);
			return field.options?.defaultValue !== undefined || isEmptyCell(found[field.id]);
		});
	}
}

const AMBIGUOUS = 'other records were created at the same time, so these cannot be identified';

async function lastRecord(client: TeableClient, table: Table, tail: Tail) {
	const position = await countRows(client, table, {});
	if (position === undefined) return undefined;
	if (position === 0) return { autoNumber: 0, position };
	const [last] = await tail.page(position - 1, 1);
	return last && { autoNumber: last.autoNumber, position };
}
