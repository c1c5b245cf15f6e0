import { onEachEngine } from '../../../../harness/table';

const TABLE = '/api/base/:baseId/table/:tableId';

describe('Table: Get', () => {
	onEachEngine((table) => {
		const target = () => table().target('get', { resource: 'table' });

		it('returns the table with its fields and views and their names in Teable and in SQL', async () => {
			const [found] = await table().server.output('get', target());
			expect(found).toMatchObject({
				id: table().id,
				baseId: table().baseId,
				name: 'Orders',
				dbTableName: expect.stringContaining(`${table().baseId}.`),
				views: [{ id: expect.stringMatching(/^viw/), name: 'Grid view', type: 'grid' }],
			});
			expect(found.fields).toContainEqual(
				expect.objectContaining({
					...{ name: 'Name', isPrimary: true, isWritable: true },
					dbFieldName: expect.any(String),
				}),
			);
			expect(found.fields).toContainEqual(
				expect.objectContaining({ name: 'Double', type: 'formula', isWritable: false }),
			);
			expect(found.fields).toContainEqual(
				expect.objectContaining({
					name: 'Status',
					options: expect.objectContaining({
						choices: [
							expect.objectContaining({ name: 'Todo' }),
							expect.objectContaining({ name: 'Done' }),
						],
					}),
				}),
			);
		});

		it("asks only the base in 'Base' if it contains the table", async () => {
			const baseId = { __rl: true, mode: 'id', value: table().baseId };
			await table().server.output('get', { ...target(), baseId });
			expect(table().server.sandbox.count('GET', '/api/base/access/all')).toBe(0);
			expect(table().server.sandbox.count('GET', TABLE)).toBe(1);
		});

		it("finds the table in a base other than the one in 'Base'", async () => {
			const [, other] = (await table().server.ask('GET', '/base/access/all')) as unknown as [
				unknown,
				{ id: string },
			];
			const baseId = { __rl: true, mode: 'id', value: other.id };
			expect(await table().server.output('get', { ...target(), baseId })).toMatchObject([
				{ id: table().id, baseId: table().baseId },
			]);
		});

		it('says that the table does not exist', async () => {
			const tableId = { __rl: true, mode: 'id', value: 'tblAAAAAAAAAAAAAAAA' };
			expect(await table().server.failure('get', { ...target(), tableId })).toBe(
				"'Table' is 'tblAAAAAAAAAAAAAAAA', which doesn't exist in any base that this credential can list. Check that it was not deleted. If the credential can't list bases, specify 'Base' by URL or ID.",
			);
		});
	});
});
