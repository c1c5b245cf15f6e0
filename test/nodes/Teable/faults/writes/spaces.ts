import type { IDataObject } from 'n8n-workflow';

import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { OF_ITEM } from './write';

const SPACES: Kind = {
	resource: 'space',
	names: namesLike('Space'),
	ofItem: { spaceId: OF_ITEM },
	make: async ({ server }, name) => await server.ask('POST', '/space', { name }),
	list: async ({ server }) => (await server.ask('GET', '/space')) as unknown as IDataObject[],
};

export const SPACE_WRITES: Write[] = [
	creation(SPACES, 'Create Space', 'POST /api/space', { operation: 'create', name: NAME_OF_ITEM }),
	change(
		SPACES,
		'Update Space',
		'PATCH /api/space/:spaceId',
		{ operation: 'update', name: 'changed' },
		(space) => space?.name === 'changed',
	),
	change(SPACES, 'Delete Space', 'DELETE /api/space/:spaceId', { operation: 'delete' }, isGone),
];
