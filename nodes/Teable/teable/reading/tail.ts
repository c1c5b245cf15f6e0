import type { IDataObject } from 'n8n-workflow';
import { sortBy } from 'lodash';

import type { TeableClient } from '../http/client';
import { refusalOf } from '../http/errors';
import { path } from '../http/path';
import type { TeableRecord } from '../http/types';

/** A record as a list gives it: numbered in the order of creation. */
export interface NumberedRecord extends TeableRecord {
	autoNumber: number;
	createdTime: string;
}

/** So many records cost about as much as one, and every token may ask for them. */
const FIRST_PAGE = 100;

const LARGEST_PAGE = 1000;

const PAGES_AT_ONCE = 4;

/** Where records are deleted all the time, what the last reading has missed was in one before. */
const MOST_READINGS = 5;

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

	/**
	 * The records from `skip` to the end of the table, in order. Records that are deleted in the meantime move
	 * others into a page that was read already; then all is read again.
	 */
	async readFrom(skip: number): Promise<NumberedRecord[]> {
		const found = new Map<number, NumberedRecord>();
		for (let times = 0; times < MOST_READINGS; times++) {
			const { records, torn } = await this.readOnce(skip);
			for (const record of records) found.set(record.autoNumber, record);
			if (!torn) break;
		}
		return sortBy([...found.values()], ({ autoNumber }) => autoNumber);
	}

	/** Each page begins with the last record of the one before: else it is `torn`. */
	private async readOnce(skip: number): Promise<{ records: NumberedRecord[]; torn: boolean }> {
		const records = await this.page(skip, FIRST_PAGE);
		let torn = false;
		let next = skip + records.length;
		let asked = FIRST_PAGE;
		let got = records.length;
		let size = LARGEST_PAGE;
		while (!(await this.isEnd(next, got, asked))) {
			if (got < asked) size = got;
			const first = next - 1;
			const pages = await this.pages(first, size);
			if (!pages) {
				size = FIRST_PAGE;
				continue;
			}
			asked = size;
			for (const [index, page] of pages.entries()) {
				torn ||= page[0]?.id !== records.at(-1)?.id;
				records.push(...page);
				got = page.length;
				next = first + index * (size - 1) + got;
				if (got < asked) break;
			}
		}
		return { records, torn };
	}

	/**
	 * Whether the table ends with a page. A proxy or a server may give fewer records than it is asked for, so
	 * a short page ends it only if nothing lies behind it. A page with the one known record is what a poll
	 * reads when nothing is new: it is taken for the end without another request.
	 */
	private async isEnd(next: number, got: number, asked: number): Promise<boolean> {
		if (got === asked) return false;
		return got <= 1 || (await this.page(next, 1)).length === 0;
	}

	/** Undefined when Teable wants smaller pages: Cloud gives tokens made since September 2026 a hundred. */
	private async pages(skip: number, size: number): Promise<NumberedRecord[][] | undefined> {
		const starts = Array.from({ length: PAGES_AT_ONCE }, (_, index) => skip + index * (size - 1));
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
