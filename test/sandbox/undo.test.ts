import { ENGINES, Rows } from './rows';

describe.each(ENGINES)('Undo on Teable %s', (_name, options) => {
	let rows: Rows;

	beforeEach(async () => {
		rows = await Rows.make(options);
	});

	afterEach(async () => await rows.sandbox.stop());

	const WINDOW = { headers: { 'x-window-id': 'w1' } };

	const move = async (side: 'undo' | 'redo', { headers } = WINDOW) =>
		(await rows.http.post(`/api/table/${rows.tableId}/undo-redo/${side}`, '', { headers })).data;

	const amounts = async () => {
		const { data } = await rows.http.get(rows.path);
		return data.records.map(({ fields }: { fields: { Amount: number } }) => fields.Amount);
	};

	it('undoes three calls one after another, and then nothing is left', async () => {
		const fieldKeyType = 'id';
		const amount = rows.fieldId('Amount');
		const fill = Array.from({ length: 5 }, () => ({ fields: { [amount]: 1 } }));
		const created = await rows.http.post(rows.path, { fieldKeyType, records: fill }, WINDOW);
		const ids = created.data.records.map(({ id }: { id: string }) => id);
		const records = ids.map((id: string) => ({ id, fields: { [amount]: 7 } }));
		await rows.http.patch(rows.path, { fieldKeyType, records }, WINDOW);
		const recordIds = ids.slice(0, 2);
		await rows.http.delete(rows.path, { ...WINDOW, params: { recordIds } });
		expect(await amounts()).toEqual([7, 7, 7]);

		const left: unknown[] = [];
		for (let step = 0; step < 3; step++) {
			expect(await move('undo')).toEqual({ status: 'fulfilled' });
			left.push(await amounts());
		}
		expect(left).toEqual([[7, 7, 7, 7, 7], [1, 1, 1, 1, 1], []]);
		expect(await move('undo')).toEqual(
			rows.isV2 ? { status: 'failed', errorMessage: 'Can not get record' } : { status: 'empty' },
		);
	});

	it('undoes a change by field names only on v2', async () => {
		const [id] = await rows.add({ Amount: 1 });
		await rows.http.patch(`${rows.path}/${id}`, { record: { fields: { Amount: 10 } } }, WINDOW);
		expect(await move('undo')).toEqual({ status: 'fulfilled' });
		expect(await amounts()).toEqual([rows.isV2 ? 1 : 10]);
	});

	it('moves a created record to the trash, and a deleted one out of it', async () => {
		const [id] = await rows.add({ Name: 'deleted' });
		const { data } = await rows.http.post(rows.path, { records: [{ fields: {} }] }, WINDOW);
		await rows.http.delete(`${rows.path}/${id}`, WINDOW);
		const cookie = `auth_session=${await rows.sandbox.signIn()}`;
		const inTrash = async () => {
			const params = { resourceId: rows.tableId, resourceType: 'table' };
			const trash = await rows.http.get('/api/trash/items', { params, headers: { cookie } });
			return trash.data.trashItems.flatMap((item: { resourceIds: string[] }) => item.resourceIds);
		};
		expect(await inTrash()).toEqual([id]);
		await move('undo');
		expect(await inTrash()).toEqual([]);
		await move('undo');
		expect(await inTrash()).toEqual([data.records[0].id]);
	});

	it('skips a change of a record that no longer exists on v2, and is blocked by it elsewhere', async () => {
		const [first, second] = await rows.add({ Amount: 1 }, { Amount: 2 });
		const amount = rows.fieldId('Amount');
		const records = [first, second].map((id) => ({ id, fields: { [amount]: 7 } }));
		await rows.http.patch(rows.path, { fieldKeyType: 'id', records }, WINDOW);
		await rows.http.delete(`${rows.path}/${first}`);
		const why = rows.is2026
			? `Record ${first} not found in ${rows.tableId}`
			: "Cannot read properties of undefined (reading 'fields')";
		const failed = { status: 'failed', errorMessage: why };
		expect(await move('undo')).toEqual(rows.isV2 ? { status: 'fulfilled' } : failed);
		expect(await move('undo')).toEqual(rows.isV2 ? { status: 'empty' } : failed);
		expect(await amounts()).toEqual([rows.isV2 ? 2 : 7]);
	});

	it('remembers a copy only on v2, and is blocked by it on the old engine of 2026', async () => {
		const [anchorId] = await rows.add({ Name: 'a' });
		const views = await rows.http.get(`/api/table/${rows.tableId}/view`);
		const place = { viewId: views.data[0].id, anchorId, position: 'after' };
		await rows.http.post(`${rows.path}/${anchorId}/duplicate`, place, WINDOW);
		const stuck = { status: 'failed', errorMessage: 'Can not get record' };
		const first = rows.is2026 ? stuck : { status: 'empty' };
		expect(await move('undo')).toEqual(rows.isV2 ? { status: 'fulfilled' } : first);
		expect(await move('undo')).toEqual(rows.is2026 ? stuck : { status: 'empty' });
		expect(await rows.names()).toEqual(rows.isV2 ? ['a'] : ['a', 'a']);
	});

	it('reports a created record that no longer exists once on v2, and again and again elsewhere', async () => {
		const { data } = await rows.http.post(rows.path, { records: [{ fields: {} }] }, WINDOW);
		await rows.http.delete(`${rows.path}/${data.records[0].id}`);
		const failed = (errorMessage: string) => ({ status: 'failed', errorMessage });
		const noRecord = failed(`Can not get record${rows.is2026 ? '' : 's'}`);
		const noSnapshot = 'Record repository did not provide the required stored snapshot for delete.';
		expect(await move('undo')).toEqual(rows.isV2 ? failed(noSnapshot) : noRecord);
		expect(await move('undo')).toEqual(noRecord);
	});

	it('restores a removed choice, on v2 without its cells', async () => {
		await rows.add({ Kind: 'A' }, { Kind: 'B' });
		const path = `/api/table/${rows.tableId}/field/${rows.fieldId('Kind')}`;
		const { data: field } = await rows.http.get(path);
		const choices = field.options.choices.slice(0, 1);
		await rows.http.put(`${path}/convert`, { type: field.type, options: { choices } }, WINDOW);
		expect(await move('undo')).toEqual({ status: 'fulfilled' });
		expect((await rows.http.get(path)).data.options.choices).toEqual(field.options.choices);
		const kinds = (await rows.list()).map(({ fields }) => fields.Kind);
		expect(kinds).toEqual(rows.isV2 ? ['A', undefined] : ['A', 'B']);
	});

	it('restores a select that became a checkbox, on v2 with the choice true', async () => {
		await rows.add({ Kind: 'A' });
		const path = `/api/table/${rows.tableId}/field/${rows.fieldId('Kind')}`;
		await rows.http.put(`${path}/convert`, { type: 'checkbox' }, WINDOW);
		expect(await move('undo')).toEqual({ status: 'fulfilled' });
		const { data: field } = await rows.http.get(path);
		const names = field.options.choices.map(({ name }: { name: string }) => name);
		expect(names).toEqual(rows.isV2 ? ['A', 'B', 'true'] : ['A', 'B']);
		expect((await rows.list()).map(({ fields }) => fields.Kind)).toEqual(['A']);
	});

	it('overwrites what someone else changed meanwhile', async () => {
		const [id] = await rows.add({ Amount: 1 });
		const change = (value: number) => ({
			fieldKeyType: 'id',
			record: { fields: { [rows.fieldId('Amount')]: value } },
		});
		await rows.http.patch(`${rows.path}/${id}`, change(60), WINDOW);
		await rows.http.patch(`${rows.path}/${id}`, change(999));
		expect(await move('undo')).toEqual({ status: 'fulfilled' });
		expect(await amounts()).toEqual([1]);
	});

	it('remembers 200 changes for 24 hours', async () => {
		const [id] = await rows.add({ Amount: 0 });
		for (let value = 1; value <= 203; value++) {
			const record = { fields: { [rows.fieldId('Amount')]: value } };
			await rows.http.patch(`${rows.path}/${id}`, { fieldKeyType: 'id', record }, WINDOW);
		}
		let undone = 0;
		while ((await move('undo')).status === 'fulfilled') undone++;
		expect(undone).toBe(200);
		expect(await amounts()).toEqual([3]);
		expect(await move('redo')).toEqual({ status: 'fulfilled' });
		rows.later(24 * 3_600_000);
		expect(await move('undo')).toEqual({ status: 'empty' });
	});
});
