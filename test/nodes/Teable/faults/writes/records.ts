import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { fileInMemory } from '../../../../harness/files';
import { where } from '../../../../harness/filters';
import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, countOf } from './write';

const RECORDS = '/api/table/:tableId/record';
const RECORD = '/api/table/:tableId/record/:recordId';

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** All records, including those after the first thousand, by field name. */
async function allRows({ server, id }: TestTable): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (let full = true; full; ) {
		const page = (await server.ask(
			'GET',
			`/table/${id}/record?take=1000&skip=${rows.length}`,
		)) as unknown as { records: Array<{ id: string; fields: IDataObject }> };
		rows.push(...page.records.map((record) => ({ id: record.id, ...record.fields })));
		full = page.records.length === 1000;
	}
	return rows;
}

/** New records, each named after the ID in an item. */
const itemsOf = async (table: TestTable, count: number) =>
	(await table.fill(range(count).map((Amount) => ({ Amount })))).map((id) => ({ id }));

const create = (count: number, after: number): Write => ({
	name: `Create Record, ${count} items`,
	count,
	request: { method: 'POST', route: RECORDS },
	after,
	async setUp(table) {
		await table.fill([{ Name: 'there before' }]);
		const items = range(count).map((index) => ({ Name: `n${index}`, Amount: index }));
		return {
			parameters: table.target('create', table.automatic()),
			items,
			held: async () => countOf(items, await allRows(table), 'Name'),
		};
	},
});

/** The fault hits one of two columns that the table doesn't have. */
const createWithColumns: Write = {
	name: 'Create Record with new columns',
	count: SOME,
	request: { method: 'POST', route: '/api/table/:tableId/field' },
	after: 1,
	async setUp(table) {
		const items = range(SOME).map((index) => ({
			Name: `n${index}`,
			One: index,
			Two: `${index}.5`,
		}));
		return {
			parameters: table.target('create', {
				...table.automatic(),
				options: { unknownColumns: 'create' },
			}),
			items,
			held: async () => {
				const rows = await allRows(table);
				const doubled = rows.some((row) => 'Two 2' in row);
				const held = countOf(items, rows, 'Name', 'Two');
				return doubled ? held.map(() => 2) : held;
			},
		};
	},
};

const update = (count: number, after: number): Write => ({
	name: `Update Record, ${count} items`,
	count,
	request: { method: 'PATCH', route: RECORDS },
	after,
	async setUp(table) {
		const ids = await table.fill(range(count).map(() => ({ Amount: -1 })));
		const items = ids.map((id, Amount) => ({ id, Amount }));
		return {
			parameters: table.target('update', table.automatic(['id'])),
			items,
			held: async () => countOf(items, await allRows(table), 'id', 'Amount'),
		};
	},
});

const upsert = (method: 'POST' | 'PATCH', count: number, after: number): Write => ({
	name: `Create or Update Record (${method}), ${count} items`,
	count,
	request: { method, route: RECORDS },
	after,
	async setUp(table) {
		const items = range(count).map((index) => ({ Email: `u${index}`, Amount: index }));
		// Every other one exists.
		await table.fill(items.filter((_, index) => index % 2 === 0).map(({ Email }) => ({ Email })));
		return {
			parameters: table.target('upsert', table.automatic(['Email'])),
			items,
			held: async () => {
				const rows = await allRows(table);
				const doubled = countOf(items, rows, 'Email').some((times) => times > 1);
				const held = countOf(items, rows, 'Email', 'Amount');
				return doubled ? held.map(() => 2) : held;
			},
		};
	},
});

const deletion = (count: number, after: number): Write => ({
	name: `Delete Record, ${count} items`,
	count,
	request: { method: 'DELETE', route: RECORDS },
	after,
	async setUp(table) {
		const items = await itemsOf(table, count);
		return {
			parameters: table.target('delete', { recordId: OF_ITEM }),
			items,
			held: async () => countOf(items, await allRows(table), 'id').map((there) => 1 - there),
		};
	},
});

/** The records that an item finds with its filter. */
const FILTER_OF_ITEM = where('Name', 'is', '={{ $json.Name }}');

const PEOPLE = range(SOME).map((index) => ({ Name: `n${index}`, Amount: index }));

