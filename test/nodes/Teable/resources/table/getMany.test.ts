import { onEachEngine } from '../../../../harness/table';

describe('Table: Get Many', () => {
	onEachEngine((table) => {
		const output = async (more = {}) =>
			await table().server.output('getAll', {
				...{ resource: 'table', baseId: { __rl: true, mode: 'id', value: table().baseId } },
				...more,
			});

		it('returns the tables of the base in order, each with its ID and name', async () => {
			const tables = await output({ returnAll: true });
			expect(tables.map(({ name }) => name).slice(-2)).toEqual(['Linked companies', 'Orders']);
			expect(tables.at(-1)).toMatchObject({ id: table().id, baseId: table().baseId });
		});

		it('returns no more than the limit', async () => {
			expect(await output({ limit: 1 })).toHaveLength(1);
		});

		it('returns no item for a base without tables', async () => {
			const [{ id: spaceId }] = (await table().server.ask('GET', '/space')) as unknown as [
				{ id: string },
			];
			const { id } = await table().server.ask('POST', '/base', { spaceId, name: 'Empty' });
			expect(await output({ baseId: { __rl: true, mode: 'id', value: id } })).toEqual([]);
		});
	});
});
