/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts a server for a test, outside n8n */
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run, type ProgramOptions } from '../../../demo/child';
import { installPackages } from '../../../demo/debian';
import { freePort } from '../../../demo/ports';
import { findProgram } from '../../../demo/programs';
import { Service } from '../../../demo/service';

/** Debian and Ubuntu keep most of PostgreSQL's programs in a folder per version that isn't on the PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const USER = 'n8n';
const DATABASE = 'postgres';

/** An empty PostgreSQL on a free port that leaves nothing behind. */
export class Postgres {
	private constructor(
		private readonly server: Service,
		private readonly folder: string,
		private readonly port: number,
	) {}

	/** Starts it, and installs it first if it is missing. */
	static async start(signal: AbortSignal): Promise<Postgres> {
		if (find('postgres') === undefined) await installPackages(['postgresql'], signal);
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-teable-postgres-'));
		let server: Service | undefined;
		try {
			const options = { cwd: folder, env: process.env, signal, ...(await unprivileged(folder)) };
			const made = await run(
				program('initdb'),
				['--pgdata=.', `--username=${USER}`, '--auth=trust', '--encoding=UTF8', '--no-sync'],
				options,
			);
			if (made.exitCode !== 0) throw new Error(`PostgreSQL made no database:\n${made.stderr}`);
			const port = await freePort();
			server = await Service.start('PostgreSQL', command(port), options, (log) =>
				log.includes('database system is ready to accept connections'),
			);
			return new Postgres(server, folder, port);
		} finally {
			if (server === undefined) await removeFolder(folder);
		}
	}

	/** The settings with which n8n uses it. */
	get settings(): NodeJS.ProcessEnv {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_DATABASE: DATABASE,
		};
	}

	/** The rows of a SELECT. */
	async select<Row>(sql: string): Promise<Row[]> {
		const { exitCode, stdout, stderr } = await run(
			program('psql'),
			[
				`postgresql://${USER}@127.0.0.1:${this.port}/${DATABASE}`,
				'--no-psqlrc',
				'--no-align',
				'--tuples-only',
				`--command=SELECT coalesce(json_agg(rows), '[]') FROM (${sql}) rows`,
			],
			{ env: process.env },
		);
		if (exitCode !== 0) throw new Error(`PostgreSQL refused "${sql}":\n${stderr}`);
		return JSON.parse(stdout) as Row[];
	}

	async stop(): Promise<void> {
		await this.server.stop();
		await removeFolder(this.folder);
	}
}

const removeFolder = async (folder: string) =>
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });

const command = (port: number) => [
	program('postgres'),
	...['-D', '.', '-p', String(port), '-h', '127.0.0.1'],
	// The data is temporary, and the folder for sockets is the system's.
	...['-c', 'fsync=off', '-c', 'unix_socket_directories='],
];

function program(name: string): string {
	const path = find(name);
	if (path === undefined) throw new Error(`PostgreSQL is installed, but its '${name}' is missing.`);
	return path;
}

function find(name: string): string | undefined {
	const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
	return findProgram(
		name,
		versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
	);
}

/** PostgreSQL refuses to run as root, so it gets the folder and runs as the user that its package created. */
async function unprivileged(folder: string): Promise<Pick<ProgramOptions, 'uid' | 'gid'>> {
	if (process.getuid?.() !== 0) return {};
	const idOf = async (kind: '-u' | '-g') =>
		Number((await run('id', [kind, 'postgres'], { env: process.env })).stdout);
	const [uid, gid] = [await idOf('-u'), await idOf('-g')];
	await chown(folder, uid, gid);
	return { uid, gid };
}
