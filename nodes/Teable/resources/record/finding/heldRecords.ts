import { pickBy, uniq } from 'lodash';

import { attemptAsync } from '../../../core/attempt';
import type { TeableClient } from '../../../teable/http/client';
import type { TeableRecord } from '../../../teable/http/types';
import { isFewerThanAllPages } from '../../../teable/reading/names/lookups';
import { IDS_PER_REQUEST, fetchByIds, fetchRecords } from '../../../teable/reading/pages/pages';
import { isPlanned } from '../../../teable/schema/inference/plannedField';
import { fetchEngine } from '../../../teable/schema/engine';
import { isStoredDifferently, storedByOldEngines } from '../../../teable/schema/cells/keptText';
import { holdsExactly } from '../../../teable/schema/cells/heldCell';
import type { Field, Table } from '../../../teable/schema/table';
import { isWritable } from '../../../teable/schema/table';

type Cells = Record<string, unknown>;

const TEXTS = new Set(['singleLineText', 'longText']);

/** The current records with their writable cells, to compare with the values to write. */
export class HeldRecords {
	private readonly records = new Map<string, TeableRecord>();

	private readonly doubtful = new Set<string>();

	/** The fields whose cells are compared. */
	readonly fields: Field[];

	/** Whether Teable tidies texts when it stores them. */
	private tidies = false;

	/** Why records could not be read, e.g. because the credential may only write them. */
	failure: Error | undefined;

	constructor(
		private readonly client: TeableClient,
		private readonly table: Table,
	) {
		this.fields = table.fields.filter((field) => isWritable(field) && !isPlanned(field));
	}

	/** Keeps the current state of a record. */
	add(record: TeableRecord): void {
		this.doubtful.delete(record.id);
		this.records.set(record.id, record);
	}

	/** Notes that the current state of a record is unknown. */
	doubt(id: string): void {
		this.doubtful.add(id);
	}

	/** The record; undefined if it does not exist or was not read. */
	get(id: string): TeableRecord | undefined {
		return this.records.get(id);
	}

	/** The cells whose value differs from the record's; all of them if the record's are unknown. */
	differences(id: string, cells: Cells): Cells {
		const record = this.records.get(id);
		if (!record || this.doubtful.has(id)) return cells;
		return pickBy(cells, (cell, fieldId) => {
			const field = this.table.find(fieldId);
			if (!field) return true;
			const kept = this.tidies ? storedByOldEngines(field, cell) : cell;
			return !holdsExactly(field, kept, record.fields[fieldId]);
		});
	}

	/**
	 * Reads the records that are not known yet: by ID, or the whole table if that takes fewer requests.
	 *
	 * @param changes the cells to write, by record
	 */
	async read(changes: Array<{ recordId: string; fields: Cells }>): Promise<void> {
		const ids = changes.map(({ recordId }) => recordId);
		const unknown = uniq(ids).filter((id) => !this.records.has(id));
		const outcome = await attemptAsync(async () => {
			if (unknown.length > 0) await this.fetch(unknown);
			const texts = this.fields.filter(({ type }) => TEXTS.has(type));
			if (
				changes.some(({ fields }) =>
					texts.some((field) => isStoredDifferently(field, fields[field.id])),
				)
			) {
				this.tidies = (await fetchEngine(this.client, this.table.id)) !== 'v2';
			}
		});
		if (outcome instanceof Error) this.failure = outcome;
	}

	private async fetch(ids: string[]): Promise<void> {
		const query = { projection: this.fields };
		const keep = (record: TeableRecord) => this.add(record);
		const requests = Math.ceil(ids.length / IDS_PER_REQUEST);
		if (await isFewerThanAllPages(this.client, this.table, requests)) {
			await fetchByIds(this.client, this.table, query, ids, keep);
		} else {
			await fetchRecords(this.client, this.table, query, undefined, keep);
		}
	}
}
