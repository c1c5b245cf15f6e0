import { range } from 'lodash';

import type { Write } from './write';
import { SOME, countOf } from './write';

/**
 * Each item creates a record with its name. Only the author knows what a request does, so its result can't be looked
 * up.
 */
const sendCustomRequest: Write = {
	name: 'Send Custom Request',
	count: SOME,
	request: { method: 'POST', route: '/api/table/:tableId/record' },
	after: 1,
	async setUp(table) {
		const items = range(SOME).map((index) => ({ Name: `request ${index}` }));
		const jsonBody = '={{ { fieldKeyType: "name", records: [{ fields: { Name: $json.Name } }] } }}';
		return await Promise.resolve({
			parameters: {
				...{ resource: 'customRequest', operation: 'send', method: 'POST' },
				...{ path: `/table/${table.id}/record`, queryParameters: {} },
				...{ body: 'json', jsonBody, responseFormat: 'items' },
			},
			items,
			held: async () => countOf(items, await table.rows(), 'Name'),
		});
	},
};

export const CUSTOM_WRITES: Write[] = [sendCustomRequest];
