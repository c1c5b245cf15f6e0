import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../teable/client';
import { refusalOf } from '../teable/errors';
import { path } from '../teable/path';
import type { TeableRecord } from '../teable/types';

/** A record as a list gives it: numbered in the order of creation. */
export interface NumberedRecord extends TeableRecord {
	autoNumber: number;
	createdTime: string;
}

/** So many records cost about as much as one, and every token may ask for them. */
const FIRST_PAGE = 100;

const LARGEST_PAGE = 1000;

const PAGES_AT_ONCE = 4;

/**
 * The end of a table, where its newest records are: without a view or a sort, Teable lists records by their
 * auto number, which only grows. A table needs no field for it.
 */
export class Tail {
	constructor(
		private readonly client: TeableClient,
		private readonly tableId: string,
	) {}

	/**
	 * The number of records at the beginning of the table that `holds` is true for. It has to be true up
	 * to some record and false from there on.
	 *
	 * @param guess a number near to it: the search takes few requests when it is
	 */
	async count(holds: (record: NumberedRecord) => boolean, guess: number): Promise<number> {
		const holdsAt = async (index: number) => {
			const [record] = await this.page(index, 1);
			return record !== undefined && holds(record);
		};
		// Whatever lies before `low` holds, `high` and whatever lies behind it does not.
		let low = 0;
		let high = guess;
		if (await holdsAt(guess)) {
			low = guess + 1;
			high = low;
			for (let step = 1; await holdsAt(high); step *= 2) {
				low = high + 1;
				high += step;
			}
		} else {
			for (let step = 1; high > 0; step *= 2) {
				const index = Math.max(0, high - step);
				if (await holdsAt(index)) {
					low = index + 1;
					break;
				}
				high = index;
			}
		}
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (await holdsAt(middle)) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** The records from `skip` to the end of the table. */
	async readFrom(skip: number): Promise<NumberedRecord[]> {
		const records = await this.page(skip, FIRST_PAGE);
		if (records.length < FIRST_PAGE) return records;
		for (let size = LARGEST_PAGE; ; ) {
			const pages = await this.pages(skip + records.length, size);
			if (!pages) {
				size = FIRST_PAGE;
				continue;
			}
			records.push(...pages.flat());
			if (pages.some((page) => page.length < size)) return records;
		}
	}

	/** Undefined when Teable wants smaller pages: Cloud gives tokens made since September 2026 a hundred. */
	private async pages(skip: number, size: number): Promise<NumberedRecord[][] | undefined> {
		const starts = Array.from({ length: PAGES_AT_ONCE }, (_, index) => skip + index * size);
		return await Promise.all(starts.map(async (start) => await this.page(start, size))).catch(
			(error: Error) => {
				if (size > FIRST_PAGE && refusalOf(error)?.status === 400) return undefined;
				throw error;
			},
		);
	}

	async page(skip: number, take: number): Promise<NumberedRecord[]> {
		const query: IDataObject = { fieldKeyType: 'id', take, skip };
		const { records } = await this.client.get<{ records: NumberedRecord[] }>(
			path`/table/${this.tableId}/record`,
			query,
		);
		return records.map(tidied);
	}
}

/** v2 says of a record that was never changed that it was, on creation. */
function tidied({ lastModifiedTime, lastModifiedBy, ...record }: NumberedRecord): NumberedRecord {
	if (lastModifiedTime === undefined || lastModifiedTime === record.createdTime) {
		return record as NumberedRecord;
	}
	return { ...record, lastModifiedTime, lastModifiedBy } as NumberedRecord;
}
