import type { IDataObject } from 'n8n-workflow';

import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { OF_ITEM } from './write';

const EXPIRES = '2031-01-01T00:00:00.000Z';

const TOKENS: Kind = {
	resource: 'accessToken',
	names: namesLike('Token'),
	caller: 'cookie',
	ofItem: { accessTokenId: OF_ITEM },
	make: async ({ server }, name) =>
		await server.ask('POST', '/access-token', {
			...{ name, scopes: ['record|read'], expiredTime: '2030-01-01T00:00:00.000Z' },
		}),
	list: async ({ server }) =>
		(await server.ask('GET', '/access-token')) as unknown as IDataObject[],
};

export const ACCESS_TOKEN_WRITES: Write[] = [
	creation(TOKENS, 'Create Access Token', 'POST /api/access-token', {
		...{ operation: 'create', name: NAME_OF_ITEM, scopes: ['record|read'] },
		...{ expires: 'onDate', expiryDate: EXPIRES },
	}),
	change(
		TOKENS,
		'Rotate Access Token',
		'POST /api/access-token/:id/refresh',
		{ operation: 'rotate', expires: 'onDate', expiryDate: EXPIRES },
		(token) => token?.expiredTime === EXPIRES,
	),
	change(
		TOKENS,
		'Update Access Token',
		'PUT /api/access-token/:id',
		{ operation: 'update', name: 'changed' },
		(token) => token?.name === 'changed',
	),
	change(
		TOKENS,
		'Delete Access Token',
		'DELETE /api/access-token/:id',
		{ operation: 'delete' },
		isGone,
	),
];
