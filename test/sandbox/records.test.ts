import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import axios, { type AxiosInstance } from 'axios';

interface Row {
	id: string;
	name: string;
	fields: Record<string, unknown>;
	createdTime: string;
	lastModifiedTime?: string;
}

const ENGINES: Array<[string, SandboxOptions & { isV2: boolean }]> = [
	['1.10.0', { version: '1.10.0', isV2: false }],
	['2026 on the old engine', { version: '2026-07', engine: 'v1', isV2: false }],
	['2026 on v2', { version: '2026-07', isV2: true }],
];

describe.each(ENGINES)('Records on Teable %s', (_name, { isV2, ...options }) => {
	const is2026 = options.version === '2026-07';
	let sandbox: Sandbox;
	let http: AxiosInstance;
	let now: Date;
	let table: { id: string; fields: Array<{ id: string; name: string }> };
	let path: string;

	const fieldId = (name: string) => table.fields.find((field) => field.name === name)?.id ?? '';
	const dated = { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' };

	beforeEach(async () => {
		now = new Date('2026-11-24T12:00:00.000Z');
		sandbox = await startSandbox({ ...options, now: () => now });
		http = axios.create({
			baseURL: sandbox.url,
			validateStatus: () => true,
			headers: { authorization: `Bearer ${sandbox.tokens.full.token}` },
		});
		const bases = await http.get<Array<{ id: string }>>('/api/base/access/all');
		const made = await http.post(`/api/base/${bases.data[0].id}/table`, {
			name: 'Rows',
			fields: [
				{ name: 'Name', type: 'singleLineText' },
				{ name: 'Amount', type: 'number' },
				{ name: 'When', type: 'date', options: { formatting: dated } },
				{
					name: 'Kind',
					type: 'singleSelect',
					options: { choices: [{ name: 'A' }, { name: 'B' }] },
				},
				{ name: 'Files', type: 'attachment' },
				{ name: 'Modified', type: 'lastModifiedTime' },
			],
			records: [],
		});
		table = made.data;
		path = `/api/table/${table.id}/record`;
	});

	afterEach(async () => await sandbox.stop());

	const later = (milliseconds: number) => {
		now = new Date(now.getTime() + milliseconds);
	};

	const add = async (...rows: Array<Record<string, unknown>>) => {
		const records = rows.map((fields) => ({ fields }));
		const { data } = await http.post<{ records: Row[] }>(path, { records });
		return data.records.map(({ id }) => id);
	};

	const list = async (params: Record<string, unknown> = {}) =>
		(await http.get<{ records: Row[] }>(path, { params })).data.records;
	const names = async (params: Record<string, unknown> = {}) =>
		(await list(params)).map(({ name }) => name);
	const filtered = async (field: string, operator: string, value: unknown, keyType = 'id') =>
		await names({
			fieldKeyType: keyType,
			filter: JSON.stringify({
				conjunction: 'and',
				filterSet: [{ fieldId: field, operator, value }],
			}),
		});

	it('names its engine in a header', async () => {
		const { headers } = await http.get(path);
		expect(headers['x-teable-v2']).toBe(is2026 ? String(isV2) : undefined);
		const bases = await http.get<Array<{ v2Status?: { useV2: boolean } }>>('/api/base/access/all');
		expect(bases.data[0].v2Status?.useV2).toBe(is2026 ? isV2 : undefined);
	});

	it('answers a create with the whole record, v2 with id and fields only', async () => {
		const { data } = await http.post<{ records: Row[] }>(path, {
			records: [{ fields: { Name: 'x' } }],
		});
		expect(Object.keys(data.records[0]).sort()).toEqual(
			isV2 ? ['fields', 'id'] : ['autoNumber', 'createdBy', 'createdTime', 'fields', 'id', 'name'],
		);
	});

	it('gives an untouched record no time of change, but on v2 that of its creation', async () => {
		await add({ Name: 'x' });
		const [row] = await list();
		expect(row.lastModifiedTime).toBe(isV2 ? row.createdTime : undefined);
	});

	it('notes a change that changes nothing, but not on v2', async () => {
		const [id] = await add({ Name: 'x' });
		await http.patch(`${path}/${id}`, { record: { fields: { Name: 'y' } } });
		const [before] = await list();
		later(1000);
		await http.patch(`${path}/${id}`, { record: { fields: { Name: 'y' } } });
		const [after] = await list();
		expect(after.lastModifiedTime === before.lastModifiedTime).toBe(isV2);
	});

	it('refuses many updates with one unknown record, v2 skips it silently', async () => {
		const [id] = await add({ Name: 'x' });
		const records = [
			{ id, fields: { Name: 'y' } },
			{ id: 'recAAAAAAAAAAAAAAAA', fields: { Name: 'z' } },
		];
		const { status, data } = await http.patch<Row[]>(path, { records });
		expect(status).toBe(isV2 ? 200 : 500);
		expect(isV2 && data.map((row) => row.id)).toEqual(isV2 && [id]);
		expect(await names()).toEqual([isV2 ? 'y' : 'x']);
	});

	it('answers many updates with a bare list; of a record named twice the last change wins', async () => {
		const [id] = await add({ Name: 'x' });
		const records = ['y', 'z'].map((Name) => ({ id, fields: { Name } }));
		const { data } = await http.patch<Row[]>(path, { records });
		expect(data).toHaveLength(1);
		expect(await names()).toEqual(['z']);
	});

	it('writes all records or none', async () => {
		const records = [{ fields: { Name: 'a' } }, { fields: { Name: 'b', Amount: 'bad' } }];
		const { status, data } = await http.post(path, { records });
		expect(status).toBe(400);
		expect(data.message).toContain(isV2 ? 'Invalid value for field "Amount"' : 'Expected number');
		expect(await names()).toEqual([]);
	});

	it('deletes many only if it knows them all, v2 those it knows', async () => {
		const [a, b] = await add({ Name: 'a' }, { Name: 'b' }, { Name: 'c' });
		const remove = async (...ids: string[]) =>
			(await http.delete(path, { params: { recordIds: ids } })).status;
		const unknown = 'recAAAAAAAAAAAAAAAA';
		expect(await remove(a, unknown)).toBe(isV2 ? 200 : 400);
		expect(await names()).toEqual(isV2 ? ['b', 'c'] : ['a', 'b', 'c']);
		expect(await remove(b, b)).toBe(isV2 ? 200 : 400);
		expect(await remove(unknown)).toBe(isV2 ? 500 : 404);
	});

	it('deletes 300 records named in brackets, and reads 25 numbered ones as no list', async () => {
		const ids = await add(...Array.from({ length: 330 }, (_, i) => ({ Amount: i })));
		const remove = async (query: string) => (await http.delete(`${path}?${query}`)).status;
		const some = ids.slice(0, 300).map((id) => `recordIds[]=${id}`);
		expect(await remove(some.join('&'))).toBe(200);
		const numbered = ids.slice(300, 325).map((id, i) => `recordIds[${i}]=${id}`);
		expect(await remove(numbered.join('&'))).toBe(400);
		expect(await names()).toHaveLength(30);
	});

	it('answers the delete of a record that is gone with 404, v2 with 500', async () => {
		const [id] = await add({ Name: 'x' });
		expect((await http.delete(`${path}/${id}`)).status).toBe(200);
		expect((await http.delete(`${path}/${id}`)).status).toBe(isV2 ? 500 : 404);
		expect((await http.get(`${path}/${id}`)).status).toBe(404);
	});

	it('takes no page above 1000', async () => {
		expect((await http.get(path, { params: { take: 1000 } })).status).toBe(200);
		expect((await http.get(path, { params: { take: 1001 } })).status).toBe(400);
	});

	it('caps a mutation at 20,000 records on v2', async () => {
		const records = Array.from({ length: 20_001 }, () => ({ fields: {} }));
		expect((await http.post(path, { records })).status).toBe(isV2 ? 400 : 201);
		const large = { records: [{ fields: { Name: 'x'.repeat(1024 * 1024 + 1) } }] };
		expect((await http.post(path, large)).status).toBe(isV2 ? 400 : 201);
	});

	it('ignores a filter whose field it does not find, and returns every row', async () => {
		await add({ Name: 'a' }, { Name: 'b' });
		expect(await filtered('Name', 'is', 'a', 'name')).toEqual(['a']);
		expect(await filtered('Nope', 'is', 'a', 'name')).toEqual(['a', 'b']);
		expect(await filtered(fieldId('Name'), 'is', 'a', 'name')).toEqual(isV2 ? ['a'] : ['a', 'b']);
	});

	it('refuses an operator that does not fit; the old engine of 2026 drops the filter', async () => {
		await add({ Name: 'a' }, { Name: 'b' });
		const filter = JSON.stringify({
			conjunction: 'and',
			filterSet: [{ fieldId: fieldId('Name'), operator: 'isGreater', value: 'a' }],
		});
		const { status, data } = await http.get(path, { params: { fieldKeyType: 'id', filter } });
		expect(status).toBe(is2026 && !isV2 ? 200 : 400);
		expect(data.records?.length).toBe(is2026 && !isV2 ? 2 : undefined);
	});

	it('compares exact days in the zone of the field, v2 in that of the filter', async () => {
		await add({ Name: 'late', When: '2025-01-15T23:30:00.000Z' });
		const day = (timeZone: string) => ({
			mode: 'exactDate',
			timeZone,
			exactDate: '2025-01-15T12:00:00.000Z',
		});
		expect(await filtered(fieldId('When'), 'is', day('UTC'))).toEqual(isV2 ? ['late'] : []);
	});

	it('knows exact times since 2026, on both engines', async () => {
		await add({ Name: 'a', When: '2025-01-15T10:30:00.500Z' });
		const value = (exactDate: string) => ({ mode: 'exactDateTime', timeZone: 'UTC', exactDate });
		const filter = JSON.stringify({
			conjunction: 'and',
			filterSet: [
				{ fieldId: 'When', operator: 'isAfter', value: value('2025-01-15T10:30:00.499Z') },
			],
		});
		const { status, data } = await http.get(path, { params: { filter } });
		expect(status).toBe(is2026 ? 200 : 400);
		expect(data.records?.length).toBe(is2026 ? 1 : undefined);
		if (!is2026) return;
		expect(await filtered(fieldId('When'), 'isAfter', value('2025-01-15T10:30:00.500Z'))).toEqual(
			[],
		);
		expect(await filtered(fieldId('When'), 'is', value('2025-01-15T10:30:00.500Z'))).toEqual(['a']);
	});

	it('sorts by the day where a field shows no time, and v2 then cuts the times of the record', async () => {
		await add({ Name: 'a' }, { Name: 'b' });
		later(1000);
		const [row] = await list();
		await http.patch(`${path}/${row.id}`, { record: { fields: { Name: 'changed' } } });
		const orderBy = JSON.stringify([{ fieldId: 'Modified', order: 'desc' }]);
		const sorted = await list({ orderBy });
		expect(sorted[0].name).toBe('changed');
		expect(sorted[0].lastModifiedTime).toBe(isV2 ? '2026-11-24' : now.toISOString());
		expect(sorted[0].fields.Modified).toBe(now.toISOString());
	});

	it('keeps the changes of cells, newest first, 20 a page', async () => {
		const [id] = await add({ Name: 'v0' });
		for (let i = 1; i <= 25; i++) {
			later(1000);
			await http.patch(`${path}/${id}`, { record: { fields: { Name: `v${i}` } } });
		}
		const first = (await http.get(`${path}/history`)).data;
		expect(first.historyList).toHaveLength(20);
		expect(first.historyList[0]).toMatchObject({
			recordId: id,
			before: { meta: { name: 'Name' }, data: 'v24' },
			after: { data: 'v25' },
		});
		const second = await http.get(`${path}/history`, { params: { cursor: first.nextCursor } });
		expect(second.data.historyList).toHaveLength(5);
		expect(second.data.nextCursor).toBeUndefined();
		const since = await http.get(`${path}/${id}/history`, { params: { startDate: now } });
		expect(since.data.historyList).toHaveLength(1);
	});

	it('shows deleted records to a token since 2026, and puts them back', async () => {
		const [a, b] = await add({ Name: 'a' }, { Name: 'b' }, { Name: 'c' });
		await http.delete(path, { params: { recordIds: [a, b] } });
		const params = { resourceId: table.id, resourceType: 'table' };
		const { status, data } = await http.get('/api/trash/items', { params });
		expect(status).toBe(is2026 ? 200 : 403);
		if (!is2026) return;
		expect(data.trashItems).toMatchObject([{ resourceType: 'record', resourceIds: [a, b] }]);
		expect(data.resourceMap[a]).toEqual({ id: a, name: 'a' });
		const restore = `/api/trash/restore/${data.trashItems[0].id}`;
		expect((await http.post(restore, {}, { params: { tableId: table.id } })).status).toBe(201);
		expect(await names()).toEqual(['a', 'b', 'c']);
		expect((await http.post(restore, {}, { params: { tableId: table.id } })).status).toBe(404);
	});

	it('counts and adds up, by group', async () => {
		await add({ Kind: 'A', Amount: 1 }, { Kind: 'A', Amount: 2 }, { Kind: 'B', Amount: 4 });
		const aggregation = `/api/table/${table.id}/aggregation`;
		expect((await http.get(`${aggregation}/row-count`)).data).toEqual({ rowCount: 3 });
		const groupBy = JSON.stringify([{ fieldId: fieldId('Kind'), order: 'asc' }]);
		const { data } = await http.get(aggregation, {
			params: { field: { sum: [fieldId('Amount')] }, groupBy },
		});
		expect(data.aggregations[0].total).toEqual({ value: 7, aggFunc: 'sum' });
		const points = await http.get(`${aggregation}/group-points`, { params: { groupBy } });
		const sums = points.data
			.filter(({ type }: { type: number }) => type === 0)
			.map(({ id, value }: { id: string; value: string }) => [
				value,
				data.aggregations[0].group[id].value,
			]);
		expect(sums).toEqual([
			['A', 3],
			['B', 4],
		]);
	});

	it('takes a file straight into a cell, and shows it to whoever has its address', async () => {
		const [id] = await add({ Name: 'x' });
		const upload = async () => {
			const form = new FormData();
			form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'hé llo.txt');
			return await http.post(`${path}/${id}/${fieldId('Files')}/uploadAttachment`, form);
		};
		const { status, data } = await upload();
		expect(status).toBe(201);
		const [file] = data.fields[fieldId('Files')];
		expect(file).toMatchObject({ name: 'hé llo.txt', size: 5, mimetype: 'text/plain' });
		const bytes = await axios.get<string>(file.presignedUrl);
		expect(bytes.data).toBe('hello');
		const tampered = await axios.get(file.presignedUrl.replace(/token=\w+/, 'token=zzz'), {
			validateStatus: () => true,
		});
		expect(tampered.status).toBe(400);
		const again = await upload();
		expect(again.data.fields[fieldId('Files')]).toHaveLength(2);
	});

	it('takes a file in three steps, and gives it another id with each write', async () => {
		const announced = await http.post('/api/attachments/signature', {
			type: 1,
			contentType: 'text/plain',
			contentLength: 5,
		});
		const { url, uploadMethod, token, requestHeaders } = announced.data;
		expect(announced.status).toBe(201);
		const sent = await axios.request({
			method: uploadMethod,
			url: sandbox.url + url,
			data: 'hello',
			headers: requestHeaders,
		});
		expect(sent.status).toBe(200);
		const notified = await http.post(`/api/attachments/notify/${token}?filename=a.txt`);
		expect(notified.data).toMatchObject({ token, size: 5, mimetype: 'text/plain' });
		const file = { id: 'actAAAAAAAAAAAAAAAA', name: 'a.txt', ...notified.data };
		const [id] = await add({ Files: [file] });
		const cell = async () => ((await list())[0].fields.Files as Row[])[0];
		const first = await cell();
		expect(first).toMatchObject({ name: 'a.txt', token });
		await http.patch(`${path}/${id}`, {
			record: { fields: { Files: [{ ...file, name: 'b.txt' }] } },
		});
		const second = await cell();
		expect(second.name).toBe('b.txt');
		expect(second.id).not.toBe(first.id);
	});

	it('keeps comments, the last ones first by cursor', async () => {
		const [id] = await add({ Name: 'x' });
		const comments = `/api/comment/${table.id}/${id}`;
		const content = (value: string) => [{ type: 'p', children: [{ type: 'span', value }] }];
		const ids = [];
		for (const text of ['one', 'two', 'three']) {
			const { status, data } = await http.post(`${comments}/create`, { content: content(text) });
			expect(status).toBe(201);
			ids.push(data.id);
		}
		const page = await http.get(`${comments}/list`, { params: { take: 2 } });
		expect(page.data.comments.map((comment: Row) => comment.id)).toEqual(ids.slice(1));
		expect(page.data.nextCursor).toBe(ids[0]);
		expect((await http.patch(`${comments}/${ids[0]}`, { content: content('1') })).status).toBe(200);
		const changed = await http.get(`${comments}/${ids[0]}`);
		expect(changed.data.content).toEqual(content('1'));
		expect((await http.delete(`${comments}/${ids[0]}`)).status).toBe(200);
		expect((await http.delete(`${comments}/${ids[0]}`)).status).toBe(is2026 ? 404 : 200);
		expect((await http.get(`${comments}/count`)).data).toEqual({ count: 2 });
	});

	it('refuses a value that is taken, or missing, where a field wants it unique or filled', async () => {
		await http.post(`/api/table/${table.id}/field`, {
			name: 'Code',
			type: 'singleLineText',
			unique: true,
		});
		await add({ Code: 'same' });
		const { status, data } = await http.post(path, { records: [{ fields: { Code: 'same' } }] });
		expect(status).toBe(400);
		expect(data.message).toMatch(isV2 ? /must have a unique value$/ : /unique validation failed$/);
	});
});

describe('Twenty writes at once', () => {
	it('hang a v2 server that is told to, as they hang a real one', async () => {
		const sandbox = await startSandbox({ hangAt20Writes: true });
		const http = axios.create({
			baseURL: sandbox.url,
			timeout: 300,
			headers: { authorization: `Bearer ${sandbox.tokens.full.token}` },
		});
		const bases = await http.get<Array<{ id: string }>>('/api/base/access/all');
		const tables = await http.get<Array<{ id: string }>>(`/api/base/${bases.data[0].id}/table`);
		const path = `/api/table/${tables.data[0].id}/record`;
		const write = async () => await http.post(path, { records: [{ fields: {} }] });
		const many = async (count: number) =>
			(await Promise.allSettled(Array.from({ length: count }, write))).map(({ status }) => status);
		expect(new Set(await many(19))).toEqual(new Set(['fulfilled']));
		expect(await many(20)).toContain('rejected');
		await expect(http.get(path)).rejects.toMatchObject({ code: 'ECONNABORTED' });
		expect((await http.get('/api/auth/user')).status).toBe(200);
		await sandbox.stop();
	});
});
