import type { INodeParameters } from 'n8n-workflow';

import { bytesOf, keepFilesOnDisk } from '../../../../harness/files';
import { onEachEngine } from '../../../../harness/table';

const EXPORT = '/api/export/:tableId';

describe('Table: Export', () => {
	beforeAll(keepFilesOnDisk);

	onEachEngine((table) => {
		const target = (more: INodeParameters = {}) =>
			table().target('export', { resource: 'table', ...more });

		const run = async (more: INodeParameters = {}) => {
			const { items, error } = await table().server.run('export', target(more));
			expect(error?.message).toBeUndefined();
			const [{ json, binary }] = items;
			return { json, file: binary!.data, csv: String(await bytesOf(binary!.data)) };
		};

		const view = async (terms: object): Promise<INodeParameters> => {
			const { id } = await table().server.ask('POST', `/table/${table().id}/view`, terms);
			return { viewId: { __rl: true, mode: 'id', value: String(id) } };
		};

		it('returns the table as a CSV file, with values as displayed', async () => {
			await table().fill([{ Name: 'A "quoted", name', Amount: 1.5, Tags: ['A', 'B'] }]);
			const { json, file, csv } = await run();
			expect(csv).toMatch(/^\ufeffName,Email,Amount,.*\r\n"A ""quoted"", name",,1\.50,,"A, B",/);
			expect(file).toMatchObject({ fileName: 'Orders.csv', mimeType: 'text/csv' });
			expect(file.id).toMatch(/^filesystem/);
			expect(json).toMatchObject({ id: table().id, fileName: 'Orders.csv', mimeType: 'text/csv' });
		});

		it('names the file after table and view, with any characters', async () => {
			const path = `/base/${table().baseId}/table/${table().id}/name`;
			await table().server.ask('PUT', path, { name: 'Täble ö 📦 "q"' });
			const { file } = await run(await view({ name: 'Vü', type: 'grid' }));
			expect(file.fileName).toBe('Täble ö 📦 "q"_Vü.csv');
		});

		it('exports what a grid view shows', async () => {
			await table().fill([{ Name: 'One', Amount: 1 }, { Name: 'Two' }]);
			const filterSet = [{ fieldId: table().field('Amount'), operator: 'isEmpty', value: null }];
			const filter = { conjunction: 'and', filterSet };
			const { csv } = await run(await view({ name: 'Empty', type: 'grid', filter }));
			expect(csv.split('\r\n').slice(1)).toEqual([expect.stringMatching(/^Two,/)]);
		});

		it('refuses a view that is not a grid, and names the grid views', async () => {
			const parameters = target(await view({ name: 'Board', type: 'kanban' }));
			expect(await table().server.failure('export', parameters)).toBe(
				"'View' is 'Board', a kanban view, but only grid views can be exported. Choose one of 'Grid view'.",
			);
			expect(table().server.sandbox.count('GET', EXPORT)).toBe(0);
		});

		it('fails with the reason if Teable has written a failure into the file', async () => {
			const body = '\ufeffName\r\nOne\r\nExport fail reason:, connection lost';
			const { sandbox } = table().server;
			sandbox.inject({ method: 'GET', route: EXPORT, kind: 'status', status: 200, body });
			expect(await table().server.failure('export', target())).toBe(
				"Teable couldn't export the whole table: connection lost. The incomplete file was discarded. Run the node again.",
			);
		});

		it('does not mistake a record for a failure', async () => {
			await table().fill([{ Name: 'Export fail reason:' }, { Name: 'Last' }]);
			expect((await run()).csv).toMatch(/\r\nExport fail reason:,.*\r\nLast,/);
		});

		it('names the missing scope', async () => {
			const { sandbox } = table().server;
			const message = `not allowed to operate table|export, view|read on ${table().id}`;
			const body = { message, status: 403, code: 'restricted_resource' };
			sandbox.inject({ method: 'GET', route: EXPORT, kind: 'status', status: 403, body });
			expect(await table().server.failure('export', target())).toContain(
				'The token lacks the scope table|export',
			);
		});

		it('refuses columns that the table does not have', async () => {
			const parameters = target({ options: { onlyColumns: 'Name, Nope' } });
			expect(await table().server.failure('export', parameters)).toContain(
				"'Column Names or IDs' contains 'Nope', which the table doesn't have.",
			);
		});

		it('exports only chosen columns, or says that 1.10 cannot', async () => {
			await table().fill([{ Name: 'One', Amount: 1 }]);
			const options = { onlyColumns: 'Name, Amount' };
			if (table().server.version === '1.10.0') {
				expect(await table().server.failure('export', target({ options }))).toBe(
					"'Column Names or IDs' is not supported by Teable 1.10, which always exports all columns. Choose a grid view under 'View' that hides the other columns.",
				);
				expect(table().server.sandbox.count('GET', EXPORT)).toBe(0);
				return;
			}
			expect((await run({ options })).csv).toBe('\ufeffName,Amount\r\nOne,1.00');
		});
	});
});
