import { omit } from 'lodash';
import type { IDataObject, INode, INodeParameters, ResourceMapperField } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Teable } from '../../../../../nodes/Teable/Teable.node.js';
import { listColumns } from '../../../../harness/engine';
import { fillEveryColumn, REMAINING_COLUMNS } from '../../../../harness/data/everyColumn';
import { onEachEngine } from '../../../../harness/table';

const { description } = new Teable();

const OPERATIONS = [
	['create', 'getColumns'],
	['update', 'getColumnsToUpdate'],
	['upsert', 'getColumnsToUpsert'],
] as const;

type Operation = (typeof OPERATIONS)[number][0];

type Method = (typeof OPERATIONS)[number][1];

/**
 * What n8n's editor (2.41.1, ResourceMapper) enters in a column that it shows for the first time. Null isn't stored.
 */
const preset = ({ type, defaultValue }: ResourceMapperField) =>
	defaultValue === undefined && type === 'boolean' ? false : (defaultValue ?? null);

describe('the column mapper', () => {
	onEachEngine(
		(table) => {
			const parametersOf = (operation: string, more: INodeParameters = {}) =>
				table().target(operation, { authentication: 'accessToken', ...more });

			const load = async (method: Method, more: INodeParameters = {}, asTool = false) => {
				const { credentials } = table().server;
				return await listColumns(method, {
					...{ parameters: parametersOf('create', more), credentials, asTool },
				});
			};

			/** The mapper as the editor stores it after a table is chosen and `values` are entered, by name. */
			const filledIn = async (
				operation: Operation,
				values: IDataObject,
			): Promise<INodeParameters> => {
				const [, method] = OPERATIONS.find(([name]) => name === operation)!;
				const { fields } = await load(method);
				const presets = fields.map((field) => [field.id, preset(field)]);
				const given = Object.entries(values).map(([name, value]) => [
					fields.find((field) => (field.name ?? field.displayName) === name)!.id,
					value,
				]);
				const stored = [...presets, ...given].filter(([, value]) => value !== null);
				const matching = fields.filter(({ defaultMatch }) => defaultMatch).map(({ id }) => id);
				return {
					columns: {
						mappingMode: 'defineBelow',
						value: Object.fromEntries(stored) as INodeParameters,
						matchingColumns: operation === 'create' ? [] : matching,
						schema: fields as unknown as INodeParameters[],
					},
				};
			};

			const run = async (operation: string, parameters: INodeParameters, items?: IDataObject[]) =>
				await table().output(operation, parameters, { items });

			/** What prevents n8n from executing the node. */
			const issuesOf = (parameters: INodeParameters) => {
				const node = { name: 'Teable', type: 'teable', typeVersion: 1, parameters };
				return NodeHelpers.getNodeParametersIssues(
					description.properties,
					{ ...node, id: '1', position: [0, 0] } as INode,
					description,
				);
			};

			const record = async (id: string) => (await table().rows()).find((row) => row.id === id)!;

			it.each(OPERATIONS)('returns no column of a new %s node with a value', async (operation) => {
				const { columns } = (await filledIn(operation, {})) as { columns: IDataObject };
				expect(columns.value).toEqual({});
				expect(issuesOf(parametersOf(operation, { columns } as INodeParameters))).toBeNull();
			});

			it("leaves a new record to Teable's defaults if the author maps one column", async () => {
				const mapper = await filledIn('create', { Name: 'Ada' });
				expect(issuesOf(parametersOf('create', mapper))).toBeNull();
				const [{ id }] = await run('create', mapper);
				const [reference] = await table().fill([{ Name: 'Ada' }]);
				const made = await record(String(id));
				const expected = await record(reference);
				expect(made).toMatchObject({ 'Paid by default': true, 'Status by default': 'Todo' });
				expect(made['Due by default']).toMatch(/^20\d\d-/);
				expect(omit(made, 'id', 'Due by default')).toEqual(omit(expected, 'id', 'Due by default'));
			});

			it("leaves a record that Create or Update creates to Teable's defaults", async () => {
				const [{ id }] = await run('upsert', await filledIn('upsert', { Name: 'New' }));
				const [reference] = await table().fill([{ Name: 'New' }]);
				expect(omit(await record(String(id)), 'id', 'Due by default')).toEqual(
					omit(await record(reference), 'id', 'Due by default'),
				);
			});

			it('keeps all other cells of a record in Update', async () => {
				const id = await fillEveryColumn(table());
				const before = await record(id);
				const mapper = await filledIn('update', { 'Record ID': id, Name: 'Ada Lovelace' });
				expect(issuesOf(parametersOf('update', mapper))).toBeNull();
				await run('update', mapper);
				expect(await record(id)).toEqual({ ...before, Name: 'Ada Lovelace' });
			});

			it('keeps all other cells of a record in Create or Update', async () => {
				const id = await fillEveryColumn(table());
				const before = await record(id);
				await run('upsert', await filledIn('upsert', { Name: 'Ada', Notes: 'new' }));
				expect(await record(id)).toEqual({ ...before, Notes: 'new' });
			});

			it('leaves a column alone that is reset to its first choice', async () => {
				const id = await fillEveryColumn(table());
				const before = await record(id);
				const mapper = { 'Record ID': id, Name: 'Ada Lovelace', Paid: '', Status: '' };
				await run('update', await filledIn('update', mapper));
				expect(await record(id)).toEqual({ ...before, Name: 'Ada Lovelace' });
			});

			it('unchecks only the checkbox that the author sets to false', async () => {
				const id = await fillEveryColumn(table());
				const before = await record(id);
				const mapper = await filledIn('update', { 'Record ID': id, Paid: false });
				expect(issuesOf(parametersOf('update', mapper))).toBeNull();
				await run('update', mapper);
				expect(await record(id)).toEqual(omit(before, 'Paid'));
			});

			it('unchecks a checkbox of a new record that Teable would check', async () => {
				const mapper = await filledIn('create', { Name: 'Ada', 'Paid by default': false });
				const [{ id }] = await run('create', mapper);
				expect(await record(String(id))).not.toHaveProperty('Paid by default');
			});

			it('writes a checkbox that a workflow of version 0.1.0 has stored', async () => {
				const id = await fillEveryColumn(table());
				const columns = table().columns({ id, Paid: false, 'Paid by default': true }, ['id']);
				await run('update', columns);
				expect(await record(id)).not.toHaveProperty('Paid');
				expect(await record(id)).toHaveProperty('Paid by default', true);
			});

			it.each([
				['leaves out', {}],
				['gives as null', { Paid: null, Notes: null, Amount: null, Due: null, Team: null }],
				['gives as an empty text', { Paid: '', Notes: '', Amount: '', Due: '', Team: '' }],
			])('leaves a column alone that an expression or a model %s', async (_, given) => {
				const id = await fillEveryColumn(table());
				const before = await record(id);
				const fromModel = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;
				const columns = table().columns(
					{
						...{
							id,
							Name: fromModel('Name'),
							Paid: fromModel('Paid'),
							Notes: '={{ $json.Notes }}',
						},
						...{ Amount: fromModel('Amount'), Due: fromModel('Due'), Team: fromModel('Team') },
					},
					['id'],
				);
				const { error } = await table().run('update', columns, {
					...{ items: [{ Name: 'By a model', ...given }], asTool: true },
				});
				expect(error).toBeUndefined();
				expect(await record(id)).toEqual({ ...before, Name: 'By a model' });
			});

			it('takes a checkbox from a model as text, even with Strict Types', async () => {
				const id = await fillEveryColumn(table());
				const columns = table().columns({ id, Paid: "={{ $fromAI('Paid') }}" }, ['id']);
				const parameters = table().target('update', { ...columns, options: { strict: true } });
				const { error } = await table().server.run('update', parameters, {
					...{ items: [{ Paid: 'false' }], asTool: true },
				});
				expect(error).toBeUndefined();
				expect(await record(id)).not.toHaveProperty('Paid');
			});

			it('lets the model of an AI tool fill checkboxes and choices, for which n8n offers only text', async () => {
				const { fields } = await load('getColumnsToUpdate', {}, true);
				const types = fields.map(({ displayName, type }) => [displayName, type]);
				expect(Object.fromEntries(types)).toMatchObject({ Paid: 'string', Status: 'string' });
				expect(fields.filter(({ options }) => options !== undefined)).toEqual([]);
			});

			it('offers each choice, after an entry that says what happens without one', async () => {
				const menuOf = async (method: Method, name: string) => {
					const { fields } = await load(method);
					return fields.find(({ displayName }) => displayName === name)?.options;
				};
				const todoAndDone = ['Todo', 'Done'].map((name) => ({ name, value: name }));
				const states = [
					{ name: 'Checked', value: true },
					{ name: 'Unchecked', value: false },
				];
				const first = (name: string) => ({ name, value: '' });
				expect(await menuOf('getColumns', 'Status')).toEqual([
					first('Leave Empty'),
					...todoAndDone,
				]);
				expect(await menuOf('getColumns', 'Status by default')).toEqual([
					first('Default (Todo)'),
					...todoAndDone,
				]);
				expect(await menuOf('getColumns', 'Paid by default')).toEqual([
					first('Default (Checked)'),
					...states,
				]);
				for (const method of ['getColumnsToUpdate', 'getColumnsToUpsert'] as const) {
					expect(await menuOf(method, 'Paid')).toEqual([first('Leave Unchanged'), ...states]);
				}
			});

			it('is quiet before a table is chosen', async () => {
				const tableId = { __rl: true, mode: 'list', value: '' };
				for (const [, method] of OPERATIONS) {
					expect(await load(method, { tableId })).toEqual({ fields: [] });
				}
			});

			it.each(OPERATIONS)(
				'says in %s why the columns of the table cannot be listed',
				async (_, method) => {
					const { credentials } = table().server;
					const halfToken = { ...credentials.teableApi, accessToken: 'teable_accHalfAToken' };
					const { fields, emptyFieldsNotice } = await listColumns(method, {
						parameters: parametersOf('create'),
						credentials: { ...credentials, teableApi: halfToken },
					});
					expect(fields).toEqual([]);
					expect(emptyFieldsNotice).toMatch(
						/^The token in the credential is incomplete or mistyped\./,
					);
				},
			);

			it('does not clear a mapping whose columns cannot be listed again', async () => {
				const mapper = await filledIn('update', { Name: 'Ada' });
				await table().server.ask('DELETE', `/base/${table().baseId}/table/${table().id}`);
				await expect(load('getColumnsToUpdate', mapper)).rejects.toThrow(
					`Teable has no table '${table().id}'.`,
				);
			});

			it('names a mapped column that was deleted', async () => {
				const id = await fillEveryColumn(table());
				const mapper = await filledIn('update', { 'Record ID': id, Notes: 'x' });
				const notes = table().field('Notes');
				await table().server.ask('DELETE', `/table/${table().id}/field/${notes}`);
				const message = await table().failure('update', mapper);
				expect(message).toContain(`Column 'Notes' (${notes}) no longer exists in the table.`);
			});

			it('names a deleted column to match on', async () => {
				const mapper = await filledIn('upsert', { Name: 'Ada' });
				const { columns } = mapper as { columns: INodeParameters };
				const email = table().field('Email');
				columns.matchingColumns = [`Email (${email})`];
				await table().server.ask('DELETE', `/table/${table().id}/field/${email}`);
				const message = await table().failure('upsert', mapper);
				expect(message).toContain("contains 'Email', which the table doesn't have");
			});
		},
		undefined,
		REMAINING_COLUMNS,
	);

	describe('with a column that the table requires', () => {
		onEachEngine((table) => {
			it('requires a value only in Create, and offers no way to leave it alone there', async () => {
				const options = { choices: [{ name: 'Open' }] };
				await table().addRequiredField({ name: 'State', type: 'singleSelect', options });
				const stateOf = async (method: Method) => {
					const parameters = table().target('create', { authentication: 'accessToken' });
					const { credentials } = table().server;
					const { fields } = await listColumns(method, { parameters, credentials });
					return fields.find(({ displayName }) => displayName === 'State');
				};
				const open = { name: 'Open', value: 'Open' };
				expect(await stateOf('getColumns')).toMatchObject({ required: true, options: [open] });
				expect(await stateOf('getColumnsToUpdate')).toMatchObject({ required: false });
			});
		});
	});
});
