import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOfRoute } from '../server/access';
import type { Step, Window } from '../undo';
import { needs } from './needs';

/** Permission to read the table is enough: a read-only token can undo what another token of the same user wrote. */
export function undoRoutes(server: FastifyInstance) {
	for (const side of ['undo', 'redo'] as const) {
		server.post(
			`/api/table/:tableId/undo-redo/${side}`,
			needs('table|read'),
			async (request, reply) => {
				const { state } = request;
				reply.status(201);
				const window = windowOf(request);
				if (window) return state.undo[side](window);
				return state.version === '1.10.0'
					? { status: 'empty' }
					: { status: 'failed', errorMessage: 'Missing windowId for undo/redo operation' };
			},
		);
	}
}

/**
 * Remembers how to undo a request to a table, if the request names a window.
 *
 * @param bottom the error for an undo below the first step of the window; none by default
 */
export function rememberStep(request: FastifyRequest, step: Step | undefined, bottom?: string) {
	const window = windowOf(request);
	if (window && step) request.state.undo.push(window, step, bottom);
}

function windowOf(request: FastifyRequest): Window | undefined {
	const windowId = request.headers['x-window-id'];
	if (typeof windowId !== 'string' || windowId === '') return undefined;
	const { tableId } = request.params as { tableId: string };
	return { userId: callerOfRoute(request).user.id, tableId, windowId };
}
