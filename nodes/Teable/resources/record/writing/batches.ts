import type { NodeApiError } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import { lostFields } from '../../../teable/schema/cellValue';
import { apiError, refusalOf } from '../../../teable/http/errors';
import { UNKNOWN_FATE, sentence } from '../../../teable/http/explanations';
import { isNothing, quoted } from '../../../values/quoted';
import type { Field, Table } from '../../../teable/schema/table';
import type { Row } from './columns';
import { itemsError, soFar } from './itemRanges';
import type { TeableRecord } from '../shared/output';

/** Teable's own clients send at most 2,000; at 1,000 the time per row no longer falls. */
const ROWS_PER_REQUEST = 1000;

/** A request may hold 50 MiB; more is answered 500. Half of it leaves room for what JSON adds. */
const BYTES_PER_REQUEST = 24 * 1024 * 1024;

/** A server that answers this many single rows in a row with 500 may not be refusing the rows: it is asked something else. */
const FAILURES_OF_THE_SERVER = 20;

/** The record that became of a row, or why none did. */
export type Written = TeableRecord | Error;

/** One request for many rows: the records, in the order of the rows; undefined for a row it skipped. */
export type SendRows = (rows: Row[]) => Promise<Array<TeableRecord | undefined>>;

/** How rows are written. */
export interface Writing {
	send: SendRows;
	/** Whether a row that is written twice leaves the same as once: a change does, a creation does not. */
	repeatable: boolean;
	/** A read that fails only where the server fails with everything. */
	probe: () => Promise<unknown>;
}

/**
 * Sends rows in few requests, one after another. A request is all or nothing, and Teable rarely says which
 * row it refuses: so a refused one is halved until the row is found. The good rows of it go through then;
 * without `keepGoing` only those before the bad row do, and nothing after it is sent.
 *
 * @param done the items that were written already, for messages; those written here are added
 * @returns what became of each row, in their order; without `keepGoing` the first Error ends it
 */
export async function sendRows(
	rows: Row[],
	table: Table,
	writing: Writing,
	keepGoing: boolean,
	done: number[],
): Promise<Written[]> {
	const sender = new RowSender(table, writing, keepGoing, done);
	for (const batch of inBatches(rows)) {
		if (!(await sender.sendBatch(batch))) break;
	}
	return sender.written;
}

class RowSender {
	readonly written: Written[] = [];

	private serverFailures = 0;

	constructor(
		private readonly table: Table,
		private readonly writing: Writing,
		private readonly keepGoing: boolean,
		private readonly done: number[],
	) {}

	/** Whether to go on with the rows after these. */
	async sendBatch(rows: Row[]): Promise<boolean> {
		try {
			const records = await this.writing.send(rows);
			this.serverFailures = 0;
			const outcomes = rows.map((row, index) => this.check(row, records[index]));
			this.written.push(...outcomes);
			const done = rows.filter((_, index) => records[index] !== undefined);
			this.done.push(...done.map(({ context }) => context.param.itemIndex));
			rows[0].context.logger.debug(`Teable: wrote ${this.done.length} records so far`);
			const failure = outcomes.find((outcome) => outcome instanceof Error);
			if (failure && !this.keepGoing) {
				failure.message += soFar('Written', this.done);
			}
			return this.keepGoing || failure === undefined;
		} catch (error) {
			return await this.afterFailure(rows, error as NodeApiError);
		}
	}

	private async afterFailure(rows: Row[], error: NodeApiError): Promise<boolean> {
		const refusal = refusalOf(error);
		const inDoubt = refusal?.status === 500 && !this.canSendAgain(rows);
		const ofRows = refusal !== undefined && ROW_REFUSED.has(refusal.status) && !inDoubt;
		if (ofRows && rows.length > 1 && !(await this.serverFails())) {
			const half = Math.ceil(rows.length / 2);
			return (
				(await this.sendBatch(rows.slice(0, half))) && (await this.sendBatch(rows.slice(half)))
			);
		}
		if (refusal?.status === 500) this.serverFailures++;
		const failure =
			ofRows && rows.length === 1
				? this.rowError(rows[0], error)
				: itemsError(
						rows.map(({ context }) => context.param.itemIndex),
						error,
					);
		if (inDoubt) failure.message += ` ${UNKNOWN_FATE}`;
		failure.context.itemIndex = rows[0].context.param.itemIndex;
		if (!this.keepGoing) failure.message += soFar('Written', this.done);
		this.written.push(...(this.keepGoing ? rows.map(() => failure) : [failure]));
		return this.keepGoing;
	}

