import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const DUPLICATE = '/api/base/:baseId/table/:tableId/duplicate';

describe('Table: Duplicate', () => {
	onEachEngine((table) => {
		const target = (more: INodeParameters = {}) =>
			table().target('duplicate', { resource: 'table', name: 'Old orders', ...more });

		const names = async () => {
			const tables = await table().server.ask('GET', `/base/${table().baseId}/table`);
			return (tables as unknown as IDataObject[]).map(({ name }) => name);
		};

		const recordsOf = async ({ id }: IDataObject) =>
			(await table().server.ask('GET', `/table/${String(id)}/record`)).records as IDataObject[];

		it('copies the fields and views, and says which is which', async () => {
			const [copy] = await table().server.output('duplicate', target());
			expect(copy).toMatchObject({ name: 'Old orders', baseId: table().baseId });
			const name = (copy.fields as IDataObject[]).find((field) => field.name === 'Name');
			expect(copy.fieldMap).toMatchObject({ [table().field('Name')]: name?.id });
			expect(await recordsOf(copy)).toEqual([]);
		});

		it('copies the records too, with their IDs, on request', async () => {
			const ids = await table().fill([{ Name: 'Nathan' }, { Name: 'Ada' }]);
			const [copy] = await table().server.output('duplicate', target({ includeRecords: true }));
			expect((await recordsOf(copy)).map(({ id }) => id)).toEqual(ids);
		});

		it('keeps the icon, which v2 drops', async () => {
			const path = `/base/${table().baseId}/table/${table().id}/icon`;
			await table().server.ask('PUT', path, { icon: '📦' });
			expect(await table().server.output('duplicate', target())).toMatchObject([{ icon: '📦' }]);
		});

		it('refuses a name that is in use', async () => {
			expect(await table().server.failure('duplicate', target({ name: 'Orders' }))).toContain(
				`'Name' is 'Orders', but the base already has a table with this name (${table().id}).`,
			);
		});

		it('finds the copy if the answer is lost, and creates no other', async () => {
			await table().fill([{ Name: 'Nathan' }]);
			const { sandbox } = table().server;
			sandbox.inject({ method: 'POST', route: DUPLICATE, kind: 'resetAfter' });
			const [copy] = await table().server.output('duplicate', target({ includeRecords: true }));
			expect(copy.name).toBe('Old orders');
			expect((await names()).filter((name) => name === 'Old orders')).toHaveLength(1);
		});

		it('removes a copy whose records are missing', async () => {
			await table().fill([{ Name: 'Nathan' }]);
			const { sandbox } = table().server;
			const route = '/api/table/:tableId/aggregation/row-count';
			const body = { rowCount: 0 };
			sandbox.inject({ method: 'GET', route, kind: 'status', status: 200, body, after: 1 });
			expect(await table().server.failure('duplicate', target({ includeRecords: true }))).toMatch(
				/^Teable copied only 0 of 1 records\. Table 'Old orders' \(tbl\w{16}\) had already been created\. It was deleted again\./,
			);
			expect(await names()).not.toContain('Old orders');
		});
	});

	onEachEngine(
		(table) => {
			it('refuses to copy records to which v2 answers 500, before an empty copy is left behind', async () => {
				await table().fill([{ Name: 'Nathan' }]);
				const parameters = { resource: 'table', name: 'Copy', includeRecords: true };
				expect(await table().failure('duplicate', parameters)).toBe(
					"'Include Records' is on, but this Teable server can't copy the records of a table with created time, last modified time or auto number fields ('Made', 'No'). Turn it off, and copy the records with Get Many and Create.",
				);
				expect(table().server.sandbox.count('POST', DUPLICATE)).toBe(0);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
		[
			{ name: 'Made', type: 'createdTime' },
			{ name: 'No', type: 'autoNumber' },
		],
	);
});
