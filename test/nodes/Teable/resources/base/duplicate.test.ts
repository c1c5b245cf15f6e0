import type { IDataObject } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { BASES, NO_SPACE, basesOf, byId } from './bases';

const DUPLICATE = `${BASES}/duplicate`;

describe('Base: Duplicate', () => {
	onEachEngine((table) => {
		const { server, is110, output, list, bases, spaces, linkToOtherBase } = basesOf(table);

		const tablesOf = async (id: unknown) => await list(`/base/${String(id)}/table`);

		const recordsOf = async (baseId: unknown) => {
			const copy = (await tablesOf(baseId)).find(({ name }) => name === 'Orders');
			const { records } = await server().ask('GET', `/table/${String(copy?.id)}/record`);
			return records as Array<{ id: string; fields: IDataObject }>;
		};

		it('copies the tables without records, next to the base', async () => {
			await table().fill([{ Name: 'Nathan' }]);
			const { own } = await spaces();
			const [copy] = await output('duplicate', { spaceId: NO_SPACE });
			expect(copy).toMatchObject({ name: 'CRM (Copy)', spaceId: own, withRecords: false });
			expect(copy.id).not.toBe(table().baseId);
			expect((await tablesOf(copy.id)).map(({ name }) => name)).toEqual(
				(await tablesOf(table().baseId)).map(({ name }) => name),
			);
			expect(await recordsOf(copy.id)).toEqual([]);
		});

		it('copies the records too, with the same IDs, to another space and with another name', async () => {
			const [id] = await table().fill([{ Name: 'Nathan', Amount: 2 }]);
			const { other } = await spaces();
			const [copy] = await output('duplicate', {
				...{ spaceId: byId(other), name: 'Last year', withRecords: true },
			});
			expect(copy).toMatchObject({ name: 'Last year', spaceId: other, withRecords: true });
			expect(await recordsOf(copy.id)).toMatchObject([
				{ id, fields: { Name: 'Nathan', Amount: 2, Double: 4 } },
			]);
		});

		it('never writes into an existing base', async () => {
			await output('duplicate', { spaceId: NO_SPACE });
			const sent = server().sandbox.requests.filter(({ route }) => route === DUPLICATE);
			expect(sent.map(({ body }) => Object.keys(body as object).sort())).toEqual([
				['fromBaseId', 'name', 'spaceId', 'withRecords'],
			]);
		});

		it('lists the links to other bases on servers of 2026', async () => {
			await linkToOtherBase();
			const [{ linksToOtherBases }] = await output('duplicate', { spaceId: NO_SPACE });
			if (is110()) expect(linksToOtherBases).toBeUndefined();
			else {
				expect(linksToOtherBases).toMatchObject([
					{ fieldName: 'Beyond', tableName: 'Orders', type: 'link' },
				]);
			}
		});

		it('finds the copy if the answer is lost, though another base has its name', async () => {
			await output('duplicate', { spaceId: NO_SPACE });
			server().sandbox.inject({ method: 'POST', route: DUPLICATE, kind: 'resetAfter' });
			const [copy] = await output('duplicate', { spaceId: NO_SPACE });
			const copies = (await bases()).filter(({ name }) => name === 'CRM (Copy)');
			expect(copies.map(({ id }) => id)).toContain(copy.id);
			expect(copies).toHaveLength(2);
		});
	});
});
