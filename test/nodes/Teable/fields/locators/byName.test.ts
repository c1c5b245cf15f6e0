import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { listColumns, loadChoices, searchList } from '../../../../harness/engine';
import { TriggerRun } from '../../../../harness/poll';
import { onEachEngine } from '../../../../harness/table';

const byName = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

describe('What is given by name', () => {
	onEachEngine((table) => {
		const ORDERS = { baseId: byName('CRM'), tableId: byName('Orders') };

		const server = () => table().server;

		const read = async (parameters: INodeParameters, items: IDataObject[] = [{}]) => {
			server().sandbox.resetRequests();
			return await server().output('getAll', { resource: 'record', ...parameters }, { items });
		};

		const refusal = async (parameters: INodeParameters, operation = 'getAll') =>
			await server().failure(operation, { resource: 'record', ...parameters });

		const requests = (route: string) =>
			server().sandbox.requests.filter((request) => request.route.endsWith(route)).length;

		beforeEach(async () => {
			await table().fill([{ Name: 'A', Amount: 1 }, { Name: 'B' }]);
		});

		it('is a table, by the name of its base and its own', async () => {
			const rows = await read(ORDERS);
			expect(rows.map(({ Name }) => Name)).toEqual(['A', 'B']);
		});

		it('is a view of the table too', async () => {
			const { id } = table();
			await server().ask('POST', `/table/${id}/view`, {
				...{ name: 'Large ones', type: 'grid' },
				filter: {
					conjunction: 'and',
					filterSet: [{ fieldId: table().field('Amount'), operator: 'is', value: 1 }],
				},
			});
			const rows = await read({ ...ORDERS, viewId: byName('Large ones') });
			expect(rows.map(({ Name }) => Name)).toEqual(['A']);
		});

		it('is a space, for operations that work on one', async () => {
			const [space] = await server().output('get', {
				...{ resource: 'space', spaceId: byName('Second space') },
			});
			expect(space.name).toBe('Second space');
		});

		it('may come from an expression, and may then also be an ID', async () => {
			const items = [{ table: 'Orders' }, { table: table().id }];
			const rows = await read({ ...ORDERS, tableId: byName('={{ $json.table }}') }, items);
			expect(rows.map(({ Name }) => Name)).toEqual(['A', 'B', 'A', 'B']);
		});

		it('is looked up in the base of its own item', async () => {
			const made = await server().ask('POST', '/base', {
				...{
					spaceId: (await server().ask('GET', `/base/${table().baseId}`)).spaceId,
					name: 'Copy',
				},
			});
			await server().ask('POST', `/base/${String(made.id)}/table`, {
				...{ name: 'Orders', fields: [{ name: 'Name', type: 'singleLineText' }] },
				records: [{ fields: { Name: 'of the copy' } }],
			});
			const parameters = { ...ORDERS, baseId: byName('={{ $json.base }}') };
			const rows = await read(parameters, [{ base: 'CRM' }, { base: 'Copy' }, { base: 'CRM' }]);
			expect(rows.map(({ Name }) => Name)).toEqual(['A', 'B', 'of the copy', 'A', 'B']);
			const created = await server().output(
				'create',
				{
					...{ resource: 'record', ...parameters, ...table().automatic() },
					options: { unknownColumns: 'ignore' },
				},
				{
					items: [
						{ base: 'CRM', Name: 'C' },
						{ base: 'Copy', Name: 'D' },
					],
				},
			);
			expect(created.map(({ Name }) => Name)).toEqual(['C', 'D']);
			expect((await table().rows()).map(({ Name }) => Name)).toEqual(['A', 'B', 'C']);
		});

		it('takes two requests for any number of items', async () => {
			const items = Array.from({ length: 1000 }, (_, index) => ({ Name: `Row ${index}` }));
			server().sandbox.resetRequests();
			await server().output(
				'create',
				{ resource: 'record', ...ORDERS, ...table().automatic() },
				{ items },
			);
			expect(requests('/base/access/all')).toBe(1);
			expect(requests('/base/:baseId/table')).toBe(1);

			await read({ ...ORDERS, tableId: byName('={{ $json.table ?? "Orders" }}') }, items);
			expect(requests('/base/access/all')).toBe(1);
			expect(requests('/base/:baseId/table')).toBe(1);
		});

		it('is refused with a list of names, before anything is sent', async () => {
			expect(await refusal({ ...ORDERS, tableId: byName('orders') })).toBe(
				"'Table' is 'orders', but there is no table with this name in the base. The closest names are 'Orders', 'Contacts', 'Companies'. Names are case-sensitive.",
			);
			expect(await refusal({ ...ORDERS, baseId: byName('CRN') })).toBe(
				"'Base' is 'CRN', but there is no base with this name. The closest names are 'CRM', 'Projects'. Names are case-sensitive.",
			);
			expect(await refusal({ ...ORDERS, viewId: byName('Mine') })).toContain(
				"'View' is 'Mine', but there is no view with this name in the table. The closest",
			);
		});

		it('is refused with the IDs if two have the name', async () => {
			const { spaceId } = await server().ask('GET', `/base/${table().baseId}`);
			const twin = await server().ask('POST', '/base', { spaceId, name: 'CRM' });
			expect(await refusal(ORDERS)).toBe(
				`'Base' is 'CRM', but 2 bases have this name. Use the ID of one of them instead: ${table().baseId}, ${String(twin.id)}.`,
			);
		});

		it('is refused for a table without a base', async () => {
			const message =
				"'Table' is specified by name, but 'Base' is empty. Choose the base of the table, or specify 'Table' by URL or ID.";
			expect(await refusal({ tableId: byName('Orders') })).toBe(message);
			expect(await refusal({ ...ORDERS, baseId: byName('') })).toBe(message);
			expect(await refusal({ ...ORDERS, baseId: byId('={{ "CRM" }}') })).toContain(
				"'Base' is 'CRM', which is not an ID.",
			);
		});

		it('is refused for a base that the credential cannot list', async () => {
			server().credentials.teableApi.accessToken = server().sandbox.tokens.oneBase.token;
			expect(await refusal(ORDERS)).toBe(
				"'Base' is 'CRM', but this credential can't list any bases. Specify 'Base' by URL or ID.",
			);
			expect(await read({ ...ORDERS, baseId: byId(table().baseId) })).toHaveLength(2);
		});

		it('fails only its own item if On Error is set to continue', async () => {
			const { items } = await server().run(
				'getAll',
				{ resource: 'record', ...ORDERS, tableId: byName('={{ $json.table }}') },
				{
					items: [{ table: 'Nowhere' }, { table: 'Orders' }],
					onError: 'continueRegularOutput',
				},
			);
			expect(items).toHaveLength(3);
			expect(items[0].json.error).toContain("'Table' is 'Nowhere'");
		});

		it('fills the lists of the editor', async () => {
			const editor = {
				parameters: { authentication: 'accessToken', resource: 'record', ...ORDERS },
				credentials: server().credentials,
			};
			const fields = await loadChoices('getFields', editor);
			expect(fields.map(({ name }) => name)).toContain('Amount');
			const columns = await listColumns('getColumns', {
				...editor,
				parameters: { ...editor.parameters, operation: 'create' },
			});
			expect(columns.fields.map(({ displayName }) => displayName)).toContain('Amount');
			const tables = await searchList('searchTables', editor);
			expect(tables.results.map(({ name }) => name)).toContain('Orders');
			const wrong = { ...editor, parameters: { ...editor.parameters, tableId: byName('Ordrs') } };
			await expect(loadChoices('getFields', wrong)).rejects.toThrow("'Table' is 'Ordrs'");
		});

		it('is watched by the trigger, which treats another table with that name as another table', async () => {
			const trigger = new TriggerRun(
				{ authentication: 'accessToken', event: 'recordCreated', ...ORDERS, startFrom: 'now' },
				server().credentials,
			);
			expect(await trigger.poll()).toEqual([]);
			await table().fill([{ Name: 'New' }]);
			expect((await trigger.poll()).map(({ Name }) => Name)).toEqual(['New']);

			const { id, baseId } = table();
			await server().ask('PUT', `/base/${baseId}/table/${id}/name`, { name: 'Old orders' });
			await expect(trigger.poll()).rejects.toThrow("'Table' is 'Orders'");
		});
	});
});
