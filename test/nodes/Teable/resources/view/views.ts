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
		await table().server.output(operation, onViews(table(), operation, parameters)),

	failure: async (operation: string, parameters: INodeParameters = {}) =>
		await table().server.failure(operation, onViews(table(), operation, parameters)),
});

export const ofView = (viewId: string): INodeParameters => ({
	viewId: { __rl: true, mode: 'id', value: viewId },
});

const onViews = (table: TestTable, operation: string, parameters: INodeParameters) =>
	table.target(operation, { resource: 'view', ...parameters });
