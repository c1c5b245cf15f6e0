import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { onEachEngine } from '../../../../harness/table';

const TABLES = '/api/base/:baseId/table';
const FIELDS = '/api/table/:tableId/field';

describe('Table: Create', () => {
	onEachEngine((table) => {
		const target = (name: string, fields: unknown, options: INodeParameters = {}) => ({
			...{ resource: 'table', baseId: { __rl: true, mode: 'id', value: table().baseId } },
			...{ name, fieldsFrom: 'json', fieldsJson: JSON.stringify(fields), options },
		});

		const create = async (name: string, fields: unknown, options: INodeParameters = {}) =>
			(await table().server.output('create', target(name, fields, options)))[0];

		const failure = async (name: string, fields: unknown, options: INodeParameters = {}) =>
			await table().server.failure('create', target(name, fields, options));

		/** The names of the tables in the base. */
		const names = async () => {
			const tables = (await table().server.ask(
				'GET',
				`/base/${table().baseId}/table`,
			)) as unknown as IDataObject[];
			return tables.map(({ name }) => name);
		};

		/** The names and types of the fields that other tables have of a link. */
		const linkedFields = async () => {
			const { id } = (
				(await table().server.ask(
					'GET',
					`/base/${table().baseId}/table`,
				)) as unknown as IDataObject[]
			).find(({ name }) => name === 'Linked companies')!;
			const path = `/table/${String(id)}/field`;
			const fields = (await table().server.ask('GET', path)) as unknown as IDataObject[];
			return { id, names: fields.map(({ name }) => name) };
		};

		it('makes the table with the fields of the list, and without records', async () => {
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

		it('sets icon and description, which v2 drops when it makes a table', async () => {
			const options = { icon: '📦', description: 'What customers have ordered' };
			expect(await create('Invoices', [{ name: 'A', type: 'longText' }], options)).toMatchObject(
				options,
			);
		});

		it('adds links, lookups and formulas behind the others, by the names of the fields', async () => {
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

		it('takes choices by their mere names, to which Teable would answer 500', async () => {
			const made = await create('Invoices', [
				{ name: 'Status', type: 'singleSelect', options: { choices: ['Open', 'Paid'] } },
			]);
			expect((made.fields as IDataObject[])[0].options).toMatchObject({
				choices: [{ name: 'Open' }, { name: 'Paid' }],
			});
		});

		describe('when the name is taken', () => {
			const FIELD = [{ name: 'A', type: 'singleLineText' }];

			it('stops and names the table that has it', async () => {
				expect(await failure('Orders', FIELD)).toBe(
					`'Name' is 'Orders', and the base has a table of that name already (${table().id}). Give another name, or set 'If the Name Is Taken' under 'Options'.`,
				);
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			});

			it('gives the table there is, where that is wished', async () => {
				expect(await create('Orders', FIELD, { ifNameTaken: 'use' })).toMatchObject({
					...{ id: table().id, name: 'Orders', isNew: false },
				});
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			});

			it('makes another one, where that is wished', async () => {
				const made = await create('Orders', FIELD, { ifNameTaken: 'create' });
				expect(made).toMatchObject({ name: expect.stringMatching(/^Orders( 2)?$/), isNew: true });
				expect(made.id).not.toBe(table().id);
			});
		});

		it('finds the table whose answer is lost, and makes no other', async () => {
			table().server.sandbox.inject({ method: 'POST', route: TABLES, kind: 'resetAfter' });
			const made = await create('Invoices', [{ name: 'A', type: 'singleLineText' }]);
			expect(made).toMatchObject({ name: 'Invoices', fields: [{ name: 'A' }], isNew: true });
			expect((await names()).filter((name) => name === 'Invoices')).toHaveLength(1);
		});

		describe('when a later step fails', () => {
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

			it('removes what was made, also from the tables that it links to, and says so', async () => {
				const before = await linkedFields();
				refuseSecondField();
				expect(await failure('Invoices', await fields())).toMatch(
					/^Teable refused this: .*\. The table 'Invoices' \(tbl\w{16}\) had been made before\. It was removed again\. Nothing was changed\.$/,
				);
				expect(await names()).not.toContain('Invoices');
				expect(await linkedFields()).toEqual(before);
			});

			it('leaves it there, where that is wished, and says what stands', async () => {
				refuseSecondField();
				expect(await failure('Invoices', await fields(), { removeOnFailure: false })).toMatch(
					/ The table 'Invoices' \(tbl\w{16}\) had been made before\. It stands, with the fields 'Number', 'Buyer'\. Unknown: item 0\.$/,
				);
				expect(await names()).toContain('Invoices');
			});

			it('says what stands when it cannot be removed again', async () => {
				refuseSecondField();
				table().server.sandbox.inject({
					...{ method: 'DELETE', route: `${TABLES}/:tableId`, kind: 'status', status: 403 },
				});
				expect(await failure('Invoices', await fields())).toMatch(
					/ had been made before\. It could not be removed again: .+\. It stands, with the fields 'Number'\. Unknown: item 0\.$/,
				);
			});
		});

		it.each<[string, unknown, string]>([
			['no list', {}, 'There is no field. Give a list of at least one.'],
			['no field', [], 'There is no field. Give a list of at least one.'],
			['a mere name', ['A'], "Field 1 is 'A', which is no object."],
			['a field without a name', [{ type: 'number' }], 'Field 1 has no name.'],
			['a blank name', [{ name: ' ', type: 'number' }], 'Field 1 has no name.'],
			[
				'a type that Teable does not have',
				[{ name: 'A', type: 'text' }],
				"The field 'A' has the type 'text', which Teable does not have. Give it one such as 'longText'",
			],
			[
				'a name twice',
				[
					{ name: 'A', type: 'number' },
					{ name: 'A', type: 'date' },
				],
				"There are two fields with the name 'A'",
			],
			[
				'a first field that cannot be first',
				[{ name: 'A', type: 'checkbox' }],
				"The field 'A' comes first, and Teable lets no field of the type checkbox do so.",
			],
			[
				'a formula of other fields that comes first',
				[
					{ name: 'A', type: 'formula', options: { expression: '{B}' } },
					{ name: 'B', type: 'number' },
				],
				"The field 'A' comes first, and is a formula of other fields",
			],
			[
				'a formula of a field that is not there',
				[
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'formula', options: { expression: '{C} & "{D}"' } },
				],
				"The field 'B': The formula names the field 'C', which the table does not have.",
			],
			[
				'formulas of each other',
				[
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'formula', options: { expression: '{C}' } },
					{ name: 'C', type: 'formula', options: { expression: '{B}' } },
				],
				"The fields 'B', 'C' need each other.",
			],
			[
				'what Teable would ignore',
				[{ name: 'A', type: 'singleSelect', choices: ['B'] }],
				"The field 'A' holds 'choices', which Teable would ignore.",
			],
			[
				'a choice twice',
				[{ name: 'A', type: 'singleSelect', options: { choices: ['B', { name: 'B' }] } }],
				"The field 'A' has the choice 'B' twice.",
			],
			[
				'a link to nowhere',
				[
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'link', options: { relationship: 'manyOne' } },
				],
				"The field 'B' needs 'foreignTableId' in 'options', as it is a link.",
			],
		])('refuses %s before anything is sent', async (_what, fields, message) => {
			expect(await failure('Invoices', fields)).toContain(
				`'Fields (JSON)' cannot be used. ${message}`,
			);
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('refuses a link to a table that is not there before anything is made', async () => {
			const options = { relationship: 'manyOne', foreignTableId: 'tblAAAAAAAAAAAAAAAA' };
			expect(
				await failure('Invoices', [
					{ name: 'A', type: 'number' },
					{ name: 'B', type: 'link', options },
				]),
			).toContain('Teable cannot find this: Invalid tableId: tblAAAAAAAAAAAAAAAA');
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('refuses a lookup of a field that the linked table does not have before anything is made', async () => {
			const { id } = await linkedFields();
			expect(
				await failure('Invoices', [
					{ name: 'A', type: 'number' },
					{
						...{ name: 'B', type: 'link' },
						options: { relationship: 'manyOne', foreignTableId: id },
					},
					{
						...{ name: 'C', type: 'lookup' },
						lookupOptions: { linkFieldId: 'B', lookupFieldId: 'Nope' },
					},
				]),
			).toContain("The field 'C' looks up 'Nope', which the linked table does not have.");
			expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
		});

		it('refuses a blank name', async () => {
			expect(await failure('   ', [{ name: 'A', type: 'number' }])).toContain("'Name' is empty.");
		});

		it.each(['box', '7'])('refuses the icon %s, as it is no emoji', async (icon) => {
			expect(await failure('Invoices', [{ name: 'A', type: 'number' }], { icon })).toContain(
				`'Icon' is '${icon}', which is not an emoji.`,
			);
		});
	});

	onEachEngine(
		(table) => {
			it.each<[string, string, IDataObject[]]>([
				["'Name' has 101 characters", 'a'.repeat(101), [{ name: 'A', type: 'number' }]],
				[
					'There are 501 fields',
					'Wide',
					Array.from({ length: 501 }, (_, index) => ({ name: `${index}`, type: 'number' })),
				],
				['has a name of 101 characters', 'Long name', [{ name: 'a'.repeat(101), type: 'number' }]],
			])('says that "%s" before anything is sent', async (message, name, fields) => {
				const baseId = { __rl: true, mode: 'id', value: table().baseId };
				const parameters = { resource: 'table', baseId, name, fieldsFrom: 'json' };
				const fieldsJson = JSON.stringify(fields);
				expect(await table().server.failure('create', { ...parameters, fieldsJson })).toContain(
					message,
				);
				expect(table().server.sandbox.count('POST', TABLES)).toBe(0);
			});
		},
		[['2026-07, v2', '2026-07', 'v2']],
	);
});
