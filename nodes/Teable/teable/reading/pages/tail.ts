import type { IDataObject } from 'n8n-workflow';
import { sortBy } from 'lodash';

import type { TeableClient } from '../../http/client';
import { READS_IN_FLIGHT } from '../../http/client';
import { refusalOf } from '../../http/errors';
import { path } from '../../http/path';
import type { TeableRecord } from '../../http/types';
import { LARGEST_PAGE, withoutFalseModification } from './pageReader';

/** A record in a list, numbered in the order of creation. */
export interface NumberedRecord extends TeableRecord {
	autoNumber: number;
	createdTime: string;
}

/** This many records take about as long as one, and every token can request them. */
const FIRST_PAGE = 100;

/** If records are deleted all the time, an earlier read contains what the last one missed. */
const MOST_READINGS = 5;

/**
 * The end of a table, with its newest records. Without a view or a sort, Teable lists records by their auto number, which
 * only increases. It does not require a field.
 */
export class Tail {
	constructor(
		private readonly client: TeableClient,
		private readonly tableId: string,
	) {}

	/**
	 * The number of records at the beginning of the table for which `holds` is true. It must be true up to some record and
	 * false after it.
	 *
	 * @param guess an estimate; the search takes few requests if it is close
	 */
	async count(holds: (record: NumberedRecord) => boolean, guess: number): Promise<number> {
		const holdsAt = async (index: number) => {
			const [record] = await this.page(index, 1);
			return record !== undefined && holds(record);
		};
		// True for every record before `low`, false for `high` and every record after it.
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
	 * The records from `skip` to the end of the table, in order. Deletions during the read move others to a page that was
	 * already read. Then everything is read again.
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

	/** Each page must start with the last record of the previous one. Otherwise it is `torn`. */
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
	 * Whether a page is the end of the table. A proxy or server may return fewer records than requested, so a short page is
	 * the end only if no record follows it. A page with only the known record is what a poll reads if nothing is new. It
	 * counts as the end without another request.
	 */
	private async isEnd(next: number, got: number, asked: number): Promise<boolean> {
		if (got === asked) return false;
		return got <= 1 || (await this.page(next, 1)).length === 0;
	}

	/** Undefined if Teable requires smaller pages. Cloud allows 100 for tokens created since September 2026. */
	private async pages(skip: number, size: number): Promise<NumberedRecord[][] | undefined> {
		const starts = Array.from({ length: READS_IN_FLIGHT }, (_, index) => skip + index * (size - 1));
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
		return records.map(withoutFalseModification);
	}
}
