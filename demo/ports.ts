/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Finds a free port on this machine. */
export const freePort = async (): Promise<number> => await listenBriefly(0);

/** Whether a port is free. */
export async function isPortFree(port: number): Promise<boolean> {
	try {
		await listenBriefly(port);
		return true;
	} catch {
		return false;
	}
}

async function listenBriefly(port: number): Promise<number> {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	const taken = (server.address() as AddressInfo).port;
	server.close();
	await once(server, 'close');
	return taken;
}
