import axios from 'axios';
import { sleep } from 'n8n-workflow';

import { failWithoutRequest } from '../test/harness/bareErrors';
import type { Measured } from './cases';
import type { CsvField, CsvRow } from './csvFile';
import { csvOf, csvRows, differingCells } from './csvFile';
import { median } from './measure';
import { runNode } from './node';
import { makeBase, newName, readPages } from './table';
import type { Target } from './target';

/** Creates a table from a file and returns its ID when its last record exists. */
type Way = (target: Target, baseId: string, rows: CsvRow[]) => Promise<string>;

interface Made {
	ms: number;
	/** Cells that differ from the file. */
	differing: number;
}

const ROUNDS = 3;

/** How long the server may take for an import. On 1.10, nothing shows whether it has failed. */
const PATIENCE_MS = 120_000;

/** Whether the server imports CSV files. The sandbox does not. */
export async function importsCsv({ api }: Target): Promise<boolean> {
	const { status } = await api.get('/import/analyze', { validateStatus: () => true });
	return status !== 404;
}

/** Creates a table from a CSV file with Table > Create from input items, compared with the server's own import. */
export async function measureImport(target: Target, count: number): Promise<Measured> {
	const rows = csvRows(count);
	const node: Made[] = [];
	const server: Made[] = [];
	while (server.length < ROUNDS && server.every(isDone)) {
		node.push(await make(target, rows, createFromItems));
		server.push(await make(target, rows, importFile));
	}
	const [ms, imported] = [node, server].map((made) => median(made.map((one) => one.ms)));
	const [differing, lost] = [node, server].map((made) =>
		Math.max(...made.map((one) => one.differing)),
	);
	const done = server.every(isDone);
	return {
		what: `Table from ${count} CSV rows, compared with the server's import`,
		node: `${ms.toFixed(0)} ms`,
		bare: done ? `${imported.toFixed(0)} ms` : 'did not finish',
		ratio: done ? ms / imported : undefined,
		remark: `cells that differ: ${differing}, imported ${lost}, of ${count * Object.keys(rows[0]).length}`,
	};
}

const isDone = ({ ms }: Made): boolean => ms < PATIENCE_MS;

/** Creates a table, compares it with the file, and removes it. */
export async function make(target: Target, rows: CsvRow[], way: Way): Promise<Made> {
	const baseId = await makeBase(target);
	const start = performance.now();
	const id = await way(target, baseId, rows);
	const ms = performance.now() - start;
	const { data: fields } = await target.api.get<CsvField[]>(`/table/${id}/field`);
	const records = await readPages(target.send, { id }, Math.ceil(rows.length / 1000));
	await target.api.delete(`/base/${baseId}/table/${id}/permanent`);
	return { ms, differing: differingCells(rows, fields, records) };
}

export const createFromItems: Way = async (target, baseId, rows) => {
	const [{ id }] = await runNode(
		target,
		'create',
		{
			resource: 'table',
			baseId: { __rl: true, mode: 'id', value: baseId },
			name: newName(),
			fieldsFrom: 'items',
		},
		rows,
	);
	return String(id);
};

/**
 * What a client has to do: upload the file, ask for its columns, import it with those, and poll until it is there.
 */
const importFile: Way = async (target, baseId, rows) => {
	const attachmentUrl = await send(target, csvOf(rows));
	const { api } = target;
	const { data } = await api.get<{ worksheets: Record<string, Worksheet> }>('/import/analyze', {
		params: { attachmentUrl, fileType: 'csv' },
	});
	const [[key, { columns }]] = Object.entries(data.worksheets);
	const worksheet = {
		name: newName(),
		columns: columns.map((column, sourceColumnIndex) => ({ ...column, sourceColumnIndex })),
		useFirstRowAsHeader: true,
		importData: true,
	};
	const { data: tables } = await api.post<Array<{ id: string }>>(`/import/${baseId}`, {
		...{ attachmentUrl, fileType: 'csv', tz: 'UTC', worksheets: { [key]: worksheet } },
	});
	const [{ id }] = tables;
	await untilThere(target, id, rows.length);
	return id;
};

interface Worksheet {
	columns: Array<{ name: string; type: string }>;
}

/** Uploads a file and returns the URL at which the server finds it. */
async function send({ api, url }: Target, file: Buffer): Promise<string> {
	const { data: signature } = await api.post<{
		token: string;
		url: string;
		uploadMethod: string;
		requestHeaders: Record<string, string>;
	}>('/attachments/signature', {
		type: FOR_IMPORT,
		contentType: 'text/csv',
		contentLength: file.length,
	});
	await failWithoutRequest(axios.create()).request({
		method: signature.uploadMethod,
		url: new URL(signature.url, url).href,
		headers: signature.requestHeaders,
		data: file,
	});
	const { data } = await api.post<{ presignedUrl: string }>(
		`/attachments/notify/${signature.token}?filename=bench.csv`,
	);
	return data.presignedUrl;
}

/** The type of upload for imports. */
const FOR_IMPORT = 5;

/**
 * Polls for the last record until it is there or the time is up. Counting the records doesn't work, because 2026
 * caches the count.
 */
async function untilThere({ send: read }: Target, id: string, count: number): Promise<void> {
	for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(100)) {
		const last = await read('GET', `/table/${id}/record?take=1&skip=${count - 1}`);
		if (last.length > 0) return;
	}
}
