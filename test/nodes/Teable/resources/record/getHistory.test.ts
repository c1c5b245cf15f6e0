import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const HISTORY = '/api/table/:tableId/record/history';

describe('Get History of Records', () => {
	onEachEngine((table) => {
		const history = async (parameters: INodeParameters = {}) =>
			await table().output('getHistory', parameters);

		const change = async (id: string, fields: IDataObject) =>
			await table().server.ask('PATCH', `/table/${table().id}/record/${id}`, {
				fieldKeyType: 'name',
				record: { fields },
			});

		const ofRecord = (id: string): INodeParameters => ({
			recordId: { __rl: true, mode: 'id', value: id },
		});

		it('returns old and new value, author and time of each change', async () => {
			const [id] = await table().fill([{ Name: 'Alpha' }]);
			await change(id, { Amount: 5 });
			const { account } = table().server.sandbox;
			expect(await history()).toEqual([
				{
					recordId: id,
					fieldId: table().field('Amount'),
					field: 'Amount',
					before: null,
					after: 5,
					changedBy: expect.objectContaining({ id: account.userId }) as object,
					changedTime: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as string,
				},
			]);
		});

		it('returns the newest change first, of all records or of one', async () => {
			const [first, second] = await table().fill([{ Name: 'a' }, { Name: 'b' }]);
			await change(first, { Amount: 1 });
			await change(second, { Amount: 2 });
			await change(first, { Amount: 3 });
			expect((await history()).map(({ after }) => after)).toEqual([3, 2, 1]);
			expect((await history(ofRecord(first))).map(({ after }) => after)).toEqual([3, 1]);
		});

		it('reads more than the 20 changes of a page, up to the limit', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			for (let amount = 1; amount <= 45; amount++) await change(id, { Amount: amount });
			const all = await history({ returnAll: true });
			expect(all.map(({ after }) => after)).toEqual(
				Array.from({ length: 45 }, (_, index) => 45 - index),
			);
			table().server.sandbox.resetRequests();
			expect(await history({ limit: 30 })).toHaveLength(30);
			expect(table().server.sandbox.count('GET', HISTORY)).toBe(2);
		});

		it('returns the changes of chosen fields, given by name or ID', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			await change(id, { Name: 'b', Amount: 1, Status: 'Todo' });
			const changedFields = ['Name', table().field('Status')];
			const changes = await history({ options: { changedFields } });
			expect(changes.map(({ field }) => field).sort()).toEqual(['Name', 'Status']);
		});

		it('returns the changes between two times', async () => {
			const [id] = await table().fill([{ Name: 'a' }]);
			await change(id, { Amount: 1 });
			const [{ changedTime }] = await history();
			const time = Date.parse(String(changedTime));
			const at = (offset: number) => new Date(time + offset).toISOString();
			const amounts = async (options: INodeParameters) =>
				(await history({ options })).map(({ after }) => after);
			expect(await amounts({ changedAfter: at(-1), changedBefore: at(1) })).toEqual([1]);
			expect(await amounts({ changedAfter: at(1) })).toEqual([]);
			expect(await amounts({ changedBefore: at(-1) })).toEqual([]);
		});

		it('refuses an invalid time, to which Teable answers 500', async () => {
			expect(await table().failure('getHistory', { options: { changedAfter: 'yesterday' } })).toBe(
				"'Changed After' is not a date. Use the format 2026-01-31 or 2026-01-31T18:00.",
			);
		});

		it('names the missing scope', async () => {
			const { server } = table();
			server.credentials.teableApi.accessToken = server.sandbox.tokens.oneBase.token;
			expect(await server.failure('getHistory', table().target('getHistory'))).toContain(
				'table_record_history|read',
			);
		});

		it('returns nothing if nothing was changed', async () => {
			await table().fill([{ Name: 'a' }]);
			expect(await history()).toEqual([]);
		});
	});
});
