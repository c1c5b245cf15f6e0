import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, countOf } from './write';

const ACCESS = '/api/access-token';

const EXPIRES = '2031-01-01T00:00:00.000Z';

interface Token {
	id: string;
	name: string;
	expiredTime: string;
}

/** Tokens, made past the node, and what the account has of them. */
async function withTokens({ server }: TestTable, names: string[]) {
	const made: Token[] = [];
	for (const name of names) {
		const terms = { name, scopes: ['record|read'], expiredTime: '2030-01-01T00:00:00.000Z' };
		made.push((await server.ask('POST', '/access-token', terms)) as unknown as Token);
	}
	return {
		ids: made.map(({ id }) => id),
		tokens: async () => (await server.ask('GET', '/access-token')) as unknown as Token[],
	};
}

const NAMES = range(SOME).map((index) => `token ${index}`);

const ofToken = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'accessToken',
	operation,
	...more,
});

const createToken: Write = {
	name: 'Create Access Token',
	count: SOME,
	request: { method: 'POST', route: ACCESS },
	after: 1,
	caller: 'cookie',
	async setUp(table) {
		const { tokens } = await withTokens(table, []);
		return {
			parameters: ofToken('create', {
				...{ name: '={{ $json.name }}', scopes: ['record|read'] },
				...{ expires: 'onDate', expiryDate: EXPIRES },
			}),
			items: NAMES.map((name) => ({ name })),
			held: async () =>
				countOf(
					NAMES,
					(await tokens()).map(({ name }) => name),
				),
		};
	},
};

/** A change of tokens that are there. */
const changeOfTokens = (
	name: string,
	request: Write['request'],
	parameters: INodeParameters,
	isDone: (token: Token | undefined) => boolean,
): Write => ({
	...{ name, count: SOME, request, after: 1, caller: 'cookie' },
	async setUp(table) {
		const { ids, tokens } = await withTokens(table, NAMES);
		return {
			parameters: { resource: 'accessToken', accessTokenId: OF_ITEM, ...parameters },
			items: ids.map((id) => ({ id })),
			held: async () => {
				const now = new Map((await tokens()).map((token) => [token.id, token]));
				return ids.map((id) => (isDone(now.get(id)) ? 1 : 0));
			},
		};
	},
});

export const ACCESS_TOKEN_WRITES: Write[] = [
	createToken,
	changeOfTokens(
		'Rotate Access Token',
		{ method: 'POST', route: `${ACCESS}/:id/refresh` },
		{ operation: 'rotate', expires: 'onDate', expiryDate: EXPIRES },
		(token) => token?.expiredTime === EXPIRES,
	),
	changeOfTokens(
		'Update Access Token',
		{ method: 'PUT', route: `${ACCESS}/:id` },
		{ operation: 'update', name: 'changed' },
		(token) => token?.name === 'changed',
	),
	changeOfTokens(
		'Delete Access Token',
		{ method: 'DELETE', route: `${ACCESS}/:id` },
		{ operation: 'delete' },
		(token) => token === undefined,
	),
];
