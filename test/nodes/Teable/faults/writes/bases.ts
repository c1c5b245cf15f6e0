import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, byId, countOf } from './write';

const BASES = '/api/base';
const BASE = `${BASES}/:baseId`;

interface Base {
	id: string;
	name: string;
	spaceId: string;
}

const NAMES = range(SOME).map((index) => `base ${index}`);

const basesOf = async ({ server }: TestTable) =>
	(await server.ask('GET', '/base/access/all')) as unknown as Base[];

/** The space that the test's base lies in, and another. */
async function spacesOf({ server, baseId }: TestTable) {
	const spaceId = String((await server.ask('GET', `/base/${baseId}`)).spaceId);
	const spaces = (await server.ask('GET', '/space')) as unknown as IDataObject[];
	return { spaceId, otherId: String(spaces.find(({ id }) => id !== spaceId)?.id) };
}

/** Makes bases, one for each name. */
const creation = (
	name: string,
	route: string,
	parameters: (table: TestTable) => Promise<INodeParameters>,
): Write => ({
	...{ name, count: SOME, request: { method: 'POST', route }, after: 1 },
	async setUp(table) {
		return {
			parameters: { resource: 'base', name: '={{ $json.name }}', ...(await parameters(table)) },
			items: NAMES.map((own) => ({ name: own })),
			held: async () =>
				countOf(
					NAMES,
					(await basesOf(table)).map((base) => base.name),
				),
		};
	},
});

/** A change of bases that are there. */
const changeOfBases = (
	name: string,
	request: Write['request'],
	parameters: (otherId: string) => INodeParameters,
	isDone: (base: Base | undefined, otherId: string) => boolean,
): Write => ({
	...{ name, count: SOME, request, after: 1 },
	async setUp(table) {
		const { spaceId, otherId } = await spacesOf(table);
		const ids: string[] = [];
		for (const own of NAMES) {
			ids.push(String((await table.server.ask('POST', '/base', { spaceId, name: own })).id));
		}
		return {
			parameters: { resource: 'base', baseId: OF_ITEM, ...parameters(otherId) },
			items: ids.map((id) => ({ id })),
			held: async () => {
				const now = new Map((await basesOf(table)).map((base) => [base.id, base]));
				return ids.map((id) => (isDone(now.get(id), otherId) ? 1 : 0));
			},
		};
	},
});

export const BASE_WRITES: Write[] = [
	creation('Create Base', BASES, async (table) => ({
		...{ operation: 'create', spaceId: byId((await spacesOf(table)).spaceId) },
	})),
	creation('Duplicate Base', `${BASES}/duplicate`, async (table) => ({
		...{ operation: 'duplicate', baseId: byId(table.baseId) },
		...{ spaceId: byId((await spacesOf(table)).otherId), withRecords: true },
	})),
	changeOfBases(
		'Update Base',
		{ method: 'PATCH', route: BASE },
		() => ({ operation: 'update', name: 'changed', icon: '📦' }),
		(base) => base?.name === 'changed',
	),
	changeOfBases(
		'Move Base',
		{ method: 'PUT', route: `${BASE}/move` },
		(otherId) => ({ operation: 'move', spaceId: byId(otherId) }),
		(base, otherId) => base?.spaceId === otherId,
	),
	changeOfBases(
		'Delete Base',
		{ method: 'DELETE', route: BASE },
		() => ({ operation: 'delete' }),
		(base) => base === undefined,
	),
];
