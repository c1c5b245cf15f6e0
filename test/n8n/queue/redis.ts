/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a server for a test, outside n8n */
import { tmpdir } from 'node:os';

import { installPackages } from '../../../demo/debian';
import { freePort } from '../../../demo/ports';
import { findProgram } from '../../../demo/programs';
import { Service } from '../../../demo/service';

/** An empty Redis on a free port that stores nothing on disk. */
export class Redis {
	private constructor(
		private readonly server: Service,
		private readonly port: number,
	) {}

	/** Starts it, and installs it first if it is missing. */
	static async start(signal: AbortSignal): Promise<Redis> {
		if (findProgram('redis-server') === undefined) await installPackages(['redis-server'], signal);
		const port = await freePort();
		const server = await Service.start(
			'Redis',
			['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--save', ''],
			{ cwd: tmpdir(), env: process.env, signal },
			(log) => log.includes('Ready to accept connections'),
		);
		return new Redis(server, port);
	}

	/** The settings with which n8n uses it for its queue. */
	get settings(): NodeJS.ProcessEnv {
		return {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.port),
		};
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}
