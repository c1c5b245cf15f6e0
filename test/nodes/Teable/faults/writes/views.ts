import { range } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { TestTable } from '../../../../harness/table';
import type { Write } from './write';
import { OF_ITEM, SOME, byId, countOf } from './write';

const VIEWS = '/api/table/:tableId/view';
const VIEW = `${VIEWS}/:viewId`;

const NAMES = range(SOME).map((index) => `View ${String.fromCharCode(65 + index)}`);

const list = async (table: TestTable): Promise<IDataObject[]> =>
	(await table.server.ask('GET', `/table/${table.id}/view`)) as unknown as IDataObject[];

/** Views of their own, one for each name. */
async function made(table: TestTable, type = 'grid'): Promise<string[]> {
	const ids: string[] = [];
	for (const name of NAMES) {
		const terms = { name, type };
		const { id } = await table.server.ask('POST', `/table/${table.id}/view`, terms);
		ids.push(String(id));
	}
	return ids;
}

const ofViews = (table: TestTable, operation: string, more: INodeParameters = {}) =>
	table.target(operation, { resource: 'view', viewId: OF_ITEM, ...more });

const deleteView: Write = {
	name: 'Delete View',
	count: SOME,
	request: { method: 'DELETE', route: VIEW },
	after: 1,
	async setUp(table) {
		const ids = await made(table);
		return {
			parameters: ofViews(table, 'delete'),
			items: ids.map((id) => ({ id })),
			held: async () =>
				countOf(
					ids,
					(await list(table)).map(({ id }) => id),
				).map((there) => 1 - there),
		};
	},
};

/** Makes a view with fields on its cards: the fault meets the view, or its fields. */
const createView = (name: string, request: Write['request']): Write => ({
	...{ name, count: SOME, request, after: 1 },
	async setUp(table) {
		return {
			parameters: ofViews(table, 'create', { name: '={{ $json.name }}', type: 'kanban' }),
			options: { fieldsToShow: ['Amount'] },
			items: NAMES.map((own) => ({ name: own })),
			held: async () => await heldNames(table),
		};
	},
});

const duplicateView: Write = {
	name: 'Duplicate View',
	count: SOME,
	request: { method: 'POST', route: VIEWS },
	after: 1,
	async setUp(table) {
		const [{ id }] = await list(table);
		return {
			parameters: ofViews(table, 'duplicate', {
				...{ viewId: byId(String(id)), name: '={{ $json.name }}' },
			}),
			items: NAMES.map((name) => ({ name })),
			held: async () => await heldNames(table),
		};
	},
};

const updateView: Write = {
	name: 'Update View',
	count: SOME,
	request: { method: 'PUT', route: `${VIEW}/description` },
	after: 1,
	async setUp(table) {
		const ids = await made(table);
		return {
			parameters: ofViews(table, 'update', { description: 'changed' }),
			items: ids.map((id) => ({ id })),
			held: async () => {
				const changed = (await list(table)).filter(({ description }) => description === 'changed');
				return countOf(
					ids,
					changed.map(({ id }) => id),
				);
			},
		};
	},
};

const layOutView: Write = {
	...updateView,
	name: 'Update View (Its Layout)',
	request: { method: 'PATCH', route: `${VIEW}/options` },
	async setUp(table) {
		const ids = await made(table, 'kanban');
		const isLaidOut = ({ options }: IDataObject) =>
			(options as IDataObject | undefined)?.stackFieldId === table.field('Status');
		return {
			parameters: ofViews(table, 'update'),
			options: { stackFieldId: 'Status' },
			items: ids.map((id) => ({ id })),
			held: async () =>
				countOf(
					ids,
					(await list(table)).filter(isLaidOut).map(({ id }) => id),
				),
		};
	},
};

/** Shares a view with a password: the fault meets the link, or the password. */
const shareView = (name: string, request: Write['request']): Write => ({
	...{ name, count: SOME, request, after: 1 },
	async setUp(table) {
		const ids = await made(table);
		return {
			parameters: ofViews(table, 'share'),
			options: { password: 'open sesame' },
			items: ids.map((id) => ({ id })),
			held: async () => await heldShared(table, ids),
		};
	},
});

const stopSharing: Write = {
	name: 'Stop Sharing View',
	count: SOME,
	request: { method: 'POST', route: `${VIEW}/disable-share` },
	after: 1,
	async setUp(table) {
		const ids = await made(table);
		for (const id of ids) {
			await table.server.ask('POST', `/table/${table.id}/view/${id}/enable-share`);
		}
		return {
			parameters: ofViews(table, 'stopSharing'),
			items: ids.map((id) => ({ id })),
			held: async () => (await heldShared(table, ids)).map((shared) => 1 - shared),
		};
	},
};

const heldShared = async (table: TestTable, ids: string[]): Promise<number[]> =>
	countOf(
		ids,
		(await list(table)).filter(({ enableShare }) => enableShare === true).map(({ id }) => id),
	);

const heldNames = async (table: TestTable): Promise<number[]> =>
	countOf(
		NAMES,
		(await list(table)).map(({ name }) => name),
	);

export const VIEW_WRITES: Write[] = [
	createView('Create View', { method: 'POST', route: VIEWS }),
	createView('Create View (Its Fields)', { method: 'PUT', route: `${VIEW}/column-meta` }),
	deleteView,
	duplicateView,
	shareView('Share View', { method: 'POST', route: `${VIEW}/enable-share` }),
	shareView('Share View (Its Password)', { method: 'PUT', route: `${VIEW}/share-meta` }),
	stopSharing,
	updateView,
	layOutView,
];
