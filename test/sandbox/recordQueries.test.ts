import { ENGINES, Rows } from './rows';

describe.each(ENGINES)('Querying records on Teable %s', (_name, options) => {
	let rows: Rows;

	beforeEach(async () => {
		rows = await Rows.make(options);
	});

	afterEach(async () => await rows.sandbox.stop());

	it('ignores a filter whose field it does not find, and returns every row', async () => {
		await rows.add({ Name: 'a' }, { Name: 'b' });
		expect(await rows.filtered('Name', 'is', 'a', 'name')).toEqual(['a']);
		expect(await rows.filtered('Nope', 'is', 'a', 'name')).toEqual(['a', 'b']);
		expect(await rows.filtered(rows.fieldId('Name'), 'is', 'a', 'name')).toEqual(
			rows.isV2 ? ['a'] : ['a', 'b'],
		);
	});

	it('refuses an operator that does not fit; the old engine of 2026 drops the filter', async () => {
		await rows.add({ Name: 'a' }, { Name: 'b' });
		const filter = JSON.stringify({
			conjunction: 'and',
			filterSet: [{ fieldId: rows.fieldId('Name'), operator: 'isGreater', value: 'a' }],
		});
		const { status, data } = await rows.http.get(rows.path, {
			params: { fieldKeyType: 'id', filter },
		});
		expect(status).toBe(rows.is2026 && !rows.isV2 ? 200 : 400);
		expect(data.records?.length).toBe(rows.is2026 && !rows.isV2 ? 2 : undefined);
	});

	it('compares exact days in the time zone of the field, v2 in that of the filter', async () => {
		await rows.add({ Name: 'late', When: '2025-01-15T23:30:00.000Z' });
		const day = (timeZone: string) => ({
			mode: 'exactDate',
			timeZone,
			exactDate: '2025-01-15T12:00:00.000Z',
		});
		expect(await rows.filtered(rows.fieldId('When'), 'is', day('UTC'))).toEqual(
			rows.isV2 ? ['late'] : [],
		);
	});

	it('supports exact times since 2026, on both engines', async () => {
		await rows.add({ Name: 'a', When: '2025-01-15T10:30:00.500Z' });
		const value = (exactDate: string) => ({ mode: 'exactDateTime', timeZone: 'UTC', exactDate });
		const filter = JSON.stringify({
			conjunction: 'and',
			filterSet: [
				{ fieldId: 'When', operator: 'isAfter', value: value('2025-01-15T10:30:00.499Z') },
			],
		});
		const { status, data } = await rows.http.get(rows.path, { params: { filter } });
		expect(status).toBe(rows.is2026 ? 200 : 400);
		expect(data.records?.length).toBe(rows.is2026 ? 1 : undefined);
		if (!rows.is2026) return;
		expect(
			await rows.filtered(rows.fieldId('When'), 'isAfter', value('2025-01-15T10:30:00.500Z')),
		).toEqual([]);
		expect(
			await rows.filtered(rows.fieldId('When'), 'is', value('2025-01-15T10:30:00.500Z')),
		).toEqual(['a']);
	});

	it('sorts by day if a field shows no time, and v2 then truncates the times of the record', async () => {
		await rows.add({ Name: 'a' }, { Name: 'b' });
		rows.later(1000);
		const [row] = await rows.list();
		await rows.http.patch(`${rows.path}/${row.id}`, { record: { fields: { Name: 'changed' } } });
		const orderBy = JSON.stringify([{ fieldId: 'Modified', order: 'desc' }]);
		const sorted = await rows.list({ orderBy });
		expect(sorted[0].name).toBe('changed');
		expect(sorted[0].lastModifiedTime).toBe(rows.isV2 ? '2026-11-24' : rows.now.toISOString());
		expect(sorted[0].fields.Modified).toBe(rows.now.toISOString());
	});

	it('counts and adds up, by group', async () => {
		await rows.add({ Kind: 'A', Amount: 1 }, { Kind: 'A', Amount: 2 }, { Kind: 'B', Amount: 4 });
		const aggregation = `/api/table/${rows.tableId}/aggregation`;
		expect((await rows.http.get(`${aggregation}/row-count`)).data).toEqual({ rowCount: 3 });
		const groupBy = JSON.stringify([{ fieldId: rows.fieldId('Kind'), order: 'asc' }]);
		const { data } = await rows.http.get(aggregation, {
			params: { field: { sum: [rows.fieldId('Amount')] }, groupBy },
		});
		expect(data.aggregations[0].total).toEqual({ value: 7, aggFunc: 'sum' });
		const points = await rows.http.get(`${aggregation}/group-points`, { params: { groupBy } });
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
});
