import { sortBy } from 'lodash';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { fetchCommentPage, textOf } from '../../teable/reading/comments';
import { path } from '../../teable/http/path';
import { fetchTokens } from '../../teable/schema/accessToken';
import { fetchTables } from '../../teable/schema/base';
import { fetchCollaborators } from '../../teable/schema/collaborators';
import { fetchSpaces } from '../../teable/schema/space';
import { readViews } from '../../teable/schema/views/view';
import type { AccessToken, Named } from '../../teable/http/types';
import { listBases } from './baseList';
import { chosenId, connect, fetchTableForList, matching } from './editor';
import { baseLocator, recordLocator, spaceLocator, tableLocator } from '../locators/tableLocators';

/** The searchable lists of resource locators. Teable returns whole lists, so they are filtered here. */
export const listSearch = {
	async searchAccessTokens(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tokens = await fetchTokens(client);
		return { results: matching(accessTokenEntries(tokens), filter) };
	},

	async searchSpaces(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const spaces = await fetchSpaces(client);
		const entries = spaces.map(({ id, name }) => ({
			name,
			value: id,
			url: client.pageUrl(path`/space/${id}`),
		}));
		return { results: matching(entries, filter) };
	},

	async searchBases(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const bases = await listBases(client);
		const entries = bases.map(({ id, name }) => ({
			name,
			value: id,
			url: client.pageUrl(path`/base/${id}`),
		}));
		return { results: matching(entries, filter) };
	},

	async searchTables(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const remedy = "Choose 'Base' first, or specify 'Table' by URL or ID.";
		const baseId = await chosenId(this, client, baseLocator, remedy);
		const tables = await fetchTables(client, baseId);
		const entries = tables.map(({ id, name }) => ({
			name,
			value: id,
			url: client.pageUrl(path`/base/${baseId}/table/${id}`),
		}));
		return { results: matching(entries, filter) };
	},

	async searchViews(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tableId = await chosenId(this, client, tableLocator);
		const views = await readViews(client, tableId);
		return {
			results: matching(
				views.map(({ id, name }) => ({ name, value: id })),
				filter,
			),
		};
	},

	async searchFields(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await searchFields(this, undefined, filter);
	},

	async searchAttachmentFields(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await searchFields(this, 'attachment', filter);
	},

	async searchButtonFields(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await searchFields(this, 'button', filter);
	},

	/** Collaborators whose roles can be changed. Roles that come from a base's space are not listed for the base. */
	async searchCollaborators(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const kind = this.getCurrentNodeParameter('of') === 'space' ? 'space' : 'base';
		const id =
			kind === 'space'
				? await chosenId(this, client, spaceLocator)
				: await chosenId(this, client, baseLocator);
		const all = await fetchCollaborators(client, { kind, id });
		const entries = all.flatMap(({ userId, userName, email, role, resourceType }) =>
			userId !== undefined && resourceType === kind
				? [{ name: `${userName} (${email}, ${role})`, value: userId }]
				: [],
		);
		return { results: matching(entries, filter) };
	},

	/** The newest comments on the chosen record, by their text. */
	async searchComments(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tableId = await chosenId(this, client, tableLocator);
		const recordId = await chosenId(this, client, recordLocator);
		const { comments } = await fetchCommentPage(client, { tableId, recordId }, COMMENTS_LISTED);
		const entries = comments.map(({ id, content, createdTime }) => ({
			name: `${textOf(content).slice(0, 60)} (${createdTime.slice(0, 10)})`,
			value: id,
		}));
		return { results: matching(entries, filter) };
	},

	/** Pages through the records; `name` on a record is the text of its primary field. */
	async searchRecords(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tableId = await chosenId(this, client, tableLocator);
		const skip = Number(paginationToken ?? 0);
		const { records } = await client.get<{ records: Named[] }>(path`/table/${tableId}/record`, {
			fieldKeyType: 'id',
			take: RECORDS_PER_PAGE,
			skip,
			// Without all three parts Teable ignores a search.
			...(filter && { search: [filter, '', true] }),
		});
		return {
			results: records.map(({ id, name }) => ({ name: name || id, value: id })),
			paginationToken:
				records.length === RECORDS_PER_PAGE ? String(skip + RECORDS_PER_PAGE) : undefined,
		};
	},
};

const RECORDS_PER_PAGE = 100;

const COMMENTS_LISTED = 100;

/** The fields of the chosen table, optionally of one type. */
async function searchFields(
	context: ILoadOptionsFunctions,
	type: string | undefined,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { fields } = await fetchTableForList(context);
	const entries = fields
		.filter((field) => type === undefined || field.type === type)
		.map(({ id, name }) => ({ name, value: id }));
	return { results: matching(entries, filter) };
}

/** The options of multiple choice parameters. */
export const loadOptions = {
	async getAccessTokens(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const tokens = await fetchTokens(client);
		return accessTokenEntries(tokens);
	},

	async getSpaces(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const spaces = await fetchSpaces(client);
		return spaces.map(({ id, name }) => ({ name, value: id }));
	},

	async getBases(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const bases = await listBases(await connect(this));
		return bases.map(({ id, name }) => ({ name, value: id }));
	},
};

/** Tokens have no defined order in Teable, so they are sorted by name. */
const accessTokenEntries = (tokens: AccessToken[]) =>
	sortBy(tokens, ({ name }) => name.toLowerCase()).map(({ id, name, expiredTime }) => ({
		name: `${name} (until ${expiredTime.slice(0, 10)})`,
		value: id,
	}));
