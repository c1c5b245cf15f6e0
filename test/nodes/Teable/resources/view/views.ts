import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { View } from '../../../../../nodes/Teable/teable/schema/views/view';
import type { TestTable } from '../../../../harness/table';

export const VIEWS = '/api/table/:tableId/view';

export const VIEW = `${VIEWS}/:viewId`;

export const UNKNOWN_VIEW = 'viwAAAAAAAAAAAAAAAA';

/** What tests do with the views of a table, through the node and directly. */
export const viewsOf = (table: () => TestTable) => ({
	/** The views as the server stores them. */
	list: async () =>
		(await table().server.ask('GET', `/table/${table().id}/view`)) as unknown as View[],

	/** One of them. */
	async held(viewId: string): Promise<View> {
		return (await table().server.ask('GET', `/table/${table().id}/view/${viewId}`)) as View;
	},

	/** Creates a view without the node. */
	async make(terms: IDataObject): Promise<View> {
		return (await table().server.ask('POST', `/table/${table().id}/view`, terms)) as View;
	},

	output: async (operation: string, parameters: INodeParameters = {}) =>
		await table().output(operation, { resource: 'view', ...parameters }),

	failure: async (operation: string, parameters: INodeParameters = {}) =>
		await table().failure(operation, { resource: 'view', ...parameters }),
});

export const ofView = (viewId: string): INodeParameters => ({
	viewId: { __rl: true, mode: 'id', value: viewId },
});

/** The rules of a sort or a group. */
export const ordering = (fieldId: string, direction: string): INodeParameters => ({
	field: [{ fieldId, direction }],
});

/** What the server stores of a view that is sorted and grouped, has 'Status' and 'Amount' first, and hides 'Email'. */
export const arranged = (id: (name: string) => string) => ({
	sort: { sortObjs: [{ fieldId: id('Amount'), order: 'desc' }] },
	group: [{ fieldId: id('Status'), order: 'asc' }],
	columnMeta: {
		[id('Name')]: { order: 0 },
		[id('Status')]: { order: 1 },
		[id('Amount')]: { order: 2 },
		[id('Email')]: { order: 3, hidden: true },
		[id('Tags')]: { order: 4 },
	},
});
