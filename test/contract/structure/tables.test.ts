import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { bytesOf } from '../../harness/files';
import type { ContractServer } from '../server';
import { onContractServers } from '../server';

describe('Teable contract: tables', () => {
	onContractServers((server) => {
		const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

		const run = async (operation: string, more: INodeParameters) =>
			await server().run(
				operation,
				{ resource: 'table', baseId: byId(server().baseId), ...more },
				{ authentication: 'accessToken' },
			);

		const output = async (operation: string, more: INodeParameters) => {
			const { items, error } = await run(operation, more);
			expect(error?.message).toBeUndefined();
			return items.map(({ json }) => json);
		};

		const failure = async (operation: string, more: INodeParameters): Promise<string> => {
			const { items, error } = await run(operation, more);
			expect(items).toEqual([]);
			return String(error?.message);
		};

		const create = async (name: string, fields: IDataObject[], options: INodeParameters = {}) => {
			const terms = { name, fieldsFrom: 'json', fieldsJson: JSON.stringify(fields), options };
			return (await output('create', terms))[0];
		};

		const names = async () => (await output('getAll', { returnAll: true })).map(({ name }) => name);

		const fieldNames = ({ fields }: IDataObject) =>
			(fields as IDataObject[]).map(({ name }) => name);

		const fieldsOf = async (id: unknown) =>
			(await ask(server(), `/table/${String(id)}/field`)).map(({ name }) => name);

		const TEXT = { name: 'Name', type: 'singleLineText' };

		it('Create creates the table with all settings, and without records', async () => {
			const companies = await create('Companies', [TEXT, { name: 'Revenue', type: 'number' }]);
			const link = { relationship: 'manyOne', foreignTableId: companies.id };
			const made = await create(
				'Invoices',
				[
					TEXT,
					{ name: 'Net', type: 'number', notNull: true },
					{ name: 'Status', type: 'singleSelect', options: { choices: ['Open', 'Paid'] } },
					{ name: 'Gross', type: 'formula', options: { expression: '{Net} * 1.19' } },
					{ name: 'Buyer', type: 'link', options: link },
					{ name: 'Payer', type: 'link', options: link },
					{
						...{ name: 'Buyer revenue', type: 'lookup' },
						lookupOptions: { linkFieldId: 'Buyer', lookupFieldId: 'Revenue' },
					},
				],
				{ icon: '📦', description: 'What was sold' },
			);
			expect(made).toMatchObject({ name: 'Invoices', icon: '📦', description: 'What was sold' });
			expect(fieldNames(made)).toEqual([
				...['Name', 'Net', 'Status', 'Gross', 'Buyer', 'Payer', 'Buyer revenue'],
			]);
			expect(made.fields).toContainEqual(expect.objectContaining({ name: 'Net', notNull: true }));
			const { records } = await server().ask('GET', `/table/${String(made.id)}/record`);
			expect(records).toEqual([]);
			expect(await output('get', { tableId: byId(made.id) })).toMatchObject([
				{ id: made.id, dbTableName: expect.stringContaining('.') },
			]);
		});

		it('Create removes what it has created if a later step fails, also in linked tables', async () => {
			const linked = await create('Linked', [TEXT]);
			const link = { relationship: 'manyMany', foreignTableId: linked.id };
			const fields = [
				TEXT,
				{ name: 'Links', type: 'link', options: link },
				// Teable refuses this format.
				{
					...{ name: 'Bad', type: 'formula' },
					options: { expression: '{Name}', formatting: { type: 'nonsense' } },
				},
			];
			const terms = { name: 'Half', fieldsFrom: 'json', fieldsJson: JSON.stringify(fields) };
			expect(await failure('create', terms)).toMatch(
				/ Table 'Half' \(tbl\w{16}\) had already been created\. It was deleted again\./,
			);
			expect(await names()).not.toContain('Half');
			expect(await fieldsOf(linked.id)).toEqual(['Name']);
		});

		it('Create creates a second table with a name only on request', async () => {
			const first = await create('Twice', [TEXT]);
			const terms = { name: 'Twice', fieldsFrom: 'json', fieldsJson: JSON.stringify([TEXT]) };
			expect(await failure('create', terms)).toContain(`with this name (${String(first.id)})`);
			expect(await create('Twice', [TEXT], { ifNameTaken: 'use' })).toMatchObject({
				...{ id: first.id, isNew: false },
			});
			const other = await create('Twice', [TEXT], { ifNameTaken: 'create' });
			expect(other.id).not.toBe(first.id);
		});

		it('Update changes name, icon and description', async () => {
			const { id } = await create('Before', [TEXT]);
			const changes = { name: 'After', icon: '🚀', description: 'Changed' };
			expect(await output('update', { tableId: byId(id), ...changes })).toMatchObject([
				{ id, ...changes },
			]);
			const options = { clearDescription: true };
			const [cleared] = await output('update', { tableId: byId(id), options });
			expect(cleared.description ?? '').toBe('');
		});

		it('Update accepts a name of any length, and the table keeps working', async () => {
			const { id } = await create('Short', [TEXT]);
			const name = 'x'.repeat(300);
			expect(await output('update', { tableId: byId(id), name })).toMatchObject([{ id, name }]);
			const records = [{ fields: {} }];
			await server().ask('POST', `/table/${String(id)}/record`, { records });
			expect(await server().ask('GET', `/table/${String(id)}/record`)).toMatchObject({
				records: [{}],
			});
		});

		it('Duplicate copies records with their IDs', async () => {
			const { id } = await create('Original', [TEXT]);
			await server().ask('POST', `/table/${String(id)}/record`, {
				records: [{ fields: { Name: 'one' } }, { fields: { Name: 'two' } }],
			});
			const terms = { tableId: byId(id), name: 'Copy', includeRecords: true };
			const [copy] = await output('duplicate', terms);
			const ids = async (table: unknown) =>
				(
					(await server().ask('GET', `/table/${String(table)}/record`)).records as IDataObject[]
				).map((record) => record.id);
			expect((await ids(copy.id)).sort()).toEqual((await ids(id)).sort());
		});

		it('Export returns a CSV file with the values as displayed', async () => {
			const { id } = await create('Täble/ö "q"', [TEXT, { name: 'Amount', type: 'number' }]);
			await server().ask('POST', `/table/${String(id)}/record`, {
				records: [{ fields: { Name: 'a, "b"', Amount: 1.5 } }],
			});
			const { items, error } = await run('export', { tableId: byId(id), binaryField: 'data' });
			expect(error?.message).toBeUndefined();
			const file = items[0].binary!.data;
			expect(file).toMatchObject({ fileName: 'Täble_ö "q".csv', mimeType: 'text/csv' });
			expect(String(await bytesOf(file))).toBe('\ufeffName,Amount\r\n"a, ""b""",1.50');
		});

		it('Delete stops before it deletes a table that others link to', async () => {
			const linked = await create('Target', [TEXT]);
			await create('Source', [
				TEXT,
				{
					...{ name: 'Links', type: 'link' },
					options: { relationship: 'manyOne', foreignTableId: linked.id, isOneWay: true },
				},
			]);
			const tableId = byId(linked.id);
			expect(await failure('delete', { tableId })).toContain("'Links' in table 'Source'");
			expect(await output('delete', { tableId, options: { deleteIfLinked: true } })).toEqual([
				{ id: linked.id, deleted: true },
			]);
			expect(await names()).not.toContain('Target');
		});

		it('Permanently Delete deletes a table permanently', async () => {
			const { id } = await create('Gone', [TEXT]);
			const options = { deleteForGood: true };
			expect(await output('delete', { tableId: byId(id), options })).toEqual([
				{ id, deleted: true },
			]);
			expect(await names()).not.toContain('Gone');
		});
	});
});

const ask = async (server: ContractServer, path: string): Promise<IDataObject[]> =>
	(await server.ask('GET', path)) as unknown as IDataObject[];
