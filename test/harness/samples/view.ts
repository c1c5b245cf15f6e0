import type { TestServer } from '../server';
import type { TestTable } from '../table';
import type { OwnSamples } from './own';

/** A view in addition to the one that every table has, so that it can be deleted. */
export async function secondView(server: TestServer, table: TestTable) {
	const { id } = await server.ask('POST', `/table/${table.id}/view`, { name: 'V', type: 'grid' });
	return { viewId: { __rl: true, mode: 'id', value: String(id) } };
}

export const viewSamples: OwnSamples = {
	create: () => ({
		name: 'Open orders',
		group: { field: [{ fieldId: 'Status', direction: 'desc' }] },
	}),
	delete: secondView,
	duplicate: async (server, table) => ({ name: 'Copy', ...(await secondView(server, table)) }),
	get: secondView,
	share: secondView,
	stopSharing: secondView,
	update: async (server, table) => ({
		...{ name: 'Open orders', description: 'Not done' },
		group: { field: [{ fieldId: 'Status', direction: 'desc' }] },
		...(await secondView(server, table)),
	}),
};
