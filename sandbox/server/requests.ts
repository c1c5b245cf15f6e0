import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ReceivedRequest } from '../contract';

declare module 'fastify' {
	interface FastifyRequest {
		received: ReceivedRequest | null;
	}
}

/** The pattern that a request matched, or its path if none did. */
export const routeOf = (request: FastifyRequest) =>
	request.routeOptions.url ?? request.url.split('?')[0];

/** Records every request in order of arrival, and its status when it is answered. */
export function recordRequests(server: FastifyInstance) {
	server.decorateRequest('received', null);
	server.addHook('onRequest', async (request, reply) => {
		const { world } = request;
		world.inFlight += 1;
		reply.raw.once('close', () => (world.inFlight -= 1));
		const { method, url } = request;
		const headers = request.headers as Record<string, string>;
		const { inFlight, requests } = world;
		request.received = { method, route: routeOf(request), url, status: 0, headers, inFlight };
		requests.push(request.received);
	});
	server.addHook('preValidation', async (request) => {
		if (request.received && request.body !== undefined) request.received.body = request.body;
	});
	server.addHook('onResponse', async (request, reply) => {
		if (request.received) request.received.status = reply.statusCode;
	});
}
