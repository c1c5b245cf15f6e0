import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { TeableClient } from '../../teable/http/client';
import type { TrashItem, TrashedResource, TrashPlace } from '../../teable/reading/trash';
import { fetchTrash, fetchTrashPage, idsIn } from '../../teable/reading/trash';
import { named } from '../../values/named';
import { chosenId, connect, matching } from './editor';
import { baseLocator, tableLocator } from '../locators/tableLocators';

/** The entries of the chosen trash, newest first; those of a table are paged. */
export const trashList = {
	async searchTrash(
		this: ILoadOptionsFunctions,
		filter = '',
		cursor?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const place = await chosenTrash(this, client);
		if (place.of !== 'table') {
			const { items, resources } = await fetchTrash(client, place);
			return { results: entriesOf(items, resources, filter) };
		}
		const page = await fetchTrashPage(client, place, { ...(cursor && { cursor }) });
		return {
			results: entriesOf(page.trashItems, page.resourceMap, filter),
			paginationToken: page.nextCursor ?? undefined,
		};
	},
};

async function chosenTrash(
	context: ILoadOptionsFunctions,
	client: TeableClient,
): Promise<TrashPlace> {
	switch (context.getCurrentNodeParameter('deleted')) {
		case 'base':
			return { of: 'account', holds: 'base' };
		case 'space':
			return { of: 'account', holds: 'space' };
		case 'table':
			return { of: 'base', id: await chosenId(context, client, baseLocator) };
		default:
			return {
				of: 'table',
				id: await chosenId(context, client, tableLocator),
			};
	}
}

const entriesOf = (
	items: TrashItem[],
	resources: Record<string, TrashedResource | undefined>,
	filter: string,
) =>
	matching(
		items.map((item) => {
			const names = idsIn(item).map((id) => named(resources, id)?.name || id);
			const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
			const shown = names.slice(0, NAMES_SHOWN).join(', ').slice(0, 60);
			const when = item.deletedTime.slice(0, 16).replace('T', ' ');
			return { name: `${shown}${more} (${item.resourceType}, ${when})`, value: item.id };
		}),
		filter,
	);

const NAMES_SHOWN = 3;
