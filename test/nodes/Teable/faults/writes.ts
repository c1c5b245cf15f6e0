import { range } from 'lodash';
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import type { Caller } from '../../../harness/server';
import type { TestTable } from '../../../harness/table';
import { fileInMemory } from '../../../harness/files';

/** A run of an operation that changes something. */
export interface Run {
	parameters: INodeParameters;
	items: IDataObject[];
	binary?: IBinaryKeyData[];
	/** How often the server has carried out what each item asks for. */
	held(): Promise<number[]>;
}

/** An operation that changes something, and the request that is to go wrong. */
export interface Write {
	name: string;
	/** How many items there are. */
	count: number;
	request: { method: string; route: string };
	/** How many of these requests pass first. */
	after: number;
	/** How the node signs in; with an access token by default. */
	caller?: Caller;
	setUp(table: TestTable): Promise<Run>;
}

const RECORDS = '/api/table/:tableId/record';
const RECORD = '/api/table/:tableId/record/:recordId';
const COMMENT = '/api/comment/:tableId/:recordId';
const ACCESS = '/api/access-token';

export const SOME = 4;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

const OF_ITEM = byId('={{ $json.id }}');

const EXPIRES = '2031-01-01T00:00:00.000Z';

/** All records, also those behind the first thousand, by field name. */
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

/** How many there are of each thing that is wanted. */
const countOf = (wanted: unknown[], there: unknown[]): number[] => {
	const counts = new Map<unknown, number>();
	for (const thing of there) counts.set(thing, (counts.get(thing) ?? 0) + 1);
	return wanted.map((thing) => counts.get(thing) ?? 0);
};

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
			held: async () =>
				countOf(
					items.map(({ Name }) => Name),
					(await allRows(table)).map(({ Name }) => Name),
				),
		};
	},
});

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
			held: async () =>
				countOf(
					items.map(({ id, Amount }) => `${id} ${Amount}`),
					(await allRows(table)).map(({ id, Amount }) => `${String(id)} ${String(Amount)}`),
				),
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
		// Every other one is there.
		await table.fill(items.filter((_, index) => index % 2 === 0).map(({ Email }) => ({ Email })));
		return {
			parameters: table.target('upsert', table.automatic(['Email'])),
			items,
			held: async () => {
				const rows = await allRows(table);
				const doubled = countOf(
					items.map(({ Email }) => Email),
					rows.map(({ Email }) => Email),
				).some((times) => times > 1);
				const held = countOf(
					items.map(({ Email, Amount }) => `${Email} ${Amount}`),
					rows.map(({ Email, Amount }) => `${String(Email)} ${String(Amount)}`),
				);
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
		const ids = await table.fill(range(count).map((Amount) => ({ Amount })));
		return {
			parameters: table.target('delete', { recordId: OF_ITEM }),
			items: ids.map((id) => ({ id })),
			held: async () => {
				const rows = await allRows(table);
				return countOf(
					ids,
					rows.map(({ id }) => id),
				).map((there) => 1 - there);
			},
		};
	},
});

