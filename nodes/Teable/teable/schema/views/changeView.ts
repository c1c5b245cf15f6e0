import { isMatch } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { TeableClient } from '../../http/client';
import { path } from '../../http/path';
import type { Recovery } from '../../http/recovery';
import { isEmptyAnswer } from '../../http/recovery';
import type { Column, View, ViewSettings } from './view';
import { holds, holdsColumn, readView } from './view';

/** Teable answers changes to a view with an empty body. The view itself shows whether the change was made. */
export const changeOf = (
	client: TeableClient,
	tableId: string,
	viewId: string,
	isMade: (view: View) => boolean,
): Recovery<unknown> => ({
	fits: isEmptyAnswer,
	look: async () => {
		const view = await readView(client, tableId, viewId);
		return view && isMade(view) ? '' : undefined;
	},
});

/** Sets one setting of a view. Each has its own route. */
export async function setViewSetting(
	client: TeableClient,
	tableId: string,
	viewId: string,
	setting: keyof ViewSettings,
	value: ViewSettings[keyof ViewSettings],
): Promise<void> {
	await client.put(
		path`/table/${tableId}/view/${viewId}/${setting}`,
		// The key must be present to clear a setting. Teable refuses the request without it.
		{ [setting]: value } as IDataObject,
		changeOf(client, tableId, viewId, (view) => holds(view, setting, value)),
	);
}

/** Changes the fields that a view is laid out by. Others stay as they are. */
export async function setLayout(
	client: TeableClient,
	tableId: string,
	viewId: string,
	options: IDataObject,
): Promise<void> {
	await client.patch(
		path`/table/${tableId}/view/${viewId}/options`,
		{ options },
		changeOf(client, tableId, viewId, (view) => isMatch(view.options ?? {}, options)),
	);
}

/** Shows, hides and orders fields of a view. Others stay as they are. */
export async function setColumns(
	client: TeableClient,
	tableId: string,
	viewId: string,
	columns: Map<string, Column>,
): Promise<void> {
	await client.put(
		path`/table/${tableId}/view/${viewId}/column-meta`,
		[...columns].map(([fieldId, columnMeta]) => ({ fieldId, columnMeta })),
		changeOf(client, tableId, viewId, (view) =>
			[...columns].every(([fieldId, column]) => holdsColumn(view, fieldId, column)),
		),
	);
}

/** Moves a view to the trash. */
export async function deleteView(
	client: TeableClient,
	tableId: string,
	viewId: string,
): Promise<void> {
	await client.delete(path`/table/${tableId}/view/${viewId}`, undefined, {
		fits: isEmptyAnswer,
		look: async () => ((await readView(client, tableId, viewId)) ? undefined : ''),
	});
}
