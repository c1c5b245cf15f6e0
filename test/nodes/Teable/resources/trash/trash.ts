import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';

export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

/** What tests do with the trash of the table, its base and the account: through the node, and in Teable itself. */
export function trashOf(table: () => TestTable) {
	const server = () => table().server;
	const is110 = () => server().version === '1.10.0';

	// 1.10 allows only sessions to use the trash.
	beforeEach(async () => await server().signInAs('cookie'));

	const inTable = (more: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'trash', deleted: 'inTable', tableId: byId(table().id) },
		...more,
	});

	const ofBase = (more: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'trash', deleted: 'table', baseId: byId(table().baseId) },
		...more,
	});

	const ofAccount = (deleted: 'base' | 'space', more: INodeParameters = {}): INodeParameters => ({
		...{ resource: 'trash', deleted },
		...more,
	});

	const output = async (operation: string, parameters: INodeParameters) =>
		await server().output(operation, parameters);

	const failure = async (operation: string, parameters: INodeParameters) =>
		await server().failure(operation, parameters);

	const list = async (parameters: INodeParameters) =>
		await output('getAll', { ...parameters, returnAll: true });

	return {
		...{ server, is110, inTable, ofBase, ofAccount, output, failure, list },
		teable: inTeable(table),
	};
}

/** What tests do without the node. */
function inTeable(table: () => TestTable) {
	const server = () => table().server;

	const rowIds = async () => (await table().rows()).map(({ id }) => id);

	const fields = async () =>
		(await server().ask('GET', `/table/${table().id}/field`)) as unknown as IDataObject[];

	const deleteRecords = async (...ids: string[]) => {
		const query = ids.map((id) => `recordIds[]=${id}`).join('&');
		await server().ask('DELETE', `/table/${table().id}/record?${query}`);
	};

	const deleteField = async (name: string) =>
		await server().ask('DELETE', `/table/${table().id}/field/${table().field(name)}`);

	const makeTable = async (name: string) => {
		const path = `/base/${table().baseId}/table`;
		return String((await server().ask('POST', path, { name, records: [] })).id);
	};

	const deleteTable = async (id: string) =>
		await server().ask('DELETE', `/base/${table().baseId}/table/${id}`);

	const tableIds = async () => {
		const tables = await server().ask('GET', `/base/${table().baseId}/table`);
		return (tables as unknown as IDataObject[]).map(({ id }) => id);
	};

	const spaceId = async () =>
		String((await server().ask('GET', `/base/${table().baseId}`)).spaceId);

	const makeBase = async () =>
		String((await server().ask('POST', '/base', { spaceId: await spaceId(), name: 'Gone' })).id);

	return {
		...{ rowIds, fields, deleteRecords, deleteField },
		...{ makeTable, deleteTable, tableIds, spaceId, makeBase },
	};
}
