import type { IDataObject } from 'n8n-workflow';
import { isEqual } from 'lodash';

import type { TeableClient } from '../../http/client';
import { path } from '../../http/path';
import { changeOf } from './changeView';
import type { View } from './view';
import { readView } from './view';

/** The answer to a request that creates a link. */
type Shared = Required<Pick<View, 'shareId'>>;

/** Creates a new link for a view that has none. */
export async function enableShare(
	client: TeableClient,
	tableId: string,
	viewId: string,
): Promise<void> {
	await client.post<Shared>(
		path`/table/${tableId}/view/${viewId}/enable-share`,
		{},
		linkOf(client, tableId, viewId, ({ enableShare }) => enableShare === true),
	);
}

/** Replaces the link of a shared view with a new one. */
export async function refreshShare(
	client: TeableClient,
	tableId: string,
	{ id, shareId: before }: View,
): Promise<void> {
	await client.post<Shared>(
		path`/table/${tableId}/view/${id}/refresh-share-id`,
		{},
		linkOf(client, tableId, id, ({ shareId }) => shareId !== before),
	);
}

/** Disables the link of a shared view. Its sharing settings are kept for the next time. */
export async function disableShare(
	client: TeableClient,
	tableId: string,
	viewId: string,
): Promise<void> {
	await client.post(
		path`/table/${tableId}/view/${viewId}/disable-share`,
		{},
		changeOf(client, tableId, viewId, ({ enableShare }) => enableShare !== true),
	);
}

/** Sets what people with the link can do. Always sends all settings, because Teable removes those that are left out. */
export async function setShareMeta(
	client: TeableClient,
	tableId: string,
	viewId: string,
	meta: IDataObject,
): Promise<void> {
	await client.put(
		path`/table/${tableId}/view/${viewId}/share-meta`,
		meta,
		changeOf(client, tableId, viewId, ({ shareMeta }) => isEqual(shareMeta, meta)),
	);
}

const linkOf = (
	client: TeableClient,
	tableId: string,
	viewId: string,
	isMade: (view: View) => boolean,
) => ({
	fits: (answer: Shared) => typeof answer?.shareId === 'string',
	look: async () => {
		const view = await readView(client, tableId, viewId);
		return view && isMade(view) ? { shareId: String(view.shareId) } : undefined;
	},
});
