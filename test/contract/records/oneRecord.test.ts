import type { INodeParameters } from 'n8n-workflow';

import { onContractTables, recordById, UNKNOWN_RECORD } from '../table';

describe('Teable contract: single records', () => {
	onContractTables((table, { run, output, failure }) => {
		describe('Duplicate', () => {
			it('returns the copy, which differs only in its ID', async () => {
				const cells = { Name: 'Nathan', Amount: 12.5, Tags: ['A'], Paid: true };
				const [id] = await table().fill([cells]);
				const [copy] = await output('duplicate', {
					...recordById(id),
					options: { leaveOutEmpty: true },
				});
				expect(copy).toEqual({ id: expect.not.stringMatching(id), ...cells });
				const stored = (await table().rows()).filter(({ Name }) => Name === 'Nathan');
				expect(stored.map((row) => row.id).sort()).toEqual([id, copy.id].sort());
				expect(stored).toMatchObject([cells, cells]);
			});

			it('says that the record does not exist', async () => {
				expect(await failure('duplicate', recordById(UNKNOWN_RECORD))).toMatch(/^Teable has no /);
			});
		});

		describe('Get History', () => {
			let id: string;

			beforeAll(async () => {
				[id] = await table().fill([{ Name: 'before', Amount: 1 }]);
				for (const Amount of [2, 3]) {
					await output('update', table().columns({ id, Amount }, ['id']));
				}
				await output('update', table().columns({ id, Name: 'after' }, ['id']));
			});

			const history = async (options: INodeParameters = {}) =>
				await output('getHistory', { ...recordById(id), options });

			it('returns old and new value, author and time of each change, newest first', async () => {
				const changes = await history();
				expect(changes.map(({ field, before, after }) => [field, before, after])).toEqual([
					['Name', 'before', 'after'],
					['Amount', 2, 3],
					['Amount', 1, 2],
				]);
				const { id: user } = await table().server.ask('GET', '/auth/user');
				expect(changes[0]).toMatchObject({
					...{ recordId: id, fieldId: table().field('Name'), changedBy: { id: user } },
					changedTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				});
			});

			it('returns the changes of chosen fields, or between two times', async () => {
				const changes = await history({ changedFields: ['Amount'] });
				expect(changes.map(({ after }) => after)).toEqual([3, 2]);
				const time = Date.parse(String(changes[0].changedTime));
				const at = (offset: number) => new Date(time + offset).toISOString();
				expect(await history({ changedAfter: at(60_000) })).toEqual([]);
				expect(await history({ changedBefore: at(-60_000) })).toEqual([]);
				expect(
					await history({ changedAfter: at(-60_000), changedBefore: at(60_000) }),
				).toHaveLength(3);
			});

			it('returns the changes of the whole table, if the token can read them', async () => {
				const { items, error } = await run('getHistory', { returnAll: true });
				if (error) expect(error.message).toContain('table_record_history|read');
				else expect(items.filter(({ json }) => json.recordId === id)).toHaveLength(3);
			});
		});

		describe('Click Button', () => {
			const click = (field: string): INodeParameters => ({
				fieldId: { __rl: true, mode: 'name', value: field },
			});

			it('refuses a button that starts no automation', async () => {
				const [id] = await table().fill([{ Name: 'x' }]);
				expect(await failure('clickButton', { ...recordById(id), ...click('Go') })).toBe(
					"Button 'Go' has no automation. Add one in the field's settings in Teable.",
				);
			});

			it('refuses a field that is not a button', async () => {
				const [id] = await table().fill([{ Name: 'x' }]);
				expect(await failure('clickButton', { ...recordById(id), ...click('Name') })).toContain(
					"'Field' is 'Name', which is not a field of type button. Choose one of 'Go'.",
				);
			});
		});
	});
});
