import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { listColumns, loadChoices } from '../../harness/engine';
import { TriggerRun } from '../../harness/poll';
import { TestTable } from '../../harness/table';
import type { ContractServer } from '../server';
import { OURS, activate, eventsOf, onContractServers } from '../server';

type Parameters = Record<string, INodeParameters>;

type Mapper = 'getColumns' | 'getColumnsToUpdate' | 'getColumnsToUpsert';

interface Described {
	id: string;
	name: string;
}

const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const byName = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });

describe('Teable contract: moving a workflow to a copy of its base', () => {
	onContractServers((server) => {
		let table: TestTable<ContractServer>;
		let copy: { baseId: string; baseName: string; tableId: string };
		let workflow: Parameters;

		beforeAll(async () => {
			table = await TestTable.make(server(), server().baseId);
			workflow = await builtInEditor();
			const baseName = `${OURS} copy of ${table.baseId}`;
			const { id } = await server().ask('POST', '/base/duplicate', {
				...{ fromBaseId: table.baseId, spaceId: server().spaceId, name: baseName },
				withRecords: true,
			});
			const baseId = String(id);
			const tables = (await server().ask('GET', `/base/${baseId}/table`)) as unknown as Described[];
			const tableId = tables.find(({ name }) => name === 'Orders')?.id ?? '';
			copy = { baseId, baseName, tableId };
		});

		/** The parameters of some nodes that a person has filled in with the editor's lists. */
		async function builtInEditor(): Promise<Parameters> {
			const { credentials } = server();
			const parameters = table.target('create', { authentication: 'accessToken' });
			const choices = await loadChoices('getFields', { parameters, credentials });
			const field = (name: string) =>
				choices.find((choice) => choice.name === name)?.value as string;
			const columns = async (
				method: Mapper,
				values: INodeParameters,
				matching: string[] = [],
			): Promise<INodeParameters> => {
				const { fields } = await listColumns(method, { parameters, credentials });
				const column = (name: string) => fields.find((field) => field.name === name)?.id as string;
				return {
					columns: {
						mappingMode: 'defineBelow',
						value: Object.fromEntries(
							Object.entries(values).map(([name, value]) => [column(name), value]),
						),
						matchingColumns: matching.map(column),
						schema: fields as unknown as INodeParameters[],
					},
				};
			};
			const values = { Name: '={{ $json.name }}', Amount: '={{ $json.amount }}' };
			const large: INodeParameters = {
				filterBy: 'conditions',
				conditions: {
					condition: [{ fieldId: field('Amount'), operator: 'isGreater', value: 5 }],
				},
			};
			return {
				create: {
					...(await columns('getColumns', { ...values, Status: 'Todo', Companies: 'Acme' })),
					options: { strict: false },
				},
				getAll: {
					...large,
					sort: { field: [{ fieldId: field('Amount'), direction: 'desc' }] },
					options: {
						fieldsToReturn: [field('Name'), field('Amount'), field('Companies')],
						...{ search: 'order', searchField: field('Name') },
					},
				},
				update: await columns('getColumnsToUpdate', values, ['Name']),
				upsert: await columns('getColumnsToUpsert', values, ['Name']),
				aggregate: {
					...large,
					figures: { figure: [{ fieldId: field('Amount'), function: 'sum' }] },
					groupBy: [field('Status')],
				},
				trigger: { event: 'recordUpdated', watchedFields: [field('Amount')], ...large },
			};
		}

		/** The output of the workflow for an empty table. Only the location of the table has changed. */
		async function outputsOf(where: INodeParameters, tableId: string): Promise<IDataObject> {
			const { records } = (await server().ask('GET', `/table/${tableId}/record`)) as unknown as {
				records: Described[];
			};
			const query = records.map(({ id }) => `recordIds[]=${id}`).join('&');
			if (query !== '') await server().ask('DELETE', `/table/${tableId}/record?${query}`);
			const run = async (operation: string, items: IDataObject[] = [{}]) =>
				await server().output(
					operation,
					{ resource: 'record', ...where, ...workflow[operation] },
					{ authentication: 'accessToken', items },
				);
			const written = [
				...(await run('create', [
					{ name: 'Order A', amount: 3 },
					{ name: 'Order B', amount: 12 },
					{ name: 'Order C', amount: 7 },
				])),
				...(await run('update', [{ name: 'Order A', amount: 20 }])),
				...(await run('upsert', [
					{ name: 'Order B', amount: 12 },
					{ name: 'Order D', amount: 1 },
				])),
			];
			const read = [await run('getAll'), await run('aggregate')];
			const trigger = new TriggerRun(
				{ authentication: 'accessToken', ...where, ...workflow.trigger },
				server().credentials,
			);
			await activate(trigger);
			await run('update', [{ name: 'Order C', amount: 8 }]);
			const [{ Amount, changes }, ...others] = (await eventsOf(trigger, 1)).map(named);
			const events = { Amount, changed: Object.keys(changes as IDataObject), others };
			return named({ written, read, events });
		}

		/** Without values that differ between executions, and with the original names of the columns. */
		const named = (output: IDataObject): IDataObject =>
			JSON.parse(
				JSON.stringify(output, (key, value: unknown) =>
					key === 'id' ? undefined : value,
				).replaceAll(' of late', ''),
			) as IDataObject;

		let expected: IDataObject;

		beforeAll(async () => {
			expected = await outputsOf({ tableId: byId(table.id) }, table.id);
		});

		it('works on the original base', () => {
			expect(expected).toMatchObject({
				read: [
					[
						{ Name: 'Order A', Amount: 20, Companies: [{ title: 'Acme' }] },
						{ Name: 'Order B', Amount: 12 },
						{ Name: 'Order C', Amount: 7 },
					],
					[{ group: { Status: 'Todo' }, count: 3, values: { Amount: { sum: 39 } } }],
				],
				events: { Amount: 8, changed: ['Amount'], others: [] },
			});
		});

		it('works unchanged on a copy of the base, which has other field IDs', async () => {
			const outputs = await outputsOf({ tableId: byId(copy.tableId) }, copy.tableId);
			expect(outputs).toEqual(expected);
		});

		it('works on a copy whose base and table are given by name', async () => {
			const where = { baseId: byName(copy.baseName), tableId: byName('Orders') };
			expect(await outputsOf(where, copy.tableId)).toEqual(expected);
		});

		it('is refused if two tables of the base have the name', async () => {
			const path = `/base/${copy.baseId}/table`;
			const { id } = await server().ask('POST', path, {
				...{ name: 'Other orders', fields: [{ name: 'Name', type: 'singleLineText' }] },
				records: [],
			});
			await server().ask('PUT', `${path}/${String(id)}/name`, { name: 'Orders' });
			const { error } = await server().run('getAll', {
				...{ resource: 'record', baseId: byName(copy.baseName), tableId: byName('Orders') },
			});
			expect(error?.message).toContain("'Table' is 'Orders', but 2 tables have this name.");
			expect(error?.message).toContain(copy.tableId);
			expect(error?.message).toContain(String(id));
		});

		it('works after all columns were renamed', async () => {
			const path = `/table/${table.id}/field`;
			for (const { id, name } of (await server().ask('GET', path)) as unknown as Described[]) {
				await server().ask('PATCH', `${path}/${id}`, { name: `${name} of late` });
			}
			expect(await outputsOf({ tableId: byId(table.id) }, table.id)).toEqual(expected);
		});
	});
});
