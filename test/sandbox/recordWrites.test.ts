import axios from 'axios';
import { startSandbox, type Sandbox } from '../../sandbox';
import { ENGINES, Rows, type Row } from './rows';

describe.each(ENGINES)('Writing records on Teable %s', (_name, options) => {
	let rows: Rows;

	beforeEach(async () => {
		rows = await Rows.make(options);
	});

	afterEach(async () => await rows.sandbox.stop());

	it('names its engine in a header', async () => {
		const { headers } = await rows.http.get(rows.path);
		expect(headers['x-teable-v2']).toBe(rows.is2026 ? String(rows.isV2) : undefined);
		const bases =
			await rows.http.get<Array<{ v2Status?: { useV2: boolean } }>>('/api/base/access/all');
		expect(bases.data[0].v2Status?.useV2).toBe(rows.is2026 ? rows.isV2 : undefined);
	});

	it('answers a create with the whole record, v2 with only ID and fields', async () => {
		const { data } = await rows.http.post<{ records: Row[] }>(rows.path, {
			records: [{ fields: { Name: 'x' } }],
		});
		expect(Object.keys(data.records[0]).sort()).toEqual(
			rows.isV2
				? ['fields', 'id']
				: ['autoNumber', 'createdBy', 'createdTime', 'fields', 'id', 'name'],
		);
	});

	it('gives a new record no time of change, but v2 uses that of its creation', async () => {
		await rows.add({ Name: 'x' });
		const [row] = await rows.list();
		expect(row.lastModifiedTime).toBe(rows.isV2 ? row.createdTime : undefined);
	});

	it('records a change that changes nothing, except on v2', async () => {
		const [id] = await rows.add({ Name: 'x' });
		await rows.http.patch(`${rows.path}/${id}`, { record: { fields: { Name: 'y' } } });
		const [before] = await rows.list();
		rows.later(1000);
		await rows.http.patch(`${rows.path}/${id}`, { record: { fields: { Name: 'y' } } });
		const [after] = await rows.list();
		expect(after.lastModifiedTime === before.lastModifiedTime).toBe(rows.isV2);
	});

	it('refuses many updates with one unknown record, v2 skips it silently', async () => {
		const [id] = await rows.add({ Name: 'x' });
		const records = [
			{ id, fields: { Name: 'y' } },
			{ id: 'recAAAAAAAAAAAAAAAA', fields: { Name: 'z' } },
		];
		const { status, data } = await rows.http.patch<Row[]>(rows.path, { records });
		// 1.10, 2026 on the old engine, v2, all measured.
		expect(status).toBe(rows.isV2 ? 200 : rows.sandbox.version === '1.10.0' ? 500 : 400);
		expect(rows.isV2 && data.map((row) => row.id)).toEqual(rows.isV2 && [id]);
		expect(await rows.names()).toEqual([rows.isV2 ? 'y' : 'x']);
	});

	it('answers updates with a plain list, and uses the last of two changes of a record', async () => {
		const [id] = await rows.add({ Name: 'x' });
		const records = ['y', 'z'].map((Name) => ({ id, fields: { Name } }));
		const { data } = await rows.http.patch<Row[]>(rows.path, { records });
		expect(data).toHaveLength(1);
		expect(await rows.names()).toEqual(['z']);
	});

	it('writes all records or none', async () => {
		const records = [{ fields: { Name: 'a' } }, { fields: { Name: 'b', Amount: 'bad' } }];
		const { status, data } = await rows.http.post(rows.path, { records });
		expect(status).toBe(400);
		expect(data.message).toContain(
			rows.isV2 ? 'Invalid value for field "Amount"' : 'Expected number',
		);
		expect(await rows.names()).toEqual([]);
	});

	it('deletes many only if it knows all of them, v2 those it knows', async () => {
		const [a, b] = await rows.add({ Name: 'a' }, { Name: 'b' }, { Name: 'c' });
		const remove = async (...ids: string[]) =>
			(await rows.http.delete(rows.path, { params: { recordIds: ids } })).status;
		const unknown = 'recAAAAAAAAAAAAAAAA';
		expect(await remove(a, unknown)).toBe(rows.isV2 ? 200 : 400);
		expect(await rows.names()).toEqual(rows.isV2 ? ['b', 'c'] : ['a', 'b', 'c']);
		expect(await remove(b, b)).toBe(rows.isV2 ? 200 : 400);
		expect(await remove(unknown)).toBe(rows.isV2 ? 500 : 404);
	});

	it('deletes 300 records with bracketed parameters, but does not read 25 numbered ones as a list', async () => {
		const ids = await rows.add(...Array.from({ length: 330 }, (_, i) => ({ Amount: i })));
		const remove = async (query: string) =>
			(await rows.http.delete(`${rows.path}?${query}`)).status;
		const some = ids.slice(0, 300).map((id) => `recordIds[]=${id}`);
		expect(await remove(some.join('&'))).toBe(200);
		const numbered = ids.slice(300, 325).map((id, i) => `recordIds[${i}]=${id}`);
		expect(await remove(numbered.join('&'))).toBe(400);
		expect(await rows.names()).toHaveLength(30);
	});

	it('answers 404 to deleting a record that no longer exists, v2 500', async () => {
		const [id] = await rows.add({ Name: 'x' });
		expect((await rows.http.delete(`${rows.path}/${id}`)).status).toBe(200);
		expect((await rows.http.delete(`${rows.path}/${id}`)).status).toBe(rows.isV2 ? 500 : 404);
		expect((await rows.http.get(`${rows.path}/${id}`)).status).toBe(404);
	});

	it('refuses pages above 1000', async () => {
		expect((await rows.http.get(rows.path, { params: { take: 1000 } })).status).toBe(200);
		expect((await rows.http.get(rows.path, { params: { take: 1001 } })).status).toBe(400);
	});

	it('caps a mutation at 20,000 records on v2', async () => {
		const records = Array.from({ length: 20_001 }, () => ({ fields: {} }));
		expect((await rows.http.post(rows.path, { records })).status).toBe(rows.isV2 ? 400 : 201);
		const large = { records: [{ fields: { Name: 'x'.repeat(1024 * 1024 + 1) } }] };
		expect((await rows.http.post(rows.path, large)).status).toBe(rows.isV2 ? 400 : 201);
	});

	it('refuses a duplicate or missing value if the field is unique or required', async () => {
		await rows.http.post(`/api/table/${rows.tableId}/field`, {
			name: 'Code',
			type: 'singleLineText',
			unique: true,
		});
		await rows.add({ Code: 'same' });
		const { status, data } = await rows.http.post(rows.path, {
			records: [{ fields: { Code: 'same' } }],
		});
		expect(status).toBe(400);
		expect(data.message).toMatch(
			rows.isV2 ? /must have a unique value$/ : /unique validation failed$/,
		);
	});
});

describe('Twenty writes at once', () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox({ hangAt20Writes: true });
	});

	afterEach(async () => await sandbox.stop());

	it('can hang a v2 server, like a real one', async () => {
		const http = axios.create({
			baseURL: sandbox.url,
			headers: { authorization: `Bearer ${sandbox.tokens.full.token}` },
		});
		const bases = await http.get<Array<{ id: string }>>('/api/base/access/all');
		const tables = await http.get<Array<{ id: string }>>(`/api/base/${bases.data[0].id}/table`);
		const path = `/api/table/${tables.data[0].id}/record`;
		const write = async (timeout: number) =>
			await http.post(path, { records: [{ fields: {} }] }, { timeout });
		const many = async (count: number, timeout: number) => {
			const writes = Array.from({ length: count }, async () => await write(timeout));
			return (await Promise.allSettled(writes)).map(({ status }) => status);
		};
		expect(new Set(await many(19, 10_000))).toEqual(new Set(['fulfilled']));
		expect(await many(20, 1500)).toContain('rejected');
		const read = http.get(path, { timeout: 300 });
		await expect(read).rejects.toMatchObject({ code: 'ECONNABORTED' });
		expect((await http.get('/api/auth/user')).status).toBe(200);
	});
});
