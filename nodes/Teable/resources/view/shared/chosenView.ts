import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import { chosenTableId, requiredViewId } from '../../../fields/locators/chosenIds';
import { tableFieldsFor, viewLocator } from '../../../fields/locators/tableLocators';
import type { TeableClient } from '../../../teable/http/client';
import type { View } from '../../../teable/schema/views/view';
import { readViews } from '../../../teable/schema/views/view';

/** The table of the views. */
export const viewTableFields = tableFieldsFor('The table of the view');

/** The first parameters of every operation on one view. */
export const oneViewFields: INodeProperties[] = [
	...viewTableFields,
	{
		...viewLocator,
		required: true,
		description:
			'The view to operate on, chosen from the list, by name, by URL or by ID, e.g. viwXXXXXXXXXXXXXXXX',
	},
];

export interface ChosenView {
	tableId: string;
	view: View;
	/** All views of the table, including the chosen one. */
	views: View[];
}

/** The current state of the chosen view. @throws NodeOperationError if the table has no such view */
export async function readChosenView({
	client,
	param,
}: ItemContext<TeableClient>): Promise<ChosenView> {
	const tableId = chosenTableId(param);
	const viewId = requiredViewId(param);
	const views = await readViews(client, tableId);
	const view = views.find(({ id }) => id === viewId);
	if (view) return { tableId, view, views };
	throw param.bad({
		label: 'View',
		problem: `is '${viewId}', which doesn't exist in this table`,
		remedy: `Its views are ${views.map(({ id, name }) => `'${name}' (${id})`).join(', ')}.`,
	});
}
