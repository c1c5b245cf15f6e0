import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { mapLimited } from '../../../limit';
import type { TeableClient } from '../../http/client';
import { READS_IN_FLIGHT } from '../../http/client';
import { refusalOf } from '../../http/errors';
import type { RecordCheck } from '../../filter/filterPlan';
import { path } from '../../http/path';
import { droppedFilter } from './droppedFilter';
import type { RecordQuery } from './recordQuery';
import { presentation, checkLength } from './recordQuery';
import type { Field, Table } from '../../schema/table';
import type { TeableRecord } from '../../http/types';

/** Teable's largest page. 1.10 mentions 2000 in one place but refuses it in another. */
export const LARGEST_PAGE = 1000;

/** The limit of Teable Cloud for tokens created since September 2026. */
const SMALL_PAGE = 100;

/** The clients whose server refuses larger pages, for the rest of the execution. */
const smallPages = new WeakSet<TeableClient>();

interface Page<T> {
	items: T[];
	/** How many records Teable returned, including ones that are not wanted. */
	given: number;
	/** Whether Teable returned as many as requested. */
	full: boolean;
}

/** Detects records that a filter should have excluded. */
export interface RecordGuard {
	/** The fields whose cells it checks. */
	fields: Field[];
	isUnfit: (cells: IDataObject) => boolean;
}

/** What is checked in each record, in addition to reading it. */
interface Checks {
	check?: RecordCheck;
	guard?: RecordGuard;
}

/** Reads pages of records, converts each record, and returns none twice. */
export class PageReader<T> {
	/** The position after the last record that Teable returned, counted from the query's offset. */
	position = 0;

	private readonly offset: number;

	private readonly seen = new Set<string>();

	private readonly query: IDataObject;

	/** The cells to pass on, if more of them must be requested. */
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
		checkLength(this.query);
	}

	/** The number of different records so far. */
	get fetched(): number {
		return this.seen.size;
	}

	/** Reads a page of this size, or as much of it as the server returns at once. */
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
	 * Reads the records from `skip` to `end`. Some servers return fewer than requested, so a short page is the end only if
	 * as many records were returned as were counted. An empty page always is.
	 *
	 * @param counted the number of records according to Teable; undefined if unknown
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

	/** Reads the records from `skip` to `end`, several pages at a time. Stops after a failure. */
	async readTo(end: number, skip: number, counted: number): Promise<T[]> {
		const parts = await mapLimited(
			range(skip, end, LARGEST_PAGE),
			READS_IN_FLIGHT,
			async (start) =>
				await this.readRange(start, Math.min(start + LARGEST_PAGE, end), Promise.resolve(counted)),
		);
		return parts.flat();
	}

	/**
	 * Reads further pages until there are enough records or a page is empty. A server that ignores `skip` returns the same
	 * records forever, so reading also ends if most of them were returned before.
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
	 * Removes differences between the engines. v2 also cuts the record's own time to the day when sorting by a field that
	 * shows only the day.
	 */
	private tidied(record: TeableRecord): TeableRecord {
		for (const { id, type } of this.sortedTimes) {
			const time = record.fields[id];
			if (typeof time === 'string' && !this.query.cellFormat) record[type] = time;
		}
		withoutFalseModification(record);
		if (this.wantedIds) record.fields = picked(record.fields, this.wantedIds);
		return record;
	}
}

/** For a record that was never changed, v2 returns the creation time as modification time. */
export function withoutFalseModification<T extends TeableRecord>(record: T): T {
	if (record.lastModifiedTime === record.createdTime) {
		delete record.lastModifiedTime;
		delete record.lastModifiedBy;
	}
	return record;
}

function picked(cells: IDataObject, ids: Set<string>): IDataObject {
	return Object.fromEntries(Object.entries(cells).filter(([id]) => ids.has(id)));
}

export const isEnough = <T>(items: T[], limit: number | undefined): boolean =>
	limit !== undefined && items.length >= limit;

/** Only the message mentions `take`, e.g. "reduce take count". Nothing else distinguishes it from other refusals. */
function refusesPageSize(error: Error): boolean {
	const refusal = refusalOf(error);
	return refusal?.status === 400 && /\btake\b/.test(refusal.message);
}
