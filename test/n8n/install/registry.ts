/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import Fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { Duplex } from 'node:stream';

import { run } from '../../../demo/child';
import { installPackages } from '../../../demo/debian';
import { findProgram } from '../../../demo/programs';
import { stopWithTests } from '../stopWithTests';
import type { Packed } from './pack';

const HOST = 'registry.npmjs.org';

/**
 * Replaces the npm registry, for packages that aren't published there. n8n uses another registry only with a paid
 * licence, and names this one in each npm command. So n8n gets a proxy that sends requests for the registry here and
 * refuses all others, and is told to trust this certificate.
 */
export class Registry {
	private readonly published: Packed[] = [];

	private constructor(
		private readonly folder: string,
		private readonly server: FastifyInstance,
		private readonly proxy: Server,
	) {}

	/** @param folder an existing folder that it may write to */
	static async start(folder: string): Promise<Registry> {
		const https = await selfSigned(folder);
		const registry = new Registry(folder, Fastify({ https }), createServer());
		await registry.listen();
		return registry;
	}

	/** The environment variables with which n8n, and the npm that it starts, use this registry. */
	get environment(): NodeJS.ProcessEnv {
		return {
			HTTPS_PROXY: `http://127.0.0.1:${portOf(this.proxy)}`,
			NODE_EXTRA_CA_CERTS: join(this.folder, 'cert.pem'),
			npm_config_cafile: join(this.folder, 'cert.pem'),
			npm_config_cache: join(this.folder, 'cache'),
			npm_config_registry: `https://${HOST}/`,
		};
	}

	/** Publishes a package. One published later is newer. */
	publish(packed: Packed): void {
		this.published.push(packed);
	}

	async stop(): Promise<void> {
		this.proxy.close();
		this.proxy.closeAllConnections();
		await this.server.close();
	}

	private async listen(): Promise<void> {
		this.server.get('/n8n-nodes-teable', () => ({
			name: 'n8n-nodes-teable',
			'dist-tags': { latest: this.published.at(-1)?.manifest.version },
			versions: Object.fromEntries(
				this.published.map((packed) => [packed.manifest.version, describe(packed)]),
			),
		}));
		this.server.get<{ Params: { version: string } }>(
			'/n8n-nodes-teable/:version',
			async ({ params: { version } }, reply) => {
				const packed = this.published.findLast(
					({ manifest }) => version === 'latest' || version === manifest.version,
				);
				return packed ? describe(packed) : await reply.status(404).send({ error: 'Not found' });
			},
		);
		this.server.get<{ Params: { file: string } }>(
			'/n8n-nodes-teable/-/:file',
			async ({ params: { file } }, reply) => {
				const packed = this.published.find(({ archive }) => basename(archive) === file);
				return packed
					? await reply.type('application/octet-stream').send(createReadStream(packed.archive))
					: await reply.status(404).send({ error: 'Not found' });
			},
		);
		await this.server.listen({ host: '127.0.0.1', port: 0 });

		this.proxy.on('connect', ({ url }, socket: Duplex) => this.lead(url ?? '', socket));
		await once(this.proxy.listen(0, '127.0.0.1'), 'listening');
	}

	private lead(target: string, socket: Duplex): void {
		socket.on('error', () => socket.destroy());
		if (target !== `${HOST}:443`) {
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		const here = connect(portOf(this.server.server), '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			socket.pipe(here).pipe(socket);
		});
		here.on('error', () => socket.destroy());
		socket.on('close', () => here.destroy());
	}
}

/** What the registry says about one version. */
const describe = ({ manifest, integrity, archive }: Packed) => ({
	...manifest,
	dist: { integrity, tarball: `https://${HOST}/${manifest.name}/-/${basename(archive)}` },
});

/** Creates a key and a certificate for the registry's name, which only the environment above trusts. */
async function selfSigned(folder: string): Promise<{ key: Buffer; cert: Buffer }> {
	if (!findProgram('openssl')) await installPackages(['openssl'], stopWithTests);
	const key = join(folder, 'key.pem');
	const cert = join(folder, 'cert.pem');
	const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
	const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
	const { exitCode, stderr } = await run(
		'openssl',
		[...args, ...subject, '-keyout', key, '-out', cert],
		{ signal: stopWithTests, env: process.env },
	);
	if (exitCode !== 0) throw new Error(`openssl made no certificate:\n${stderr}`);
	return { key: await readFile(key), cert: await readFile(cert) };
}

const portOf = (server: Pick<Server, 'address'>) => (server.address() as AddressInfo).port;
