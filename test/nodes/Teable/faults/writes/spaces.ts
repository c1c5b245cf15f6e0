import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, countOf } from './write';

const SPACES = '/api/space';

interface Space {
	id: string;
	name: string;
}

const spacesOf = async ({ server }: TestTable) =>
	(await server.ask('GET', '/space')) as unknown as Space[];

const NAMES = range(SOME).map((index) => `space no. ${index}`);

const createSpace: Write = {
	name: 'Create Space',
	count: SOME,
	request: { method: 'POST', route: SPACES },
	after: 1,
	async setUp(table) {
		return await Promise.resolve({
			parameters: { resource: 'space', operation: 'create', name: '={{ $json.name }}' },
			items: NAMES.map((name) => ({ name })),
			held: async () =>
				countOf(
					NAMES,
					(await spacesOf(table)).map(({ name }) => name),
				),
		});
	},
};

/** A change of spaces that are there. */
const changeOfSpaces = (
	name: string,
	method: string,
	parameters: INodeParameters,
	isDone: (space: Space | undefined) => boolean,
): Write => ({
	...{ name, count: SOME, request: { method, route: `${SPACES}/:spaceId` }, after: 1 },
	async setUp(table) {
		const ids: string[] = [];
		for (const one of NAMES) {
			ids.push(String((await table.server.ask('POST', '/space', { name: one })).id));
		}
		return {
			parameters: { resource: 'space', spaceId: OF_ITEM, ...parameters },
			items: ids.map((id) => ({ id })),
			held: async () => {
				const now = new Map((await spacesOf(table)).map((space) => [space.id, space]));
				return ids.map((id) => (isDone(now.get(id)) ? 1 : 0));
			},
		};
	},
});

export const SPACE_WRITES: Write[] = [
	createSpace,
	changeOfSpaces(
		'Update Space',
		'PATCH',
		{ operation: 'update', name: 'changed' },
		(space) => space?.name === 'changed',
	),
	changeOfSpaces('Delete Space', 'DELETE', { operation: 'delete' }, (space) => !space),
];
