import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { attemptAsync } from '../../../core/attempt';
import { NOT_BEGUN, errorOfItem, fateOf, withFate } from '../../../fate';
import { lostFields } from '../../../teable/schema/fields/lostFields';
import { refusalOf, reworded } from '../../../teable/http/errors';
import { sentence } from '../../../teable/http/explanations';
import { isNothing, quoted } from '../../../values/quoted';
import type { Field, Table } from '../../../teable/schema/table';
import type { Row } from './row';
import { megabytes, sizeOf, tooLarge } from './rowSize';
import { noRecord } from '../shared/noRecord';
import type { TeableRecord } from '../shared/output';
import { ROWS_PER_REQUEST } from './postRecords';

/** Teable answers 500 to requests above 50 MiB. Half of that leaves room for the overhead of JSON. */
const BYTES_PER_REQUEST = 24 * 1024 * 1024;

/** After this many single rows in succession with a 500, the server itself may be failing, so another request is tried. */
const FAILURES_OF_THE_SERVER = 20;

/** The record written for a row, or why it was not written. */
export type Written = TeableRecord | Error;

/** One request for many rows. Returns the records in the order of the rows; undefined for skipped rows. */
export type SendRows = (rows: Row[]) => Promise<Array<TeableRecord | undefined>>;

/** How rows are written. */
export interface Writing {
	send: SendRows;
	/** A read that fails only where the server fails with everything. */
	probe: () => Promise<unknown>;
}

/**
 * Sends rows in few requests, one after another. A request is all or nothing, and Teable rarely says which row it
 * rejects, so a rejected batch is halved until that row is found. The valid rows are written; without `keepGoing`
 * only those before the bad row are, and nothing after it is sent.
 *
 * @returns the outcome of each row, in order; NOT_BEGUN for rows after an Error without `keepGoing`
 */
export async function sendRows(
	rows: Row[],
	table: Table,
	writing: Writing,
	keepGoing: boolean,
): Promise<Written[]> {
	const sender = new RowSender(table, writing, keepGoing);
	for (const batch of inBatches(rows)) {
		if (!(await sender.sendBatch(batch))) break;
	}
	const { written } = sender;
	return [...written, ...rows.slice(written.length).map(() => NOT_BEGUN)];
}

class RowSender {
	readonly written: Written[] = [];

	private serverFailures = 0;

	constructor(
		private readonly table: Table,
		private readonly writing: Writing,
		private readonly keepGoing: boolean,
	) {}

	/** @returns whether to continue with the next rows */
	async sendBatch(rows: Row[]): Promise<boolean> {
		try {
			const records = await this.writing.send(rows);
			this.serverFailures = 0;
			const outcomes = rows.map((row, index) => this.check(row, records[index]));
			this.written.push(...outcomes);
			rows[0].context.logger.debug(`Teable: wrote ${this.written.length} records so far`);
			return this.keepGoing || !outcomes.some((outcome) => outcome instanceof Error);
		} catch (error) {
			return await this.afterFailure(rows, error as NodeApiError);
		}
	}

	private async afterFailure(rows: Row[], error: NodeApiError): Promise<boolean> {
		const refusal = refusalOf(error);
		const ofRows =
			refusal !== undefined && ROW_REFUSED.has(refusal.status) && fateOf(error) === 'notWritten';
		if (ofRows && rows.length > 1 && !(await this.serverFails())) {
			const half = Math.ceil(rows.length / 2);
			return (
				(await this.sendBatch(rows.slice(0, half))) && (await this.sendBatch(rows.slice(half)))
			);
		}
		if (refusal?.status === 500) this.serverFailures++;
		const failure = ofRows && rows.length === 1 ? this.rowError(rows[0], error) : error;
		this.written.push(...rows.map(({ context }) => errorOfItem(failure, context.param.itemIndex)));
		return this.keepGoing;
	}

	private async serverFails(): Promise<boolean> {
		if (this.serverFailures < FAILURES_OF_THE_SERVER) return false;
		if ((await attemptAsync(this.writing.probe)) instanceof Error) return true;
		this.serverFailures = 0;
		return false;
	}

	private linksOf({ fields }: Row): Field[] {
		return this.table.fields.filter(({ id, type }) => type === 'link' && fields[id]);
	}

	/** Detects values that Teable dropped silently. */
	private check({ context, fields }: Row, record: TeableRecord | undefined): Written {
		if (record === undefined) return noRecord(context.param);
		const lost = lostFields(this.table.fields, fields, record.fields);
		if (lost.length === 0) return record;
		const columns = lost.map(({ id, name }) => `'${name}' (${quoted(fields[id])})`).join(', ');
		const failure = context.param.failure(
			`Teable wrote record ${record.id}, but did not keep all values of ${columns}`,
			'Check that the linked records or users exist and are spelled correctly, or use IDs.',
		);
		return withFate(failure, 'written');
	}

	/** The older engines name the unknown user, but not the column. */
	private userField({ fields }: Row, message: string): Field | undefined {
		const user = /User\((usr\w+)\)/.exec(message)?.[1];
		return this.table.fields.find(
			({ id, type }) =>
				type === 'user' && user !== undefined && JSON.stringify(fields[id])?.includes(user),
		);
	}

	private rowError(row: Row, error: NodeApiError): NodeApiError | NodeOperationError {
		const { context, fields } = row;
		const { message = '', details, status } = refusalOf(error) ?? {};
		const {
			domainCode,
			localization,
			details: detail,
		} = (details ?? {}) as {
			domainCode?: string;
			localization?: { context?: { fieldName?: string } };
			details?: { fieldName?: string; max?: number };
		};
		if (domainCode === 'validation.limit.record_fields_max_bytes') {
			const limit = `this Teable server accepts at most ${megabytes(Number(detail?.max))} per record`;
			return withFate(tooLarge(row, this.table, limit), 'notWritten');
		}
		const name = detail?.fieldName ?? localization?.context?.fieldName;
		const field = name === undefined ? this.userField(row, message) : this.table.find(name);
		if (field) {
			const value = fields[field.id];
			const fault = isNothing(value)
				? `'${field.name}' needs a value`
				: `${quoted(value)} isn't valid for '${field.name}'`;
			const says = `Teable says: ${sentence(message)}`;
			return reworded(error, `${context.param.withItem(fault)}. ${says}`);
		}
		// From the old engine of 2026; 1.10 answers 500, and v2 omits the record from its answer.
		if (/^Record rec\w+ not found/.test(message)) return noRecord(context.param);
		const links = this.linksOf(row).map(({ name: link }) => `'${link}'`);
		// Every server answers a bare 500 to a link to a record that does not exist. If the credential can read the
		// linked table, the node detects this before it writes.
		if (status === 500 && links.length > 0) {
			const problem = context.param.withItem('Teable could not write this');
			const remedy = `Check that the records linked in ${links.join(' and ')} exist.`;
			return reworded(error, `${problem}. ${remedy}`);
		}
		if (message === '' || status === 500) return error;
		const problem = context.param.withItem('Teable refused this');
		return reworded(error, `${problem}: ${sentence(message)}`);
	}
}

/** Statuses that concern the rows; 401, 403, 404 (the table), 429 and those of gateways do not. */
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
