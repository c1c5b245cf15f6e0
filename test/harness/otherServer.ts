/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads a certificate and asks for a free port */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { FastifyReply, FastifyRequest } from 'fastify';
import Fastify from 'fastify';

/** A server that is not Teable. */
export interface OtherServer {
	url: string;
	/** The requests that arrived, as method, URL and headers. */
	requests: Array<Pick<FastifyRequest, 'method' | 'url' | 'headers'>>;
	/** The highest number of requests at the same time. */
	mostAtOnce: number;
	stop(): Promise<void>;
}

interface OtherOptions {
	answer?: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
	/** Whether it uses https, with a certificate that nobody has signed. */
	https?: boolean;
}

const pem = (name: string) => readFileSync(join(__dirname, '../fixtures/tls', `${name}.pem`));

export async function startOther({
	answer = async (_request, reply) => await reply.status(404).send('Not found'),
	https = false,
}: OtherOptions = {}): Promise<OtherServer> {
	const certificate = https ? { https: { key: pem('key'), cert: pem('cert') } } : {};
	const server = Fastify({ forceCloseConnections: true, ...certificate });
	const other: OtherServer = {
		url: '',
		requests: [],
		mostAtOnce: 0,
		stop: async () => await server.close(),
	};
	let underWay = 0;
	server.addHook('onResponse', async () => void (underWay -= 1));
	server.all('*', async (request, reply) => {
		underWay += 1;
		other.mostAtOnce = Math.max(other.mostAtOnce, underWay);
		const { method, url, headers } = request;
		other.requests.push({ method, url, headers });
		return await answer(request, reply);
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	other.url = `${https ? 'https' : 'http'}://127.0.0.1:${port}`;
	return other;
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	return port;
}
