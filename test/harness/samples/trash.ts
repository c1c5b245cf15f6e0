import type { TestServer } from '../server';
import type { TestTable } from '../table';
import type { OwnSamples } from './own';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Deletes a record and returns its ID. */
async function deletedRecord({ server, id: tableId }: TestTable) {
	const path = `/table/${tableId}/record`;
	const { records } = await server.ask('POST', path, { records: [{ fields: {} }] });
	const [{ id }] = records as unknown as [{ id: string }];
	await server.ask('DELETE', `${path}/${id}`);
	return id;
}

/** Deletes a table and returns its ID. */
async function deletedTable(server: TestServer, { baseId }: TestTable) {
	const path = `/base/${baseId}/table`;
	const id = String((await server.ask('POST', path, { name: 'Gone', records: [] })).id);
	await server.ask('DELETE', `${path}/${id}`);
	return id;
}

export const trashSamples: OwnSamples = {
	delete: async (server, table) => ({
		...{ deleted: 'table', destroyForGood: true },
		trashId: byId(await deletedTable(server, table)),
	}),
	empty: async (_server, table) => {
		await deletedRecord(table);
		return { deleted: 'inTable', destroyForGood: true };
	},
	restore: async (_server, table) => ({
		...{ deleted: 'inTable', trashId: byId(await deletedRecord(table)) },
	}),
};
