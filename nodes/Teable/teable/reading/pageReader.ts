import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { mapLimited } from '../../limit';
import type { TeableClient } from '../http/client';
import { refusalOf } from '../http/errors';
import type { RecordCheck } from '../filter/filterPlan';
import { path } from '../http/path';
import { droppedFilter } from './droppedFilter';
import type { RecordQuery } from './recordQuery';
import { presentation, refuseTooLong } from './recordQuery';
import type { Field, Table } from '../schema/table';
import type { TeableRecord } from '../http/types';

/** The most that Teable gives in one page; 1.10 says 2000 in one place and refuses it in another. */
export const LARGEST_PAGE = 1000;

/** What Teable Cloud allows a token made since September 2026. */
const SMALL_PAGE = 100;

/** Four at a time double the throughput of a small server. */
export const PAGES_AT_ONCE = 4;

/** The servers that were found to refuse larger pages, for the rest of the run. */
const smallPages = new WeakSet<TeableClient>();

interface Page<T> {
	items: T[];
	/** How many records Teable gave, those included that are not wanted. */
	given: number;
	/** Whether that is as many as it was asked for. */
	full: boolean;
}

/** Finds out records that a filter should have kept back. */
export interface RecordGuard {
	/** The fields whose cells it looks at. */
	fields: Field[];
	isUnfit: (cells: IDataObject) => boolean;
}

/** What is looked at in each record, beside what is wanted of it. */
interface Checks {
	check?: RecordCheck;
	guard?: RecordGuard;
}

/** Reads pages of records, turns each record into what is wanted of it, and gives none twice. */
export class PageReader<T> {
	/** Behind the last record that Teable gave, counted from the query's offset. */
	position = 0;

	private readonly offset: number;

	private readonly seen = new Set<string>();

	private readonly query: IDataObject;

	/** The cells to hand on, where more of them have to be asked for. */
	private readonly wantedIds?: Set<string>;

	private readonly sortedTimes: Field[];

	constructor(
		private readonly client: TeableClient,
		private readonly table: Table,
		query: RecordQuery,
		selection: IDataObject,
		private readonly checks: Checks,
		private readonly convert: (record: TeableRecord) => T,
	) {
		const { projection, offset = 0 } = query;
		this.offset = offset;
		this.sortedTimes = (query.sort ?? [])
			.map(({ field }) => field)
			.filter(({ type }) => type === 'createdTime' || type === 'lastModifiedTime');
		const asked = projection && [
			...new Set([
				...projection,
				...(checks.check?.fields ?? []),
				...(checks.guard?.fields ?? []),
				...this.sortedTimes,
			]),
		];
		this.query = { ...selection, ...presentation(query, asked) };
		const isAskedFor = asked?.length === projection?.length && 'projection' in this.query;
		this.wantedIds =
			projection && !isAskedFor ? new Set(projection.map(({ id }) => id)) : undefined;
		refuseTooLong(this.query);
	}

	/** How many different records have come. */
	get fetched(): number {
		return this.seen.size;
	}

	/** Reads a page of so many records, or as many of them as the server gives at once. */
	private async read(skip: number, wanted = LARGEST_PAGE): Promise<Page<T>> {
		const take = Math.min(wanted, smallPages.has(this.client) ? SMALL_PAGE : LARGEST_PAGE);
		const answer = await this.client
			.get<{ records: TeableRecord[] }>(path`/table/${this.table.id}/record`, {
				...this.query,
				take,
				skip: this.offset + skip,
			})
			.catch((error: Error) => {
				if (take > SMALL_PAGE && refusesPageSize(error)) return undefined;
				throw error;
			});
		if (!answer) {
			smallPages.add(this.client);
			return await this.read(skip, wanted);
		}
		const { records } = answer;
		const given = records.length;
		this.position = Math.max(this.position, skip + given);
		return { items: this.accept(records), given, full: given >= take };
	}

	/**
	 * Reads the records from `skip` to `end`. Some servers give fewer than they are asked for, so a short page
	 * is the end only where as many have come as were counted; an empty one always is.
	 *
	 * @param counted how many there are, as Teable counts them; undefined when that is not known
	 */
	async readRange(skip: number, end: number, counted: Promise<number | undefined>): Promise<T[]> {
		const items: T[] = [];
		for (let start = skip; start < end; ) {
			const page = await this.read(start, end - start);
			items.push(...page.items);
			start += page.given;
			if (page.given === 0 || (!page.full && start >= ((await counted) ?? Infinity))) break;
		}
		return items;
	}

	/** Reads the records from `skip` to `end`, several pages at a time; nothing more after a failure. */
	async readTo(end: number, skip: number, counted: number): Promise<T[]> {
		const parts = await mapLimited(
			range(skip, end, LARGEST_PAGE),
			PAGES_AT_ONCE,
			async (start) =>
				await this.readRange(start, Math.min(start + LARGEST_PAGE, end), Promise.resolve(counted)),
		);
		return parts.flat();
	}

	/**
	 * Reads page after page behind those that were read, until it is enough or a page is empty. A server that
	 * ignores `skip` gives the same records for ever, so reading also ends when most have come before.
	 *
	 * @param firstPage the size of the first page
	 */
	async readOn(items: T[], limit: number | undefined, firstPage = LARGEST_PAGE): Promise<T[]> {
		const all = [...items];
		for (let size = firstPage; !isEnough(all, limit); size = LARGEST_PAGE) {
			const page = await this.read(this.position, size);
			all.push(...page.items);
			if (page.given === 0 || this.position > 2 * this.fetched + LARGEST_PAGE) break;
		}
		return all.slice(0, limit);
	}

	private accept(records: TeableRecord[]): T[] {
		const items: T[] = [];
		for (const record of records) {
			if (this.seen.has(record.id)) continue;
			this.seen.add(record.id);
			if (this.checks.guard?.isUnfit(record.fields)) throw droppedFilter();
			if (this.checks.check?.keeps(record.fields) === false) continue;
			items.push(this.convert(this.tidied(record)));
		}
		return items;
	}

	/**
	 * Makes a record the same on each engine: v2 cuts the record's own time to the day when it sorts by a
	 * time that is shown without one, and says of a record that was never changed that it was, on creation.
	 */
	private tidied(record: TeableRecord): TeableRecord {
		for (const { id, type } of this.sortedTimes) {
			const time = record.fields[id];
			if (typeof time === 'string' && !this.query.cellFormat) record[type] = time;
		}
		if (record.lastModifiedTime === record.createdTime) {
			delete record.lastModifiedTime;
			delete record.lastModifiedBy;
		}
		if (this.wantedIds) record.fields = picked(record.fields, this.wantedIds);
		return record;
	}
}

function picked(cells: IDataObject, ids: Set<string>): IDataObject {
	return Object.fromEntries(Object.entries(cells).filter(([id]) => ids.has(id)));
}

export const isEnough = <T>(items: T[], limit: number | undefined): boolean =>
	limit !== undefined && items.length >= limit;

/** The message speaks of `take`, as "reduce take count"; nothing else tells it from other refusals. */
function refusesPageSize(error: Error): boolean {
	const refusal = refusalOf(error);
	return refusal?.status === 400 && /\btake\b/.test(refusal.message);
}
