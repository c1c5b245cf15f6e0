import { range } from 'lodash';

import type { Write } from './write';
import { SOME, byId } from './write';

/** Each item undoes the execution with its ID, which created one record with that name. */
const undoExecution: Write = {
	name: 'Undo Execution',
	count: SOME,
	request: { method: 'POST', route: '/api/table/:tableId/undo-redo/undo' },
	// The first item's second undo finds nothing left.
	after: 2,
	async setUp(table) {
		const ids = range(SOME).map((index) => String(100 + index));
		const create = table.target('create', {
			...table.automatic(),
			authentication: 'accessToken',
			options: { canBeUndone: true },
		});
		for (const executionId of ids) {
			await table.server.output('create', create, { items: [{ Name: executionId }], executionId });
		}
		return {
			parameters: {
				...{ resource: 'table', operation: 'undoExecution' },
				...{ tableId: byId(table.id), executionId: '={{ $json.id }}' },
			},
			items: ids.map((id) => ({ id })),
			held: async () => {
				const names = (await table.rows()).map(({ Name }) => Name);
				return ids.map((id) => (names.includes(id) ? 0 : 1));
			},
		};
	},
};

export const UNDO_WRITES: Write[] = [undoExecution];