	private async serverFails(): Promise<boolean> {
		if (this.serverFailures < FAILURES_OF_THE_SERVER) return false;
		if ((await attemptAsync(this.writing.probe)) instanceof Error) return true;
		this.serverFailures = 0;
		return false;
	}

	/**
	 * Whether rows that were answered 500 surely were not written, or may be written twice. A bare 500 can
	 * also come from a server that failed behind the write; what is known to cause it, with nothing written,
	 * is a link to a record that does not exist.
	 */
	private canSendAgain(rows: Row[]): boolean {
		return this.writing.repeatable || rows.some((row) => this.linksOf(row).length > 0);
	}

	private linksOf({ fields }: Row): Field[] {
		return this.table.fields.filter(({ id, type }) => type === 'link' && fields[id]);
	}

	/** Finds what Teable dropped without a word. */
	private check({ context, fields }: Row, record: TeableRecord | undefined): Written {
		if (record === undefined) {
			return context.param.failure(
				`Teable did not write item ${context.param.itemIndex}: there is no record with its ID in this table. It may have been deleted.`,
			);
		}
		const lost = lostFields(this.table.fields, fields, record.fields);
		if (lost.length === 0) return record;
		const columns = lost.map(({ id, name }) => `'${name}' (${quoted(fields[id])})`).join(', ');
		return context.param.failure(
			`Teable wrote record ${record.id} for item ${context.param.itemIndex}, but did not keep all of ${columns}. Check that the linked records or users exist and are spelled so; give IDs to be sure.`,
		);
	}

	/** The older engines name a user that they do not know, but not the column. */
	private userField({ fields }: Row, message: string): Field | undefined {
		const user = /User\((usr\w+)\)/.exec(message)?.[1];
		return this.table.fields.find(
			({ id, type }) =>
				type === 'user' && user !== undefined && JSON.stringify(fields[id])?.includes(user),
		);
	}

	private rowError(row: Row, error: NodeApiError): NodeApiError {
		const { context, fields, match } = row;
		const { message = '', details, status } = refusalOf(error) ?? {};
		const { itemIndex } = context.param;
		const { localization, details: detail } = (details ?? {}) as {
			localization?: { context?: { fieldName?: string } };
			details?: { fieldName?: string };
		};
		const name = detail?.fieldName ?? localization?.context?.fieldName;
		const field = name === undefined ? this.userField(row, message) : this.table.find(name);
		if (field) {
			const value = fields[field.id];
			const fault = isNothing(value) ? 'needs a value' : `does not take ${quoted(value)}`;
			return apiError(error.node, {
				message: `Teable refused item ${itemIndex}: column '${field.name}' ${fault}. ${sentence(message)}`,
				description: error.description ?? undefined,
				httpCode: String(status),
			});
		}
		const links = this.linksOf(row);
		// 1.10 answers a bare 500 to an unknown record, and every server to a link to one.
		const missing = [
			typeof match.id === 'string' && `there is no record '${match.id}' in this table`,
			links.length > 0 &&
				`a record that ${links.map(({ name: link }) => `'${link}'`).join(', ')} points to does not exist`,
		].filter(Boolean);
		const hint =
			status === 500 && missing.length > 0 ? ` Most likely ${missing.join(', or ')}.` : '';
		return apiError(error.node, {
			message: `Teable refused item ${itemIndex}: ${sentence(message || error.message)}${hint}`,
			description: error.description ?? undefined,
			httpCode: String(status),
		});
	}
}

/** Statuses that speak of the rows; 401, 403, 404 (the table), 429 and those of gateways do not. */
const ROW_REFUSED = new Set([400, 409, 413, 422, 500]);

function* inBatches(rows: Row[]): Generator<Row[]> {
	let batch: Row[] = [];
	let bytes = 0;
	for (const row of rows) {
		const size = sizeOf(row.fields);
		if (
			batch.length === ROWS_PER_REQUEST ||
			(batch.length > 0 && bytes + size > BYTES_PER_REQUEST)
		) {
			yield batch;
			batch = [];
			bytes = 0;
		}
		batch.push(row);
		bytes += size;
	}
	if (batch.length > 0) yield batch;
}

/** About how large the cells are as JSON. */
function sizeOf(fields: Record<string, unknown>): number {
	let size = 100;
	for (const fieldId in fields) {
		const value = fields[fieldId];
		if (typeof value === 'string') size += value.length * 2;
		else size += typeof value === 'object' ? JSON.stringify(value).length : 100;
	}
	return size;
}
