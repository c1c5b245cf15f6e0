import axios from 'axios';
import { ENGINES, Rows, type Row } from './rows';

describe.each(ENGINES)('What changes leave behind on Teable %s', (_name, options) => {
	let rows: Rows;

	beforeEach(async () => {
		rows = await Rows.make(options);
	});

	afterEach(async () => await rows.sandbox.stop());

	it('returns the changes of cells, newest first, 20 per page', async () => {
		const [id] = await rows.add({ Name: 'v0' });
		for (let i = 1; i <= 25; i++) {
			rows.later(1000);
			await rows.http.patch(`${rows.path}/${id}`, { record: { fields: { Name: `v${i}` } } });
		}
		const first = (await rows.http.get(`${rows.path}/history`)).data;
		expect(first.historyList).toHaveLength(20);
		expect(first.historyList[0]).toMatchObject({
			recordId: id,
			before: { meta: { name: 'Name' }, data: 'v24' },
			after: { data: 'v25' },
		});
		const second = await rows.http.get(`${rows.path}/history`, {
			params: { cursor: first.nextCursor },
		});
		expect(second.data.historyList).toHaveLength(5);
		expect(second.data.nextCursor).toBeUndefined();
		const since = await rows.http.get(`${rows.path}/${id}/history`, {
			params: { startDate: rows.now },
		});
		expect(since.data.historyList).toHaveLength(1);
	});

	it.each(['', '/permanent'])(
		'no longer knows a table that was deleted (DELETE …%s)',
		async (route) => {
			const { data: bases } = await rows.http.get('/api/base/access/all');
			const address = `/api/base/${bases[0].id}/table/${rows.tableId}`;
			expect((await rows.http.delete(address + route)).status).toBe(200);
			expect((await rows.http.get(address)).status).toBe(404);
		},
	);

	it('shows deleted records to a token since 2026, and restores them', async () => {
		const [a, b] = await rows.add({ Name: 'a' }, { Name: 'b' }, { Name: 'c' });
		await rows.http.delete(rows.path, { params: { recordIds: [a, b] } });
		const params = { resourceId: rows.tableId, resourceType: 'table' };
		const { status, data } = await rows.http.get('/api/trash/items', { params });
		expect(status).toBe(rows.is2026 ? 200 : 403);
		if (!rows.is2026) return;
		expect(data.trashItems).toMatchObject([{ resourceType: 'record', resourceIds: [a, b] }]);
		expect(data.resourceMap[a]).toEqual({ id: a, name: 'a' });
		const restore = `/api/trash/restore/${data.trashItems[0].id}`;
		expect((await rows.http.post(restore, {}, { params: { tableId: rows.tableId } })).status).toBe(
			201,
		);
		expect(await rows.names()).toEqual(['a', 'b', 'c']);
		expect((await rows.http.post(restore, {}, { params: { tableId: rows.tableId } })).status).toBe(
			404,
		);
	});

	it('uploads a file directly into a cell, and shows it to anyone with its URL', async () => {
		const [id] = await rows.add({ Name: 'x' });
		const upload = async () => {
			const form = new FormData();
			form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'hé llo.txt');
			return await rows.http.post(
				`${rows.path}/${id}/${rows.fieldId('Files')}/uploadAttachment`,
				form,
			);
		};
		const { status, data } = await upload();
		expect(status).toBe(201);
		const [file] = data.fields[rows.fieldId('Files')];
		expect(file).toMatchObject({ name: 'hé llo.txt', size: 5, mimetype: 'text/plain' });
		const bytes = await axios.get<string>(file.presignedUrl);
		expect(bytes.data).toBe('hello');
		const tampered = await axios.get(file.presignedUrl.replace(/token=\w+/, 'token=zzz'), {
			validateStatus: () => true,
		});
		expect(tampered.status).toBe(400);
		const again = await upload();
		expect(again.data.fields[rows.fieldId('Files')]).toHaveLength(2);
	});

	it('uploads a file in three steps, and gives it another ID with each write', async () => {
		const announced = await rows.http.post('/api/attachments/signature', {
			type: 1,
			contentType: 'text/plain',
			contentLength: 5,
		});
		const { url, uploadMethod, token, requestHeaders } = announced.data;
		expect(announced.status).toBe(201);
		const sent = await axios.request({
			method: uploadMethod,
			url: rows.sandbox.url + url,
			data: 'hello',
			headers: requestHeaders,
		});
		expect(sent.status).toBe(200);
		const notified = await rows.http.post(`/api/attachments/notify/${token}?filename=a.txt`);
		expect(notified.data).toMatchObject({ token, size: 5, mimetype: 'text/plain' });
		const file = { id: 'actAAAAAAAAAAAAAAAA', name: 'a.txt', ...notified.data };
		const [id] = await rows.add({ Files: [file] });
		const cell = async () => ((await rows.list())[0].fields.Files as Row[])[0];
		const first = await cell();
		expect(first).toMatchObject({ name: 'a.txt', token });
		await rows.http.patch(`${rows.path}/${id}`, {
			record: { fields: { Files: [{ ...file, name: 'b.txt' }] } },
		});
		const second = await cell();
		expect(second.name).toBe('b.txt');
		expect(second.id).not.toBe(first.id);
	});

	it('returns comments, newest first by cursor', async () => {
		const [id] = await rows.add({ Name: 'x' });
		const comments = `/api/comment/${rows.tableId}/${id}`;
		const content = (value: string) => [{ type: 'p', children: [{ type: 'span', value }] }];
		const ids = [];
		for (const text of ['one', 'two', 'three']) {
			const { status, data } = await rows.http.post(`${comments}/create`, {
				content: content(text),
			});
			expect(status).toBe(201);
			ids.push(data.id);
		}
		const page = await rows.http.get(`${comments}/list`, { params: { take: 2 } });
		expect(page.data.comments.map((comment: Row) => comment.id)).toEqual(ids.slice(1));
		expect(page.data.nextCursor).toBe(ids[0]);
		expect((await rows.http.patch(`${comments}/${ids[0]}`, { content: content('1') })).status).toBe(
			200,
		);
		const changed = await rows.http.get(`${comments}/${ids[0]}`);
		expect(changed.data.content).toEqual(content('1'));
		expect((await rows.http.delete(`${comments}/${ids[0]}`)).status).toBe(200);
		expect((await rows.http.delete(`${comments}/${ids[0]}`)).status).toBe(rows.is2026 ? 404 : 200);
		expect((await rows.http.get(`${comments}/count`)).data).toEqual({ count: 2 });
	});
});
