import { attemptAsync } from '../../../core/attempt';
import type { TeableClient } from '../../../teable/http/client';
import { fetchByIds } from '../../../teable/reading/pages/pages';
import { path } from '../../../teable/http/path';
import type { Field, Table } from '../../../teable/schema/table';
import { holds } from '../../../teable/schema/cells/heldCell';
import type { SendRows, Written } from './batches';
import { sendRows } from './batches';
import type { Done } from './outcome';
import type { Row } from './row';
import type { TeableRecord } from '../shared/output';
import { standIn } from './standIn';
import { TableEnd } from './tableEnd';
import { findTaken, writeOthers } from './takenValues';
import { postRecords } from './postRecords';

/**
 * Creates a record for each row, 1,000 per request. A row that repeats a value of a unique column is refused before
 * anything is sent.
 *
 * @param lookedUp the columns whose values were just looked up without finding a record
 */
export async function createRows(
	client: TeableClient,
	table: Table,
	rows: Row[],
	keepGoing: boolean,
	lookedUp: Field[] = [],
): Promise<Array<Done | Error>> {
	if (rows.length === 0) return [];
	const refused = await findTaken(client, table, rows, { lookedUp });
	return await writeOthers(rows, refused, keepGoing, async (others) =>
		client.isDryRun
			? others.map((row) => asIfCreated(row, table))
			: await sendNew(client, table, others, keepGoing),
	);
}

async function sendNew(
	client: TeableClient,
	table: Table,
	rows: Row[],
	keepGoing: boolean,
): Promise<Array<Done | Error>> {
	const end = await TableEnd.find(client, table);
	const send: SendRows = async (batch) => {
		const cells = batch.map(({ fields }) => fields);
		const records = await postRecords(client, table, end, cells, wireOptions(batch));
		return await withDefaults(client, table, batch, records);
	};
	const writing = { send, probe: async () => await probe(client, table) };
	const written = await sendRows(rows, table, writing, keepGoing);
	return written.map((record, index) =>
		record instanceof Error ? record : created(record, rows[index]),
	);
}

const created = (record: TeableRecord, { fields }: Row): Done => ({
	...{ record, action: 'created', cells: fields, before: {} },
});

/** The record that would be created, including those default values that are plain. */
function asIfCreated(row: Row, table: Table): Done {
	const defaults = table.fields
		.filter(({ id, type }) => !(id in row.fields) && type !== 'user' && type !== 'date')
		.map(({ id, options }) => [id, options?.defaultValue]);
	const id = standIn(`record of item ${row.context.param.itemIndex}`);
	return created({ id, fields: { ...Object.fromEntries(defaults), ...row.fields } }, row);
}

/**
 * Adds the default values that Teable filled in, which v2 omits from its answer. If the token may not read records,
 * they stay without.
 */
async function withDefaults(
	client: TeableClient,
	table: Table,
	rows: Row[],
	records: TeableRecord[],
): Promise<TeableRecord[]> {
	const projection = table.fields.filter(
		({ id, options }) =>
			options?.defaultValue !== undefined &&
			records.some(({ fields }, index) => !(id in fields) && !(id in rows[index].fields)),
	);
	if (projection.length === 0) return records;
	const ids = records.map(({ id }) => id);
	const found = await attemptAsync(
		async () => await fetchByIds(client, table, { projection }, ids, ({ fields }) => fields),
	);
	if (found instanceof Error) return records;
	return records.map(({ id, fields }) => ({ id, fields: { ...found.get(id), ...fields } }));
}

/** A row and the record it changes. */
export interface Change extends Row {
	recordId: string;
}

/** Updates the record of each row, 1,000 per request. The records must be distinct, as only the last change of one would count. */
export async function updateRows(
	client: TeableClient,
	table: Table,
	changes: Change[],
	keepGoing: boolean,
): Promise<Written[]> {
	const recordIds = new Map<Row, string>(changes.map((change) => [change, change.recordId]));
	const send: SendRows = async (batch) => {
		const sent = batch.map((row) => ({ id: recordIds.get(row) as string, fields: row.fields }));
		const records = await client.patch<TeableRecord[]>(
			path`/table/${table.id}/record`,
			{ ...wireOptions(batch), records: sent },
			{
				fits: (answer) => Array.isArray(answer),
				look: async () => await findUpdated(client, table, sent),
			},
		);
		// 2026 omits unknown records from its answer.
		const byId = new Map(records.map((record) => [record.id, record]));
		return sent.map(({ id }) => byId.get(id));
	};
	const writing = { send, probe: async () => await probe(client, table) };
	return await sendRows(changes, table, writing, keepGoing);
}

/** The existing records if all of them have the values that were sent; otherwise undefined. */
async function findUpdated(
	client: TeableClient,
	table: Table,
	sent: Array<{ id: string; fields: Row['fields'] }>,
): Promise<TeableRecord[] | undefined> {
	const ids = sent.map(({ id }) => id);
	const found = await fetchByIds(client, table, {}, ids, (record) => record);
	const isUpdated = ({ id, fields }: (typeof sent)[number]) => {
		const held = found.get(id)?.fields;
		return (
			held === undefined ||
			table.fields.every(
				(field) => !(field.id in fields) || holds(field, fields[field.id], held[field.id]),
			)
		);
	};
	return sent.every(isUpdated) ? [...found.values()] : undefined;
}

const probe = async (client: TeableClient, table: Table) =>
	await client.get(path`/table/${table.id}/record`, { take: 1 });

/** Sends field IDs, so that renaming a field breaks nothing. Typecast only if Teable has to find names or add choices. */
const wireOptions = (rows: Row[]) => ({
	fieldKeyType: 'id',
	typecast: rows.some(({ typecast }) => typecast),
});
