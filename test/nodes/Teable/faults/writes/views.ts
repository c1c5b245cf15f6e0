import type { IDataObject } from 'n8n-workflow';

import type { Kind } from './kind';
import { NAME_OF_ITEM, change, creation, isGone, namesLike } from './kind';
import type { Write } from './write';
import { OF_ITEM, byId } from './write';

const VIEWS_ROUTE = '/api/table/:tableId/view';
const VIEW_ROUTE = `${VIEWS_ROUTE}/:viewId`;

const viewsOf = (type: string): Kind => ({
	resource: 'view',
	names: namesLike('View'),
	place: ({ id }) => ({ tableId: byId(id) }),
	ofItem: { viewId: OF_ITEM },
	make: async ({ server, id }, name) =>
		await server.ask('POST', `/table/${id}/view`, { name, type }),
	list: async ({ server, id }) =>
		(await server.ask('GET', `/table/${id}/view`)) as unknown as IDataObject[],
});

const VIEWS = viewsOf('grid');

const SHARED_VIEWS: Kind = {
	...VIEWS,
	async make(table, name) {
		const view = await VIEWS.make(table, name);
		await table.server.ask('POST', `/table/${table.id}/view/${String(view.id)}/enable-share`);
		return view;
	},
};

/** Creates a view with a field on its cards. The fault hits the view, or its fields. */
const WITH_FIELDS = {
	...{ operation: 'create', name: NAME_OF_ITEM, type: 'kanban' },
	options: { fieldsToShow: ['Amount'] },
};

/** Shares a view with a password. The fault hits the link, or the password. */
const WITH_PASSWORD = { operation: 'share', options: { password: 'open sesame' } };

const isShared = (view: IDataObject | undefined) => view?.enableShare === true;

export const VIEW_WRITES: Write[] = [
	creation(VIEWS, 'Create View', `POST ${VIEWS_ROUTE}`, WITH_FIELDS),
	creation(VIEWS, 'Create View (Its Fields)', `PUT ${VIEW_ROUTE}/column-meta`, WITH_FIELDS),
	change(VIEWS, 'Delete View', `DELETE ${VIEW_ROUTE}`, { operation: 'delete' }, isGone),
	creation(VIEWS, 'Duplicate View', `POST ${VIEWS_ROUTE}`, async (table) => {
		const [{ id }] = await VIEWS.list(table);
		return { operation: 'duplicate', viewId: byId(String(id)), name: NAME_OF_ITEM };
	}),
	change(VIEWS, 'Share View', `POST ${VIEW_ROUTE}/enable-share`, WITH_PASSWORD, isShared),
	change(
		VIEWS,
		'Share View (Its Password)',
		`PUT ${VIEW_ROUTE}/share-meta`,
		WITH_PASSWORD,
		isShared,
	),
	change(
		SHARED_VIEWS,
		'Stop Sharing View',
		`POST ${VIEW_ROUTE}/disable-share`,
		{ operation: 'stopSharing' },
		(view) => !isShared(view),
	),
	change(
		VIEWS,
		'Update View',
		`PUT ${VIEW_ROUTE}/description`,
		{ operation: 'update', description: 'changed' },
		(view) => view?.description === 'changed',
	),
	change(
		viewsOf('kanban'),
		'Update View (Its Layout)',
		`PATCH ${VIEW_ROUTE}/options`,
		(table) => ({ operation: 'update', options: { stackFieldId: table.field('Status') } }),
		(view, { options }) =>
			(view?.options as IDataObject | undefined)?.stackFieldId ===
			(options as IDataObject).stackFieldId,
	),
];
