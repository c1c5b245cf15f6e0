import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { OF_ITEM, byId } from './write';

/** The space of the test's base. */
export const spaceOf = async ({ server, baseId }: TestTable) =>
	String((await server.ask('GET', `/base/${baseId}`)).spaceId);

async function otherSpace(table: TestTable) {
	const own = await spaceOf(table);
	const spaces = (await table.server.ask('GET', '/space')) as unknown as IDataObject[];
	return String(spaces.find(({ id }) => id !== own)?.id);
}

const BASES: Kind = {
	resource: 'base',
	names: namesLike('Base'),
	ofItem: { baseId: OF_ITEM },
	make: async (table, name) =>
		await table.server.ask('POST', '/base', { spaceId: await spaceOf(table), name }),
	list: async ({ server }) =>
		(await server.ask('GET', '/base/access/all')) as unknown as IDataObject[],
};

export const BASE_WRITES: Write[] = [
	creation(BASES, 'Create Base', 'POST /api/base', async (table) => ({
		...{ operation: 'create', name: NAME_OF_ITEM, spaceId: byId(await spaceOf(table)) },
	})),
	creation(BASES, 'Duplicate Base', 'POST /api/base/duplicate', async (table) => ({
		...{ operation: 'duplicate', name: NAME_OF_ITEM, baseId: byId(table.baseId) },
		...{ spaceId: byId(await otherSpace(table)), withRecords: true },
	})),
	change(
		BASES,
		'Update Base',
		'PATCH /api/base/:baseId',
		{ operation: 'update', name: 'changed', icon: '📦' },
		(base) => base?.name === 'changed',
	),
	change(
		BASES,
		'Move Base',
		'PUT /api/base/:baseId/move',
		async (table) => ({ operation: 'move', spaceId: byId(await otherSpace(table)) }),
		(base, { spaceId }) => base?.spaceId === (spaceId as INodeParameters).value,
	),
	change(BASES, 'Delete Base', 'DELETE /api/base/:baseId', { operation: 'delete' }, isGone),
];
