import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const TABLE = '/api/base/:baseId/table/:tableId';

describe('Table: Delete', () => {
	onEachEngine((table) => {
		const list = async (path: string) =>
			(await table().server.ask('GET', path)) as unknown as IDataObject[];

		const tables = async () => await list(`/base/${table().baseId}/table`);

		/** The table to which Orders has a one-way link. */
		const companies = async () => {
			const found = (await tables()).find(({ name }) => name === 'Linked companies');
			return { __rl: true, mode: 'id', value: String(found?.id) };
		};

		const target = (more: INodeParameters = {}) =>
			table().target('delete', { resource: 'table', ...more });

		it('moves a table to the trash', async () => {
			const deleted = await table().server.output('delete', target());
			expect(deleted).toEqual([{ id: table().id, deleted: true }]);
			expect((await tables()).map(({ id }) => id)).not.toContain(table().id);
			expect(table().server.sandbox.count('DELETE', TABLE)).toBe(1);
		});

		it('deletes a table permanently, on request', async () => {
			await table().server.output('delete', target({ options: { deleteForGood: true } }));
			expect((await tables()).map(({ id }) => id)).not.toContain(table().id);
			expect(table().server.sandbox.count('DELETE', `${TABLE}/permanent`)).toBe(1);
		});

		it('keeps a table that others link to, also one-way, and names the fields', async () => {
			const tableId = await companies();
			expect(await table().server.failure('delete', target({ tableId }))).toBe(
				"'Table' is 'Linked companies', which other tables link to: 'Companies' in table 'Orders'. Teable may delete these link fields with all their values. To delete it anyway, turn on 'Delete Even If Linked' under 'Options'.",
			);
			expect(await companies()).toEqual(tableId);
		});

		it('deletes a linked table on request', async () => {
			const tableId = await companies();
			const options = { deleteIfLinked: true };
			await table().server.output('delete', target({ tableId, options }));
			expect((await tables()).map(({ name }) => name)).not.toContain('Linked companies');
		});

		it('detects that a table was deleted if the answer is lost', async () => {
			table().server.sandbox.inject({ method: 'DELETE', route: TABLE, kind: 'resetAfter' });
			expect(await table().server.output('delete', target())).toEqual([
				{ id: table().id, deleted: true },
			]);
			expect(table().server.sandbox.count('DELETE', TABLE)).toBe(1);
		});

		it('says that the table does not exist', async () => {
			const tableId = { __rl: true, mode: 'id', value: 'tblAAAAAAAAAAAAAAAA' };
			expect(await table().server.failure('delete', target({ tableId }))).toContain(
				"'Table' is 'tblAAAAAAAAAAAAAAAA', which doesn't exist in any base that this credential can list.",
			);
		});
	});
});
