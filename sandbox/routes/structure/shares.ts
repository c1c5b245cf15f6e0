import type { FastifyInstance } from 'fastify';
import { isShown, listRecords } from '../../teable/records/queries/list';
import { contextOf } from '../../teable/records/writes/write';
import { describeFields } from '../../teable/fields/describeField';
import { checkCopying, sharedView } from '../../teable/tables/shares';

interface OneShare {
	Params: { shareId: string };
}

/** What everyone can see through the link of a shared view. */
export function shareRoutes(server: FastifyInstance) {
	server.get<OneShare>('/api/share/:shareId/view', async (request) => {
		const { state } = request;
		const { shareId } = request.params;
		const { table, view } = sharedView(state, shareId);
		const context = contextOf(state, table);
		const owner = state.users.get(String(view.createdBy))!;
		const query = { viewId: view.id, fieldKeyType: 'id' as const };
		const shareMeta = view.shareMeta as { includeRecords?: boolean };
		return {
			...{ shareMeta, shareId, tableId: table.id, viewId: view.id, view },
			fields: describeFields(state, table).filter((field) => isShown(context.engine, view, field)),
			records: shareMeta.includeRecords ? listRecords(context, owner, query).records : [],
		};
	});

	server.get<OneShare>('/api/share/:shareId/view/copy', async (request) => {
		const { state } = request;
		const { view } = sharedView(state, request.params.shareId);
		checkCopying(state, view);
		return { content: '', header: [] };
	});
}