const duplicate: Write = {
	name: 'Duplicate Record',
	count: SOME,
	request: { method: 'POST', route: `${RECORD}/duplicate` },
	after: 1,
	async setUp(table) {
		const names = range(SOME).map((index) => `n${index}`);
		const ids = await table.fill(names.map((Name) => ({ Name })));
		return {
			parameters: table.target('duplicate', { recordId: OF_ITEM }),
			items: ids.map((id) => ({ id })),
			held: async () =>
				countOf(
					names,
					(await allRows(table)).map(({ Name }) => Name),
				).map((times) => times - 1),
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
		const ids = await table.fill(range(SOME).map((Amount) => ({ Amount })));
		return {
			parameters: table.target('uploadAttachment', { recordId: OF_ITEM, fieldId: byName('Files') }),
			items: ids.map((id) => ({ id })),
			binary: ids.map((id) => ({ data: fileInMemory(id, `${id}.txt`, 'text/plain') })),
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
		const ids = await table.fill(range(SOME).map((Amount) => ({ Amount })));
		return {
			parameters: table.target('clickButton', { recordId: OF_ITEM, fieldId: byName('Send') }),
			items: ids.map((id) => ({ id })),
			held: async () =>
				(await allRows(table)).map(
					({ Send }) => (Send as { count: number } | undefined)?.count ?? 0,
				),
		};
	},
};

/** The comments on a record of its own, one for each text. */
async function commented(table: TestTable, texts: string[]) {
	const [recordId] = await table.fill([{ Name: 'commented' }]);
	const content = (value: string) => [{ type: 'p', children: [{ type: 'span', value }] }];
	const ids: string[] = [];
	for (const text of texts) {
		const path = `/comment/${table.id}/${recordId}/create`;
		ids.push(String((await table.server.ask('POST', path, { content: content(text) })).id));
	}
	const comments = async () => {
		const list = await table.server.ask('GET', `/comment/${table.id}/${recordId}/list`);
		return (
			list.comments as Array<{ id: string; content: Array<{ children: IDataObject[] }> }>
		).map(({ id, content: [{ children }] }) => ({ id, text: children[0].value }));
	};
	const target = (operation: string, more: INodeParameters): INodeParameters => ({
		...table.target(operation, { recordId: byId(recordId), ...more }),
		resource: 'comment',
	});
	return { ids, comments, target };
}

const TEXTS = range(SOME).map((index) => `text ${index}`);

const createComment: Write = {
	name: 'Create Comment',
	count: SOME,
	request: { method: 'POST', route: `${COMMENT}/create` },
	after: 1,
	async setUp(table) {
		const { comments, target } = await commented(table, ['there before']);
		return {
			parameters: target('create', { text: '={{ $json.text }}' }),
			items: TEXTS.map((text) => ({ text })),
			held: async () =>
				countOf(
					TEXTS,
					(await comments()).map(({ text }) => text),
				),
		};
	},
};

const updateComment: Write = {
	name: 'Update Comment',
	count: SOME,
	request: { method: 'PATCH', route: `${COMMENT}/:commentId` },
	after: 1,
	async setUp(table) {
		const { ids, comments, target } = await commented(table, TEXTS);
		return {
			parameters: target('update', { commentId: OF_ITEM, text: 'changed' }),
			items: ids.map((id) => ({ id })),
			held: async () => (await comments()).map(({ text }) => (text === 'changed' ? 1 : 0)),
		};
	},
};

const deleteComment: Write = {
	name: 'Delete Comment',
	count: SOME,
	request: { method: 'DELETE', route: `${COMMENT}/:commentId` },
	after: 1,
	async setUp(table) {
		const { ids, comments, target } = await commented(table, TEXTS);
		return {
			parameters: target('delete', { commentId: OF_ITEM }),
			items: ids.map((id) => ({ id })),
			held: async () =>
				countOf(
					ids,
					(await comments()).map(({ id }) => id),
				).map((there) => 1 - there),
		};
	},
};

interface Token {
	id: string;
	name: string;
	expiredTime: string;
}

/** Tokens, made past the node, and what the account has of them. */
async function withTokens({ server }: TestTable, names: string[]) {
	const made: Token[] = [];
	for (const name of names) {
		const terms = { name, scopes: ['record|read'], expiredTime: '2030-01-01T00:00:00.000Z' };
		made.push((await server.ask('POST', '/access-token', terms)) as unknown as Token);
	}
	return {
		ids: made.map(({ id }) => id),
		tokens: async () => (await server.ask('GET', '/access-token')) as unknown as Token[],
	};
}

const NAMES = range(SOME).map((index) => `token ${index}`);

const ofToken = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'accessToken',
	operation,
	...more,
});

const createToken: Write = {
	name: 'Create Access Token',
	count: SOME,
	request: { method: 'POST', route: ACCESS },
	after: 1,
	caller: 'cookie',
	async setUp(table) {
		const { tokens } = await withTokens(table, []);
		return {
			parameters: ofToken('create', {
				...{ name: '={{ $json.name }}', scopes: ['record|read'] },
				...{ expires: 'onDate', expiryDate: EXPIRES },
			}),
			items: NAMES.map((name) => ({ name })),
			held: async () =>
				countOf(
					NAMES,
					(await tokens()).map(({ name }) => name),
				),
		};
	},
};

/** A change of tokens that are there. */
const changeOfTokens = (
	name: string,
	request: Write['request'],
	parameters: INodeParameters,
	isDone: (token: Token | undefined) => boolean,
): Write => ({
	...{ name, count: SOME, request, after: 1, caller: 'cookie' },
	async setUp(table) {
		const { ids, tokens } = await withTokens(table, NAMES);
		return {
			parameters: { resource: 'accessToken', accessTokenId: OF_ITEM, ...parameters },
			items: ids.map((id) => ({ id })),
			held: async () => {
				const now = new Map((await tokens()).map((token) => [token.id, token]));
				return ids.map((id) => (isDone(now.get(id)) ? 1 : 0));
			},
		};
	},
});

/** Every operation that changes something; those that send several items in a request with more than one request too. */
export const WRITES: Write[] = [
	create(SOME, 0),
	create(2100, 1),
	update(SOME, 0),
	update(2100, 1),
	upsert('POST', SOME, 0),
	upsert('PATCH', SOME, 0),
	upsert('POST', 2100, 1),
	deletion(SOME, 0),
	deletion(500, 1),
	duplicate,
	uploadAttachment,
	clickButton,
	createComment,
	updateComment,
	deleteComment,
	createToken,
	changeOfTokens(
		'Rotate Access Token',
		{ method: 'POST', route: `${ACCESS}/:id/refresh` },
		{ operation: 'rotate', expires: 'onDate', expiryDate: EXPIRES },
		(token) => token?.expiredTime === EXPIRES,
	),
	changeOfTokens(
		'Update Access Token',
		{ method: 'PUT', route: `${ACCESS}/:id` },
		{ operation: 'update', name: 'changed' },
		(token) => token?.name === 'changed',
	),
	changeOfTokens(
		'Delete Access Token',
		{ method: 'DELETE', route: `${ACCESS}/:id` },
		{ operation: 'delete' },
		(token) => token === undefined,
	),
];
