/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the sandbox is a Node server, no part of the node */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../state';

const MAX_WRITES = 20;
/** Long enough for twenty requests to overlap on a busy machine. */
const WRITE_MILLISECONDS = 250;

/** A hook that names the engine in `x-teable-v2`, as 2026 servers do. */
export async function nameEngine(request: FastifyRequest, reply: FastifyReply) {
	const { engineHeader } = request.routeOptions.config;
	if (request.state.version === '1.10.0' || !engineHeader) return;
	const isV2 = engineHeader === 'own' && engineOf(request) === 'v2';
	reply.header('x-teable-v2', String(isV2));
}

function engineOf(request: FastifyRequest): Engine | undefined {
	const { state } = request;
	const { tableId, baseId } = request.params as { tableId?: string; baseId?: string };
	const id = baseId ?? state.tables.get(tableId ?? '')?.baseId;
	return state.bases.get(id ?? '')?.engine;
}

/** Twenty simultaneous writes hang the v2 engine: from then on, it answers no write and no request for a list. */
export function hangWrites(server: FastifyInstance) {
	server.addHook('preHandler', async (request, reply) => {
		const { hang } = request.world;
		const { engineHeader } = request.routeOptions.config;
		if (!hang || engineHeader !== 'own' || engineOf(request) !== 'v2') return undefined;
		if (request.method !== 'GET') hang.writes += 1;
		if (hang.writes >= MAX_WRITES) hang.hangs = true;
		// In memory, a write would be answered before the next one is read.
		await sleep(WRITE_MILLISECONDS);
		return hang.hangs ? reply.hijack() : undefined;
	});
	server.addHook('onResponse', async (request) => {
		const { engineHeader } = request.routeOptions.config;
		const { hang } = request.world;
		if (hang && engineHeader === 'own' && request.method !== 'GET') hang.writes -= 1;
	});
}
