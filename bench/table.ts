import type { AxiosInstance } from 'axios';
import pLimit from 'p-limit';
import type { BenchTable, Send, Target } from './target';

export interface BenchRow {
	[column: string]: string | number;
	Name: string;
	Amount: number;
	Notes: string;
}

export const rows = (count: number, from = 0): BenchRow[] =>
	Array.from({ length: count }, (_, index) => ({
		Name: `Customer ${from + index}`,
		Amount: index,
		Notes: `What there is to say of customer ${from + index}, in a line of usual length.`,
	}));

/** The base to measure in, in a space of the bench's own. Both are created when first needed. */
export async function makeBase(target: Target): Promise<string> {
	const name = newName();
	target.spaceId ??= await make(target.api, 'space', { name });
	target.baseId ??= await make(target.api, 'base', { name, spaceId: target.spaceId });
	return target.baseId;
}

/** The name of everything that the bench creates. */
export const newName = () => `n8n bench ${new Date().toISOString()}`;

/** Creates an empty table that replaces the one created before. */
export async function makeTable(target: Target): Promise<BenchTable> {
	const { api, table } = target;
	const baseId = await makeBase(target);
	if (table) await api.delete(`/base/${baseId}/table/${table.id}/permanent`);
	target.table = undefined;
	const { data } = await api.post<{ id: string; fields: Array<{ id: string; name: string }> }>(
		`/base/${baseId}/table`,
		{
			name: 'Bench',
			fields: [
				{ name: 'Name', type: 'singleLineText' },
				{ name: 'Amount', type: 'number' },
				{ name: 'Notes', type: 'singleLineText' },
			],
			records: [],
		},
	);
	const fields = Object.fromEntries(data.fields.map(({ id, name }) => [name, id]));
	target.table = { id: data.id, fields: fields as BenchTable['fields'] };
	return target.table;
}

const make = async (api: AxiosInstance, what: 'space' | 'base', terms: object): Promise<string> =>
	(await api.post<{ id: string }>(`/${what}`, terms)).data.id;

/** Removes the space and everything that was created in it, if there is one. */
export async function removeSpace({ api, spaceId }: Target): Promise<void> {
	if (spaceId) await api.delete(`/space/${spaceId}`);
}

/** The cells of a row, by field ID, as the node sends them. */
export const cellsOf = ({ fields }: BenchTable, row: BenchRow) => ({
	[fields.Name]: row.Name,
	[fields.Amount]: row.Amount,
	[fields.Notes]: row.Notes,
});

/** Creates records with requests of 1,000 and returns them. */
export async function fill(
	send: Send,
	table: BenchTable,
	given: BenchRow[],
): Promise<Awaited<ReturnType<Send>>> {
	const created = [];
	for (let from = 0; from < given.length; from += 1000) {
		const batch = given.slice(from, from + 1000).map((row) => ({ fields: cellsOf(table, row) }));
		const body = { fieldKeyType: 'id', typecast: true, records: batch };
		created.push(...(await send('POST', `/table/${table.id}/record`, body)));
	}
	return created;
}

/** Reads the first pages of 1,000 records, four at a time. */
export async function readPages(
	send: Send,
	{ id }: Pick<BenchTable, 'id'>,
	pages: number,
): Promise<Awaited<ReturnType<Send>>> {
	const limit = pLimit(4);
	const read = async (page: number) =>
		await send('GET', `/table/${id}/record?fieldKeyType=id&take=1000&skip=${page * 1000}`);
	const answers = await Promise.all(
		Array.from({ length: pages }, async (_, page) => await limit(async () => await read(page))),
	);
	return answers.flat();
}