const updateByFilter: Write = {
	name: 'Update Record by filter',
	count: SOME,
	request: { method: 'PATCH', route: RECORDS },
	after: 0,
	async setUp(table) {
		await table.fill(PEOPLE.map(({ Name }) => ({ Name, Amount: -1 })));
		const columns = table.columns({ Amount: '={{ $json.Amount }}' });
		return {
			parameters: table.target('update', { findBy: 'filter', ...FILTER_OF_ITEM, ...columns }),
			items: PEOPLE,
			held: async () => countOf(PEOPLE, await allRows(table), 'Name', 'Amount'),
		};
	},
};

/** As many as fit in a request, so that each item is deleted completely or not at all. */
const RECORDS_OF_ITEM = 200;

const deletionByFilter: Write = {
	name: 'Delete Record by filter',
	count: SOME,
	records: RECORDS_OF_ITEM,
	request: { method: 'DELETE', route: RECORDS },
	after: 1,
	async setUp(table) {
		const each = PEOPLE.flatMap(({ Name }) => range(RECORDS_OF_ITEM).map(() => ({ Name })));
		await table.fill(each);
		return {
			parameters: table.target('delete', { findBy: 'filter', ...FILTER_OF_ITEM }),
			items: PEOPLE,
			held: async () =>
				countOf(PEOPLE, await allRows(table), 'Name').map((there) => 1 - there / RECORDS_OF_ITEM),
		};
	},
};

const deletionByColumns: Write = {
	name: 'Delete Record by matching columns',
	count: SOME,
	request: { method: 'DELETE', route: RECORDS },
	after: 0,
	async setUp(table) {
		await table.fill(PEOPLE.map(({ Name }) => ({ Name })));
		const column = [{ fieldId: 'Name', value: '={{ $json.Name }}' }];
		return {
			parameters: table.target('delete', { findBy: 'columns', columnsToMatch: { column } }),
			items: PEOPLE,
			held: async () => countOf(PEOPLE, await allRows(table), 'Name').map((there) => 1 - there),
		};
	},
};

const duplicate: Write = {
	name: 'Duplicate Record',
	count: SOME,
	request: { method: 'POST', route: `${RECORD}/duplicate` },
	after: 1,
	async setUp(table) {
		const rows = range(SOME).map((index) => ({ Name: `n${index}` }));
		const ids = await table.fill(rows);
		return {
			parameters: table.target('duplicate', { recordId: OF_ITEM }),
			items: ids.map((id) => ({ id })),
			held: async () => countOf(rows, await allRows(table), 'Name').map((times) => times - 1),
		};
	},
};

const uploadAttachment: Write = {
	name: 'Upload Attachment',
	count: SOME,
	request: { method: 'PATCH', route: RECORD },
	after: 1,
	async setUp(table) {
		await table.addField({ name: 'Files', type: 'attachment' });
		const items = await itemsOf(table, SOME);
		return {
			parameters: table.target('uploadAttachment', { recordId: OF_ITEM, fieldId: byName('Files') }),
			items,
			binary: items.map(({ id }) => ({ data: fileInMemory(id, `${id}.txt`, 'text/plain') })),
			held: async () =>
				(await allRows(table)).map(({ Files = [] }) => (Files as IDataObject[]).length),
		};
	},
};

const clickButton: Write = {
	name: 'Click Button',
	count: SOME,
	request: { method: 'POST', route: `${RECORD}/:fieldId/button-click` },
	after: 1,
	async setUp(table) {
		const workflow = { id: 'wflAAAAAAAAAAAAAAAA', name: 'Send offer', isActive: true };
		const options = { label: 'Go', color: 'teal', workflow };
		await table.addField({ name: 'Send', type: 'button', options });
		return {
			parameters: table.target('clickButton', { recordId: OF_ITEM, fieldId: byName('Send') }),
			items: await itemsOf(table, SOME),
			held: async () =>
				(await allRows(table)).map(
					({ Send }) => (Send as { count: number } | undefined)?.count ?? 0,
				),
		};
	},
};

/** Operations that send several items per request are tested with more than one request too. */
export const RECORD_WRITES: Write[] = [
	create(SOME, 0),
	create(2100, 1),
	createWithColumns,
	update(SOME, 0),
	update(2100, 1),
	upsert('POST', SOME, 0),
	upsert('PATCH', SOME, 0),
	upsert('POST', 2100, 1),
	deletion(SOME, 0),
	deletion(500, 1),
	updateByFilter,
	deletionByFilter,
	deletionByColumns,
	duplicate,
	uploadAttachment,
	clickButton,
];
