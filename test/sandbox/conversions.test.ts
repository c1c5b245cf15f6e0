import { CONVERSIONS, madeToConvert, ofEngine } from '../harness/data/conversions';
import { ENGINES, Rows } from './rows';

describe.each(ENGINES)('A field of another type on Teable %s', (_name, options) => {
	let rows: Rows;

	beforeEach(async () => {
		rows = await Rows.make(options);
	});

	afterEach(async () => await rows.sandbox.stop());

	const server = {
		async ask(method: string, path: string, data?: object) {
			return (await rows.http.request({ method, url: `/api${path}`, data })).data;
		},
	};

	it.each(CONVERSIONS)(
		'%s: has the recorded values, and undo restores everything',
		async (_label, recorded) => {
			const bases = await server.ask('GET', '/base/access/all');
			const made = await madeToConvert(server, bases[0].id, recorded);
			const { tableId, fieldId, conversion } = made;
			const path = `/api/table/${tableId}`;
			const before = await made.cells();
			const fieldBefore = (await rows.http.get(`${path}/field/${fieldId}`)).data;
			const mirrorsBefore = await linkedFields(conversion.to);

			const headers = { 'x-window-id': 'w' };
			const answer = await rows.http.put(`${path}/field/${fieldId}/convert`, conversion.to, {
				headers,
			});
			expect(answer.data).toMatchObject({ id: fieldId, name: 'Cell', type: conversion.to.type });
			const engine = rows.isV2 ? 'v2' : rows.is2026 ? 'old' : '1.10.0';
			const after = ofEngine(conversion.after, engine);
			expect(await made.cells()).toEqual(after);

			const undo = await rows.http.post(`${path}/undo-redo/undo`, '', { headers });
			expect(undo.data).toEqual({ status: 'fulfilled' });
			expect(await made.cells()).toEqual(before);
			expect((await rows.http.get(`${path}/field/${fieldId}`)).data).toEqual(fieldBefore);
			expect(await linkedFields(conversion.to)).toEqual(mirrorsBefore);

			await rows.http.post(`${path}/undo-redo/redo`, '', { headers });
			expect(await made.cells()).toEqual(after);
		},
	);

	const linkedFields = async ({
		options: { foreignTableId } = {},
	}: {
		options?: object & { foreignTableId?: unknown };
	}) =>
		foreignTableId === undefined
			? undefined
			: await server.ask('GET', `/table/${String(foreignTableId)}/field`);

	describe('undo restores', () => {
		const headers = { 'x-window-id': 'w' };

		const undo = async () =>
			(await rows.http.post(`/api/table/${rows.tableId}/undo-redo/undo`, '', { headers })).data
				.status;

		const field = async (id: string) =>
			(await rows.http.get(`/api/table/${rows.tableId}/field/${id}`)).data;

		it('a created field, and a deleted one with its values', async () => {
			const path = `/api/table/${rows.tableId}/field`;
			const { data } = await rows.http.post(path, { name: 'X', type: 'number' }, { headers });
			await rows.add({ Amount: 7 });
			const amount = rows.fieldId('Amount');
			const before = await field(amount);
			await rows.http.delete(`${path}/${amount}`, { headers });
			expect(await undo()).toBe('fulfilled');
			expect(await field(amount)).toEqual(before);
			expect((await rows.list())[0].fields).toMatchObject({ Amount: 7 });
			expect(await undo()).toBe('fulfilled');
			expect((await field(data.id)).status).toBe(404);
		});

		it('the old name of a field on v2 only', async () => {
			const amount = rows.fieldId('Amount');
			const path = `/api/table/${rows.tableId}/field/${amount}`;
			await rows.http.patch(path, { name: 'Sum' }, { headers });
			expect(await undo()).toBe(rows.isV2 ? 'fulfilled' : 'empty');
			expect((await field(amount)).name).toBe(rows.isV2 ? 'Amount' : 'Sum');
		});
	});

	it('the primary field cannot become a type that it must not have', async () => {
		const path = `/api/table/${rows.tableId}/field/${rows.fieldId('Name')}/convert`;
		expect((await rows.http.put(path, { type: 'attachment' })).data).toMatchObject({
			...{ status: 400, code: 'validation_error' },
			message: 'Field type attachment is not supported as primary field',
		});
	});
});
