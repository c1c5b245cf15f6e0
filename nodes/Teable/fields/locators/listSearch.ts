import { sortBy } from 'lodash';
import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { TeableClient } from '../../teable/http/client';
import { fetchCommentPage, textOf } from '../../teable/reading/comments';
import { path } from '../../teable/http/path';
import { fetchCollaborators } from '../../teable/schema/collaborators';
import { fetchTable } from '../../teable/schema/table';
import type { LocatorSource } from './byName';
import { idInLocator } from './byName';
import type { AccessToken, Authentication, Named, Space } from '../../teable/http/types';
import { listBases } from './baseList';

/** The searchable lists of resource locators. Teable returns whole lists, so they are filtered here. */
export const listSearch = {
	async searchAccessTokens(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tokens = await client.get<AccessToken[]>(path`/access-token`);
		return { results: matching(accessTokenEntries(tokens), filter) };
	},

	async searchSpaces(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const spaces = await client.get<Space[]>(path`/space`);
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
		const baseId = await chosenId(this, client, 'baseId', remedy);
		const tables = await client.get<Named[]>(path`/base/${baseId}/table`);
		const entries = tables.map(({ id, name }) => ({
			name,
			value: id,
			url: client.pageUrl(path`/base/${baseId}/table/${id}`),
		}));
		return { results: matching(entries, filter) };
	},

	async searchViews(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const tableId = await chosenId(this, client, 'tableId', "Choose 'Table' first.");
		const views = await client.get<Named[]>(path`/table/${tableId}/view`);
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
				? await chosenId(this, client, 'spaceId', "Choose 'Space' first.")
				: await chosenId(this, client, 'baseId', "Choose 'Base' first.");
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
		const tableId = await chosenId(this, client, 'tableId', "Choose 'Table' first.");
		const recordId = await chosenId(this, client, 'recordId', "Choose 'Record' first.");
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
		const tableId = await chosenId(this, client, 'tableId', "Choose 'Table' first.");
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
	const client = await connect(context);
	const { fields } = await fetchTable(
		client,
		await chosenId(context, client, 'tableId', "Choose 'Table' first."),
	);
	const entries = fields
		.filter((field) => type === undefined || field.type === type)
		.map(({ id, name }) => ({ name, value: id }));
	return { results: matching(entries, filter) };
}

/** The options of multiple choice parameters. */
export const loadOptions = {
	async getAccessTokens(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const tokens = await client.get<AccessToken[]>(path`/access-token`);
		return accessTokenEntries(tokens);
	},

	async getSpaces(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await connect(this);
		const spaces = await client.get<Space[]>(path`/space`);
		return spaces.map(({ id, name }) => ({ name, value: id }));
	},

	async getBases(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const bases = await listBases(await connect(this));
		return bases.map(({ id, name }) => ({ name, value: id }));
	},
};

/** The ID in a locator that another list depends on, which may contain a name. @throws Error with the remedy if it is empty */
export async function chosenId(
	context: ILoadOptionsFunctions,
	client: TeableClient,
	name: string,
	remedy: string,
): Promise<string> {
	const id = await idInLocator(client, editorSource(context), name);
	if (id === '') throw new Error(remedy);
	return id;
}

/** Whether a locator is filled in. */
export const isChosen = (context: ILoadOptionsFunctions, name: string): boolean =>
	editorSource(context).locator(name).value !== '';

const editorSource = (context: ILoadOptionsFunctions): LocatorSource => ({
	locator(name) {
		const mode = context.getCurrentNodeParameter(`${name}.mode`);
		const value = context.getCurrentNodeParameter(name, { extractValue: true });
		return { mode: String(mode), value: typeof value === 'string' ? value.trim() : '' };
	},
	bad: ({ label, problem, remedy }) => new Error(`'${label}' ${problem}. ${remedy}`),
});

export const connect = async (context: ILoadOptionsFunctions) =>
	await TeableClient.connect(
		context,
		context.getCurrentNodeParameter('authentication') as Authentication,
	);

/** Tokens have no defined order in Teable, so they are sorted by name. */
const accessTokenEntries = (tokens: AccessToken[]) =>
	sortBy(tokens, ({ name }) => name.toLowerCase()).map(({ id, name, expiredTime }) => ({
		name: `${name} (until ${expiredTime.slice(0, 10)})`,
		value: id,
	}));

/** The entries that contain the typed text, in Teable's order. */
const matching = (entries: INodeListSearchItems[], filter = ''): INodePropertyOptions[] =>
	entries.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
