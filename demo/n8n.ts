/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import axios from 'axios';
import { pick } from 'lodash';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from './child';
import type { Credential } from './credentials';
import type { ExampleWorkflow } from './examples';
import { readExecution, type Execution } from './execution';
import type { N8nInstallation } from './installN8n';
import { freePort } from './ports';
import { Service } from './service';

const PROJECT = join(__dirname, '..');
/** What npm publishes (`files` in package.json), without README and LICENSE. */
const PUBLISHED = ['dist', 'index.js', 'package.json'];

/** The environment variables that are passed to n8n. Settings of another n8n on this machine are not. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ'];

const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** The account that signs in to the editor. */
export const OWNER = {
	email: 'demo@example.com',
	password: 'Teable-demo-1',
	firstName: 'Demo',
	lastName: 'User',
};

/** The editor's URL, as n8n passes it to OAuth servers. */
export const editorUrl = (port: number): string => `http://localhost:${port}`;

/** A temporary n8n: empty at first, and leaves nothing behind. */
export class N8n {
	private service?: Service;
	private hasOwner = false;

	private constructor(
		private readonly installation: N8nInstallation,
		private readonly userFolder: string,
		private readonly signal: AbortSignal,
		private readonly settings: NodeJS.ProcessEnv,
	) {}

	/**
	 * Creates a new n8n in a temporary folder, with this package installed.
	 *
	 * @param signal stops whatever it is doing; call `remove()` even then
	 * @param settings more environment variables for n8n
	 */
	static async create(
		installation: N8nInstallation,
		signal: AbortSignal,
		settings: NodeJS.ProcessEnv = {},
	): Promise<N8n> {
		const n8n = await N8n.createBare(installation, signal, settings);
		const packageFolder = join(n8n.userFolder, '.n8n/nodes/node_modules/n8n-nodes-teable');
		await mkdir(packageFolder, { recursive: true });
		// Copied, not linked: a link would resolve n8n-workflow to this project's copy instead of n8n's own.
		for (const name of PUBLISHED) {
			await cp(join(PROJECT, name), join(packageFolder, name), { recursive: true });
		}
		return n8n;
	}

	/** Creates a new n8n like `create`, but without this package. */
	static async createBare(
		installation: N8nInstallation,
		signal: AbortSignal,
		settings: NodeJS.ProcessEnv = {},
	): Promise<N8n> {
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-teable-'));
		return new N8n(installation, userFolder, signal, settings);
	}

	async importCredentials(credentials: Credential[]): Promise<void> {
		await this.import('credentials', credentials);
	}

	async importWorkflows(workflows: ExampleWorkflow[]): Promise<void> {
		// n8n 2.0 fails without these. Other versions add them.
		const whole = workflows.map((workflow) => ({
			...workflow,
			active: false,
			versionId: randomUUID(),
		}));
		await this.import('workflow', whole);
	}

	/** Executes an imported workflow from its manual trigger. A failure of the workflow is returned, not thrown. */
	async execute(workflowId: string): Promise<Execution> {
		const { stdout, stderr } = await this.command(['execute', `--id=${workflowId}`, '--rawOutput']);
		const execution = readExecution(stdout);
		if (execution === undefined) {
			throw new Error(`n8n did not report the execution:\n${stdout}${stderr}`);
		}
		return execution;
	}

	/**
	 * Starts the editor and its background processes, and creates the owner account.
	 *
	 * @returns the URL to open
	 * @throws if n8n doesn't start
	 */
	async startEditor(port: number): Promise<string> {
		this.service = await this.start(
			'start',
			{ N8N_PORT: String(port), N8N_LOG_LEVEL: 'warn' },
			async () => await isReady(port),
		);
		if (!this.hasOwner) await axios.post(`http://127.0.0.1:${port}/rest/owner/setup`, OWNER);
		this.hasOwner = true;
		return editorUrl(port);
	}

	/**
	 * Starts a worker, which executes what another n8n adds to the queue in the settings.
	 *
	 * @returns the worker; its log names each execution. `remove()` stops it if it still runs.
	 * @throws if n8n doesn't start
	 */
	async startWorker(): Promise<Service> {
		this.service = await this.start('worker', { N8N_LOG_LEVEL: 'info' }, (log) =>
			log.includes('n8n worker is now ready'),
		);
		return this.service;
	}

	/** What the background process has printed since it was started. */
	get log(): string {
		return this.service?.log ?? '';
	}

	/** Resolves when the editor has stopped, for whatever reason. */
	async editorEnded(): Promise<void> {
		await this.service?.ended();
	}

	/** Stops the editor and keeps n8n's data, so that it can start again. */
	async stopEditor(): Promise<void> {
		await this.service?.stop();
	}

	/** Stops the background process and deletes the temporary folder with n8n's data. */
	async remove(): Promise<void> {
		await this.service?.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	private async import(what: string, list: unknown[]): Promise<void> {
		const file = join(this.userFolder, `${what}.json`);
		await writeFile(file, JSON.stringify(list), { mode: 0o600 });
		try {
			const { exitCode, stdout, stderr } = await this.command([
				`import:${what}`,
				`--input=${file}`,
			]);
			if (exitCode !== 0 || !stdout.includes(`Successfully imported ${list.length}`)) {
				throw new Error(`n8n did not import the examples' ${what}:\n${stdout}${stderr}`);
			}
		} finally {
			await rm(file);
		}
	}

	private async command(args: string[]) {
		const { nodePath, scriptPath } = this.installation;
		return await run(nodePath, [scriptPath, ...args], await this.options({}));
	}

	private async start(
		command: string,
		env: NodeJS.ProcessEnv,
		isReady: (log: string) => boolean | Promise<boolean>,
	): Promise<Service> {
		const { nodePath, scriptPath } = this.installation;
		const options = await this.options(env);
		return await Service.start('n8n', [nodePath, scriptPath, command], options, isReady);
	}

	private async options(env: NodeJS.ProcessEnv) {
		return {
			// n8n reads an .env file from the folder it is started in, so start it in an empty one.
			cwd: this.userFolder,
			signal: this.signal,
			env: {
				...pick(process.env, PASSED_ON),
				...QUIET,
				N8N_USER_FOLDER: this.userFolder,
				N8N_LISTEN_ADDRESS: '127.0.0.1',
				N8N_SECURE_COOKIE: 'false',
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
				...this.settings,
				...env,
			},
		};
	}
}

/** n8n 1.x reports that it is ready before it has its routes. n8n 2.x answers every route with text before it is ready. */
async function isReady(port: number): Promise<boolean> {
	try {
		await axios.get(`http://127.0.0.1:${port}/healthz/readiness`);
		const { data: settings } = await axios.get<unknown>(`http://127.0.0.1:${port}/rest/settings`);
		return typeof settings === 'object';
	} catch {
		return false;
	}
}
