import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { TeableClient } from '../teable/client';
import type { Authentication } from '../teable/errors';
import { path } from '../teable/path';
import type { AccessToken, Base, Space } from '../teable/types';

/** The searchable lists of resource locators. Teable sends whole lists, so they are filtered here. */
export const listSearch = {
	async searchAccessTokens(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tokens = await client.get<AccessToken[]>(path`/access-token`);
		return { results: matching(tokens.map(accessTokenEntry), filter) };
	},
};

/** The entries of fields with several choices. */
export const loadOptions = {
	async getAccessTokens(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const tokens = await client.get<AccessToken[]>(path`/access-token`);
		return matching(tokens.map(accessTokenEntry));
	},

	async getSpaces(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const spaces = await client.get<Space[]>(path`/space`);
		return matching(spaces.map(({ id, name }) => ({ name, value: id })));
	},

	async getBases(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const bases = await client.get<Base[]>(path`/base/access/all`);
		return matching(bases.map(({ id, name }) => ({ name, value: id })));
	},
};

const connect = async (context: ILoadOptionsFunctions) =>
	await TeableClient.connect(
		context,
		context.getCurrentNodeParameter('authentication') as Authentication,
	);

const accessTokenEntry = ({ id, name, expiredTime }: AccessToken) => ({
	name: `${name} (until ${expiredTime.slice(0, 10)})`,
	value: id,
});

const matching = (entries: INodeListSearchItems[], filter = ''): INodePropertyOptions[] =>
	entries
		.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
		.sort((a, b) => a.name.localeCompare(b.name));
