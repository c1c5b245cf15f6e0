import type { IDataObject } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';
import { TABLES, tablesOf } from './tables';

const FIELDS = '/api/table/:tableId/field';

describe('Table: Create', () => {
	onEachEngine((table) => {
		const { target, create, failure, names, linkedFields } = tablesOf(table);

		it('creates the table with the fields in the list, and without records', async () => {
			const [made] = await table().server.output('create', {
				...target('Invoices', []),
				fieldsFrom: 'list',
				fields: {
					field: [
						{ name: 'Number', type: 'singleLineText' },
						{ name: 'Total', type: 'number' },
					],
				},
			});
			expect(made).toMatchObject({
				...{ name: 'Invoices', baseId: table().baseId, isNew: true },
				id: expect.stringMatching(/^tbl/),
				dbTableName: expect.any(String),
				fields: [
					{ name: 'Number', type: 'singleLineText', isPrimary: true },
					{ name: 'Total', type: 'number' },
				],
				views: [{ name: 'Grid view' }],
			});
			const { records } = await table().server.ask('GET', `/table/${String(made.id)}/record`);
			expect(records).toEqual([]);
		});

		it('sets icon and description, which v2 drops when it creates a table', async () => {
			const options = { icon: '📦', description: 'What customers have ordered' };
			expect(await create('Invoices', [{ name: 'A', type: 'longText' }], options)).toMatchObject(
				options,
			);
		});

		it('adds links, lookups and formulas after the other fields, by the names of fields', async () => {
			const { id } = await linkedFields();
			const link = (name: string): IDataObject => ({
				...{ name, type: 'link' },
				options: { relationship: 'manyOne', foreignTableId: id },
			});
			const made = await create('Invoices', [
				{ name: 'Number', type: 'singleLineText' },
				{ name: 'Gross', type: 'formula', options: { expression: '{Net} * 1.19' } },
				{
					...{ name: 'Buyer name', type: 'singleLineText', isLookup: true },
					lookupOptions: { linkFieldId: 'Buyer', lookupFieldId: 'Company' },
				},
				{ name: 'Net', type: 'number' },
				link('Buyer'),
				link('Payer'),
			]);
			const fields = made.fields as IDataObject[];
			const idOf = (name: string) => fields.find((field) => field.name === name)?.id;
			expect(fields.map(({ name }) => name)).toEqual([
				...['Number', 'Net', 'Gross', 'Buyer', 'Buyer name', 'Payer'],
			]);
			expect(fields[2].options).toMatchObject({ expression: `{${String(idOf('Net'))}} * 1.19` });
			expect(fields[4].lookupOptions).toMatchObject({ linkFieldId: idOf('Buyer') });
		});

		it('accepts choices as plain names, to which Teable would answer 500', async () => {
			const made = await create('Invoices', [
				{ name: 'Status', type: 'singleSelect', options: { choices: ['Open', 'Paid'] } },
			]);
			expect((made.fields as IDataObject[])[0].options).toMatchObject({
				choices: [{ name: 'Open' }, { name: 'Paid' }],
			});
		});

		describe('if the name is in use', () => {
			const FIELD = [{ name: 'A', type: 'singleLineText' }];

			it('stops and names the existing table', async () => {
				expect(await failure('Orders', FIELD)).toBe(
					`'Name' is 'Orders', but the base already has a table with this name (${table().id}). Choose another name, or set 'If Name Already Exists' under 'Options'.`,
				);
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			});

			it('returns the existing table on request', async () => {
				expect(await create('Orders', FIELD, { ifNameTaken: 'use' })).toMatchObject({
					...{ id: table().id, name: 'Orders', isNew: false },
				});
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			});

			it('creates another table on request', async () => {
				const made = await create('Orders', FIELD, { ifNameTaken: 'create' });
				expect(made).toMatchObject({ name: expect.stringMatching(/^Orders( 2)?$/), isNew: true });
				expect(made.id).not.toBe(table().id);
			});
		});

		it('finds the table if the answer is lost, and creates no other', async () => {
			table().server.sandbox.inject({ method: 'POST', route: TABLES, kind: 'resetAfter' });
			const made = await create('Invoices', [{ name: 'A', type: 'singleLineText' }]);
			expect(made).toMatchObject({ name: 'Invoices', fields: [{ name: 'A' }], isNew: true });
			expect((await names()).filter((name) => name === 'Invoices')).toHaveLength(1);
		});

		describe('if a later step fails', () => {
			const fields = async () => {
				const { id } = await linkedFields();
				const options = { relationship: 'manyOne', foreignTableId: id };
				return [
					{ name: 'Number', type: 'singleLineText' },
					{ name: 'Buyer', type: 'link', options },
					{ name: 'Payer', type: 'link', options },
				];
			};
			const refuseSecondField = () =>
				table().server.sandbox.inject({
					...{ method: 'POST', route: FIELDS, kind: 'status', status: 400, after: 1 },
				});

			it('removes what was created, also from linked tables, and says so', async () => {
				const before = await linkedFields();
				refuseSecondField();
				expect(await failure('Invoices', await fields())).toMatch(
					/^Teable refused this: .*\. Table 'Invoices' \(tbl\w{16}\) had already been created\. It was deleted again\. Nothing was changed\.$/,
				);
				expect(await names()).not.toContain('Invoices');
				expect(await linkedFields()).toEqual(before);
			});

			it('keeps it on request, and says what was created', async () => {
				refuseSecondField();
				expect(await failure('Invoices', await fields(), { removeOnFailure: false })).toMatch(
					/ Table 'Invoices' \(tbl\w{16}\) had already been created\. It still exists, with the fields 'Number', 'Buyer'\. Unknown: item 0\.$/,
				);
				expect(await names()).toContain('Invoices');
			});

			it('says what remains if it cannot be removed', async () => {
				refuseSecondField();
				table().server.sandbox.inject({
					...{ method: 'DELETE', route: `${TABLES}/:tableId`, kind: 'status', status: 403 },
				});
				expect(await failure('Invoices', await fields())).toMatch(
					/ had already been created\. It could not be deleted again: .+\. It still exists, with the fields 'Number'\. Unknown: item 0\.$/,
				);
			});
		});
	});
});
