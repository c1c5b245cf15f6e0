import type { FastifyInstance } from 'fastify';
import { checkCopying, sharedView } from '../teable/shares';

interface OneShare {
	Params: { shareId: string };
}

/** What the link of a shared view opens for everybody. */
export function shareRoutes(server: FastifyInstance) {
	server.get<OneShare>('/api/share/:shareId/view', async (request) => {
		const { state } = request;
		const { shareId } = request.params;
		const { table, view } = sharedView(state, shareId);
		return { shareMeta: view.shareMeta, shareId, tableId: table.id, viewId: view.id, view };
	});

	server.get<OneShare>('/api/share/:shareId/view/copy', async (request) => {
		const { state } = request;
		const { view } = sharedView(state, request.params.shareId);
		checkCopying(state, view);
		return { content: '', header: [] };
	});
}
