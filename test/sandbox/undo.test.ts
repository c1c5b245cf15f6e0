import { ENGINES, Rows } from './rows';

describe.each(ENGINES)('What a window takes back on Teable %s', (_name, options) => {
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

	it('three calls are taken back one after another, and then nothing is left', async () => {
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

	it('of a change by the names of fields only v2 takes anything back', async () => {
		const [id] = await rows.add({ Amount: 1 });
		await rows.http.patch(`${rows.path}/${id}`, { record: { fields: { Amount: 10 } } }, WINDOW);
		expect(await move('undo')).toEqual({ status: 'fulfilled' });
		expect(await amounts()).toEqual([rows.isV2 ? 1 : 10]);
	});

	it('what someone else changed meanwhile is overwritten', async () => {
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

	it('200 changes are remembered, for 24 hours', async () => {
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
